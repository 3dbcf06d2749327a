package vn.motcua.connectors.telegram;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import vn.motcua.connectors.Secret;
import vn.motcua.connectors.http.Answer;
import vn.motcua.connectors.http.Calls;
import vn.motcua.connectors.http.Content;

/// Calls of the Bot API, as those of other providers: the library's own ignores the HTTP status, says nothing of outages and takes
/// no path in the base address. The token is part of every address, so addresses are never told.
final class TelegramApi {
    /// How a call ended.
    sealed interface Result {
    }

    record Ok(JsonNode value) implements Result {
    }

    /// @param retryAfter null when Telegram does not say
    record Failed(int code, String description, @Nullable Duration retryAfter) implements Result {
    }

    /// Telegram was not reached; nothing was done.
    record NotReached(String reason) implements Result {
    }

    /// The call went out and no answer came that can be read.
    record Unclear(String reason) implements Result {
    }

    private final URI base;
    private final Secret token;
    private final Calls calls;
    private final ObjectMapper json;

    TelegramApi(URI base, Secret token, @Nullable URI proxy, ObjectMapper json) {
        this.base = base;
        this.token = token;
        this.json = json;
        this.calls = new Calls(json, proxy);
    }

    /// Calls a method with parameters that Jackson can write.
    Result call(String method, Object parameters, Duration deadline) {
        try {
            return send(method, "application/json", json.writeValueAsBytes(parameters), deadline);
        } catch (JsonProcessingException mistake) {
            throw new IllegalArgumentException("not writable: " + method, mistake);
        }
    }

    Result send(String method, String type, byte[] body, Duration deadline) {
        var address = URI.create(base.toString().replaceFirst("/$", "") + "/bot" + token.value() + "/" + method);
        return switch (calls.post(address, Map.of(), new Content(type, body), deadline)) {
            case Answer.Read(int status, var _, var answer) -> read(status, answer);
            case Answer.NotReached(var reason) -> new NotReached(reason);
            case Answer.Unclear(var reason) -> new Unclear(reason);
        };
    }

    private static Result read(int status, JsonNode answer) {
        if (answer.path("ok").asBoolean(false)) {
            return new Ok(answer.path("result"));
        }
        if (answer.has("error_code")) {
            var after = answer.path("parameters").path("retry_after");
            return new Failed(answer.path("error_code").asInt(), answer.path("description").asText(""),
                    after.isIntegralNumber() ? Duration.ofSeconds(Math.max(1, after.asLong())) : null);
        }
        return new Unclear("status " + status);
    }

    /// Where a file lies of which `getFile` told the path. Holds the token: never to be told.
    String address(String path) {
        return base.toString().replaceFirst("/$", "") + "/file/bot" + token.value() + "/" + path;
    }

    /// Bytes of a text in a form part.
    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
