package vn.motcua.connectors.telegram;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import vn.motcua.connectors.Secret;

/// Calls of the Bot API, over the JDK's client: the library's own ignores the HTTP status, says nothing of outages and takes
/// no path in the base address. The token is part of every address, so addresses are never told.
final class TelegramApi {
    private static final Duration CONNECT = Duration.ofSeconds(5);

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
    private final HttpClient client;
    private final ObjectMapper json;

    TelegramApi(URI base, Secret token, @Nullable URI proxy, ObjectMapper json) {
        this.base = base;
        this.token = token;
        this.json = json;
        var builder = HttpClient.newBuilder().connectTimeout(CONNECT).version(HttpClient.Version.HTTP_1_1);
        if (proxy != null) {
            builder.proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(),
                    proxy.getPort() < 0 ? 3128 : proxy.getPort())));
        }
        this.client = builder.build();
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
        var request = HttpRequest.newBuilder(address).timeout(deadline).header("Content-Type", type)
                .POST(BodyPublishers.ofByteArray(body)).build();
        try {
            var response = client.send(request, BodyHandlers.ofByteArray());
            return read(response.statusCode(), response.body());
        } catch (HttpConnectTimeoutException | ConnectException | java.nio.channels.UnresolvedAddressException e) {
            return new NotReached(e.getClass().getSimpleName());
        } catch (IOException broken) {
            return new Unclear(broken.getClass().getSimpleName());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new Unclear("interrupted");
        }
    }

    private Result read(int status, byte[] body) {
        try {
            var answer = json.readTree(body);
            if (answer != null && answer.path("ok").asBoolean(false)) {
                return new Ok(answer.path("result"));
            }
            if (answer != null && answer.has("error_code")) {
                var after = answer.path("parameters").path("retry_after");
                return new Failed(answer.path("error_code").asInt(), answer.path("description").asText(""),
                        after.isIntegralNumber() ? Duration.ofSeconds(Math.max(1, after.asLong())) : null);
            }
        } catch (IOException notJson) {
            // A page of some proxy; its status tells enough.
        }
        return status == 502 || status == 504 || status < 400
                ? new Unclear("status " + status)
                : new Failed(status, "status " + status, null);
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
