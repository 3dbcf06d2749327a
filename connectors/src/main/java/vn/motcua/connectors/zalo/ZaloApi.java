package vn.motcua.connectors.zalo;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import vn.motcua.connectors.Secret;
import vn.motcua.connectors.http.Answer;
import vn.motcua.connectors.http.Calls;
import vn.motcua.connectors.http.Content;

/// Calls of Zalo's API, and in one place what we believe about it. Zalo's own documentation was not read: the facts come from
/// the notes of others who use it, and those marked "try first" from memory. A real account decides.
final class ZaloApi {
    /// Characters of one message; longer ones are refused, not cut.
    static final int LONGEST_TEXT = 2_000;
    /// Try first: buttons under one message, characters of a title and of a payload.
    static final int MOST_BUTTONS = 5;
    static final int LONGEST_TITLE = 100;
    static final int LONGEST_PAYLOAD = 1_000;
    /// A button's payload comes back as if the citizen had written it; this tells the two apart.
    static final String PRESSED = "#motcua/";
    /// Try first: a button whose payload is not shown in the conversation. `oa.query.show` would show it.
    static final String BUTTON = "oa.query.hide";
    /// Whether a message with buttons needs a `template_type`, and which: `button` is said by some. Without is tested.
    static final Optional<String> BUTTONS_TEMPLATE = Optional.empty();
    /// What files are taken, and how large they may be.
    static final Set<String> IMAGES = Set.of("image/jpeg", "image/png");
    static final int LARGEST_IMAGE = 1 << 20;
    static final Set<String> FILES = Set.of("application/pdf", "application/msword",
            "application/vnd.openxmlformats-officedocument.wordprocessingml.document", "text/csv");
    static final int LARGEST_FILE = 5 << 20;
    /// So long after the citizen's last message answers are free, and so long they are possible.
    static final Duration FREE = Duration.ofHours(48);
    static final Duration OPEN = Duration.ofDays(7);
    /// An access token lives 25 hours; it is renewed when so much is left.
    static final Duration RENEW_BEFORE = Duration.ofHours(2);
    /// The first pause after "too many calls"; Zalo names none.
    static final Duration RATE_PAUSE = Duration.ofSeconds(5);
    static final int RATE_LIMITED = -32;
    /// Try first: which errors of a renewal pass by themselves. Any other means that the refresh token is dead.
    static final Set<Integer> RENEWAL_LATER = Set.of(RATE_LIMITED);

    private static final String MESSAGE = "/v3.0/oa/message/cs";
    private static final String NOTICE_BY_USER = "/v3.0/oa/message/template";
    private static final String NOTICE_BY_PHONE = "/message/template";
    private static final String UPLOAD = "/v2.0/oa/upload/";
    private static final String TOKEN = "/v4/oa/access_token";
    /// Longer than any other call: a renewal whose answer is not heard loses the account.
    private static final Duration RENEWAL = Duration.ofSeconds(20);
    private static final int LONGEST_REASON = 120;

    /// How a call ended.
    sealed interface Result {
    }

    record Ok(JsonNode answer) implements Result {
    }

    /// @param error Zalo's number
    record Failed(int error, String message) implements Result {
    }

    /// We may not speak for the account, so nothing was asked.
    record NotAuthorised(String reason) implements Result {
    }

    /// Nothing was done.
    record NotReached(String reason) implements Result {
    }

    /// It may have been done.
    record Unclear(String reason) implements Result {
    }

    private final ZaloAccount account;
    private final Calls calls;
    private final InstantSource clock;

    ZaloApi(ZaloAccount account, ObjectMapper json, InstantSource clock) {
        this.account = account;
        this.calls = new Calls(json);
        this.clock = clock;
    }

    Result message(Secret token, JsonNode message, Duration deadline) {
        return post(account.api(), MESSAGE, Map.of("access_token", token.value()), Content.json(message), deadline);
    }

    Result noticeByUser(Secret token, JsonNode notice, Duration deadline) {
        return post(account.api(), NOTICE_BY_USER, Map.of("access_token", token.value()), Content.json(notice),
                deadline);
    }

    Result noticeByPhone(Secret token, JsonNode notice, Duration deadline) {
        return post(account.business(), NOTICE_BY_PHONE, Map.of("access_token", token.value()), Content.json(notice),
                deadline);
    }

    /// @param kind `image` or `file`
    Result upload(Secret token, String kind, String name, String type, byte[] bytes, Duration deadline) {
        return post(account.api(), UPLOAD + kind, Map.of("access_token", token.value()),
                Content.upload(Map.of(), "file", name, type, bytes), deadline);
    }

    /// Spends a refresh token.
    Result renew(Secret appSecret, Secret refresh) {
        return post(account.oauth(), TOKEN, Map.of("secret_key", appSecret.value()), Content.form(Map.of(
                "refresh_token", refresh.value(), "app_id", account.appId(), "grant_type", "refresh_token")), RENEWAL);
    }

    /// What a renewal brought; empty when the answer holds no tokens. Zalo writes the lifetime as a text.
    Optional<ZaloTokenStore.Secrets> secrets(JsonNode answer, Instant asked) {
        var access = answer.path("access_token").asText("");
        var refresh = answer.path("refresh_token").asText("");
        long seconds = answer.path("expires_in").asLong(0);
        return access.isBlank() || refresh.isBlank() || seconds <= 0
                ? Optional.empty()
                : Optional.of(new ZaloTokenStore.Secrets(new Secret(access), new Secret(refresh),
                        asked.plusSeconds(seconds)));
    }

    Instant now() {
        return clock.instant();
    }

    /// The status is 200 for errors too; the number in the body counts.
    private Result post(URI base, String path, Map<String, String> headers, Content content, Duration deadline) {
        var address = URI.create(base.toString().replaceFirst("/$", "") + path);
        return switch (calls.post(address, headers, content, deadline)) {
            case Answer.Read(var status, var _, var body) -> {
                int error = body.path("error").asInt(0);
                if (error != 0) {
                    var message = body.path("message").asText(body.path("error_name").asText(""));
                    yield new Failed(error, message.substring(0, Math.min(message.length(), LONGEST_REASON)));
                }
                yield status < 300 ? new Ok(body) : new Unclear("status " + status);
            }
            case Answer.NotReached(var reason) -> new NotReached(reason);
            case Answer.Unclear(var reason) -> new Unclear(reason);
        };
    }
}
