package vn.motcua.connectors.messenger;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import vn.motcua.connectors.Secret;
import vn.motcua.connectors.http.Answer;
import vn.motcua.connectors.http.Calls;
import vn.motcua.connectors.http.Content;

/// Calls of the Graph API, and in one place what we believe about it. From Facebook's own pages: the version, 13 quick replies,
/// the windows, the rate header. From memory or from others, so try first: the lengths of titles, payloads and files, `me`
/// for the page, uploading with a message, the payload of the button that opens a conversation.
final class MessengerApi {
    static final String VERSION = "v25.0";
    static final int LONGEST_TEXT = 2_000;
    static final int MOST_QUICK_REPLIES = 13;
    static final int LONGEST_TITLE = 20;
    static final int LONGEST_PAYLOAD = 1_000;
    /// Of a message with a button that opens an address.
    static final int LONGEST_BUTTON_TEXT = 640;
    static final int LARGEST_IMAGE = 8 << 20;
    static final int LARGEST_FILE = 25 << 20;
    /// What the page's "Get started" button must be set to.
    static final String GET_STARTED = "GET_STARTED";
    /// So long after the citizen's last message everything may be sent, and so long what an officer wrote.
    static final Duration FREE = Duration.ofHours(24);
    static final Duration OFFICER = Duration.ofDays(7);

    private static final String USAGE = "x-business-use-case-usage";
    private static final int LONGEST_REASON = 120;

    /// How a call ended.
    sealed interface Result {
    }

    record Ok(JsonNode answer) implements Result {
    }

    /// @param regain after how long the page may call again, where Facebook says so
    record Failed(int code, int subcode, String message, Optional<Duration> regain) implements Result {
    }

    /// Nothing was done.
    record NotReached(String reason) implements Result {
    }

    /// It may have been done.
    record Unclear(String reason) implements Result {
    }

    private final URI base;
    private final Secret token;
    private final Calls calls;
    private final ObjectMapper json;

    MessengerApi(URI base, Secret token, ObjectMapper json) {
        this.base = base;
        this.token = token;
        this.json = json;
        this.calls = new Calls(json);
    }

    /// @param edge `messages` or `message_attachments`
    Result post(String edge, Content content, Duration deadline) {
        var address = URI.create(base.toString().replaceFirst("/$", "") + "/" + VERSION + "/me/" + edge
                + "?access_token=" + URLEncoder.encode(token.value(), StandardCharsets.UTF_8));
        return switch (calls.post(address, Map.of(), content, deadline)) {
            case Answer.Read(var status, var headers, var body) -> {
                var error = body.path("error");
                if (error.isObject()) {
                    var message = error.path("message").asText("");
                    yield new Failed(error.path("code").asInt(0), error.path("error_subcode").asInt(0),
                            message.substring(0, Math.min(message.length(), LONGEST_REASON)),
                            regain(headers.getOrDefault(USAGE, "")));
                }
                yield status < 300 ? new Ok(body) : new Unclear("status " + status);
            }
            case Answer.NotReached(var reason) -> new NotReached(reason);
            case Answer.Unclear(var reason) -> new Unclear(reason);
        };
    }

    /// The longest of the waiting times, which are given in minutes by page and kind of use.
    private Optional<Duration> regain(String usage) {
        try {
            long most = 0;
            for (var page : json.readTree(usage)) {
                for (var use : page) {
                    most = Math.max(most, use.path("estimated_time_to_regain_access").asLong(0));
                }
            }
            return most > 0 ? Optional.of(Duration.ofMinutes(most)) : Optional.empty();
        } catch (IOException notJson) {
            return Optional.empty();
        }
    }
}
