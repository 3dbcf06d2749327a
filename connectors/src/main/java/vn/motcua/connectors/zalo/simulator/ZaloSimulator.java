package vn.motcua.connectors.zalo.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.function.Predicate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

import vn.motcua.connectors.WebhookRequest;
import vn.motcua.connectors.simulator.HostedFiles;

/// Zalo's API as far as it is used, on a port of this machine, for one official account: its tokens that work once, its windows,
/// limits and numbers of errors, and the events it signs and brings again. It shares nothing with the channel that is tested
/// against it. Thread-safe.
public final class ZaloSimulator implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration ACCESS = Duration.ofHours(25);
    private static final Duration WINDOW = Duration.ofDays(7);
    private static final int REDELIVERIES = 5;

    /// The account and its secrets.
    public record Settings(String appId, String appSecret, String oaId, String oaSecret) {
    }

    /// A message or notice that the account sent.
    ///
    /// @param to      the person's id or phone number
    /// @param text    the words; a file's token; a notice's template
    /// @param buttons titles and what comes back, in order
    public record Received(String to, String text, List<Button> buttons) {
        public Received {
            buttons = List.copyOf(buttons);
        }
    }

    /// A button under a message.
    public record Button(String title, String payload) {
    }

    /// What the API does next, instead of what it would.
    public sealed interface Fault {
    }

    /// Answers with an error.
    public record Refuse(int error, String message) implements Fault {
    }

    /// Answers with a page that is no JSON, as a proxy does.
    public record Page(int status) implements Fault {
    }

    /// Does what was asked and breaks the connection before answering.
    public record TakeAndBreak() implements Fault {
    }

    /// Does what was asked and never answers.
    public record TakeAndHang() implements Fault {
    }

    private final Settings settings;
    private final InstantSource clock;
    private final HttpServer server;
    private final List<Received> received = new ArrayList<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Deque<Fault> renewalFaults = new ArrayDeque<>();
    private final Map<String, Instant> access = new HashMap<>();
    private final Map<String, Instant> lastSeen = new HashMap<>();
    private final Set<String> uploads = new HashSet<>();
    private final HostedFiles files = new HostedFiles("/hosted/");
    private boolean closed;
    private @Nullable Fault standing;
    private String newestAccess = "";
    private String refresh = "rt-0";
    private boolean webhookEnabled = true;
    private int mostPerMinute = Integer.MAX_VALUE;
    private Instant minute = Instant.EPOCH;
    private int inMinute;
    private int renewals;
    private int numbers;

    private ZaloSimulator(Settings settings, InstantSource clock, int port) {
        this.settings = settings;
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        giveAccess();
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /// Begins to answer.
    ///
    /// @param port 0 for any free one
    public static ZaloSimulator start(Settings settings, InstantSource clock, int port) {
        return new ZaloSimulator(settings, clock, port);
    }

    /// What `channels.zalo.api`, `.oauth` and `.business` have to be.
    public URI api() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// What the account sent, in order.
    public synchronized List<Received> received() {
        return List.copyOf(received);
    }

    /// A token that works now.
    public synchronized String accessToken() {
        return newestAccess;
    }

    /// The one refresh token that works now.
    public synchronized String refreshToken() {
        return refresh;
    }

    /// An administrator authorises the account anew: tokens that were never given before.
    public synchronized void authorise() {
        refresh = "rt-" + UUID.randomUUID();
        newestAccess = "at-" + UUID.randomUUID();
        access.put(newestAccess, clock.instant().plus(ACCESS));
    }

    /// Zalo has a file from now on that somebody sends.
    ///
    /// @return its address, as it stands in an event
    public URI host(String name, byte[] bytes) {
        return api().resolve("/hosted/" + files.add(name, bytes));
    }

    /// How often a refresh token was spent.
    public synchronized int renewals() {
        return renewals;
    }

    /// Ends every access token.
    public synchronized void expireAccess() {
        access.clear();
    }

    /// Ends the refresh token, as three months without use do.
    public synchronized void revoke() {
        refresh = "rt-revoked-" + ++numbers;
    }

    /// Lets the next calls that send fail, one each.
    public synchronized void next(Fault... next) {
        faults.addAll(List.of(next));
    }

    /// Lets the next renewals fail, one each.
    public synchronized void nextRenewal(Fault... next) {
        renewalFaults.addAll(List.of(next));
    }

    /// Lets every call that sends fail until told otherwise; null for none.
    public synchronized void always(@Nullable Fault fault) {
        standing = fault;
    }

    /// How many calls it takes in a minute.
    public synchronized void limit(int perMinute) {
        mostPerMinute = perMinute;
    }

    /// A citizen writes.
    public WebhookRequest says(String user, String text) {
        var event = event("user_send_text", user);
        event.putObject("message").put("text", text).put("msg_id", number("m"));
        return signed(event.toString());
    }

    /// A citizen presses a button: its payload comes as if it had been written.
    public WebhookRequest presses(String user, Button button) {
        return says(user, button.payload());
    }

    /// A citizen sends something else than text.
    ///
    /// @param type    `image`, `file`, `audio`, `video`, `sticker`, `location`
    /// @param payload of the attachment, as JSON
    public WebhookRequest sends(String user, String type, String payload) {
        var event = event("user_send_" + type, user);
        var message = event.putObject("message").put("msg_id", number("m"));
        try {
            message.putArray("attachments").addObject().put("type", type).set("payload", JSON.readTree(payload));
        } catch (IOException mistake) {
            throw new IllegalArgumentException(mistake);
        }
        return signed(event.toString());
    }

    /// A citizen follows the account, or no longer does.
    public WebhookRequest follows(String user, boolean still) {
        var event = JSON.createObjectNode().put("oa_id", settings.oaId()).put("user_id_by_app", byApp(user))
                .put("event_name", still ? "follow" : "unfollow").put("source", "oa_profile")
                .put("app_id", settings.appId()).put("timestamp", Long.toString(clock.millis()));
        event.putObject("follower").put("id", user);
        return signed(event.toString());
    }

    /// A citizen takes back the consent; Zalo names only the person of the app.
    public WebhookRequest withdraws(String user) {
        return signed(JSON.createObjectNode().put("event_name", "user_withdraw").put("app_id", settings.appId())
                .put("oa_id", settings.oaId()).put("user_id_by_app", byApp(user))
                .put("timestamp", Long.toString(clock.millis())).toString());
    }

    private ObjectNode event(String name, String user) {
        synchronized (this) {
            lastSeen.put(user, clock.instant());
        }
        var event = JSON.createObjectNode().put("app_id", settings.appId()).put("user_id_by_app", byApp(user))
                .put("event_name", name).put("timestamp", Long.toString(clock.millis()));
        event.putObject("sender").put("id", user);
        event.putObject("recipient").put("id", settings.oaId());
        return event;
    }

    private static String byApp(String user) {
        return "5" + user;
    }

    private synchronized String number(String prefix) {
        return prefix + ++numbers;
    }

    /// A request with the signature that Zalo would give this body.
    public WebhookRequest signed(String body) {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        String timestamp;
        try {
            var event = JSON.readTree(bytes);
            timestamp = event == null ? "" : event.path("timestamp").asText("");
        } catch (IOException notJson) {
            timestamp = "";
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((settings.appId() + body + timestamp + settings.oaSecret()).getBytes(StandardCharsets.UTF_8));
            return new WebhookRequest("POST", Map.of(), Map.of("Content-Type", "application/json",
                    "X-ZEvent-Signature", "mac=" + HexFormat.of().formatHex(digest.digest())), bytes);
        } catch (NoSuchAlgorithmException everyJdkCanDoIt) {
            throw new IllegalStateException(everyJdkCanDoIt);
        }
    }

    /// Brings an event as often as Zalo does until it is taken. After the last refusal Zalo turns the webhook off.
    ///
    /// @param webhook whether the event was answered with 200 in time
    public boolean deliver(WebhookRequest event, Predicate<WebhookRequest> webhook) {
        for (int time = 0; time <= REDELIVERIES && isWebhookEnabled(); time++) {
            var headers = new HashMap<>(event.headers());
            if (time > 0) {
                headers.put("num_retry", Integer.toString(time));
            }
            if (webhook.test(new WebhookRequest(event.method(), event.query(), headers, event.body()))) {
                return true;
            }
        }
        synchronized (this) {
            webhookEnabled = false;
        }
        return false;
    }

    /// Whether Zalo still brings events.
    public synchronized boolean isWebhookEnabled() {
        return webhookEnabled;
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath();
            if (files.answer(exchange)) {
                return;
            }
            if (path.equals("/v4/oa/access_token")) {
                renew(exchange, form(new String(body, StandardCharsets.UTF_8)));
                return;
            }
            var wrong = beforeAnything(exchange.getRequestHeaders().getFirst("access_token"), path);
            if (wrong != null) {
                answer(exchange, error(wrong));
                return;
            }
            switch (path) {
                case "/v3.0/oa/message/cs" -> message(exchange, JSON.readTree(body));
                case "/v3.0/oa/message/template" -> notice(exchange, JSON.readTree(body), "user_id");
                case "/message/template" -> notice(exchange, JSON.readTree(body), "phone");
                case "/v2.0/oa/upload/image", "/v2.0/oa/upload/file" -> upload(exchange, path, body.length);
                default -> answer(exchange, error(new Refuse(-219, "API is not registered")));
            }
        }
    }

    /// The token and the rate, which come before what is asked.
    private synchronized @Nullable Refuse beforeAnything(@Nullable String token, String path) {
        var until = token == null ? null : access.get(token);
        boolean byPhone = path.equals("/message/template");
        if (until == null) {
            return byPhone ? new Refuse(-124, "Access token invalid") : new Refuse(-216, "Access token is invalid");
        }
        if (!clock.instant().isBefore(until)) {
            return byPhone
                    ? new Refuse(-124, "Access token invalid")
                    : new Refuse(-220, "access_token is expired or removed");
        }
        if (Duration.between(minute, clock.instant()).compareTo(Duration.ofMinutes(1)) >= 0) {
            minute = clock.instant();
            inMinute = 0;
        }
        return ++inMinute > mostPerMinute ? new Refuse(-32, "Your application reached limit call api") : null;
    }

    private void renew(HttpExchange exchange, Map<String, String> form) throws IOException {
        String answer;
        Fault fault;
        synchronized (this) {
            fault = renewalFaults.poll();
            if (fault instanceof Refuse || fault instanceof Page) {
                answer = "";
            } else if (!settings.appSecret().equals(exchange.getRequestHeaders().getFirst("secret_key"))
                    || !settings.appId().equals(form.get("app_id")) || !refresh.equals(form.get("refresh_token"))) {
                answer = "{\"error\":-14014,\"error_name\":\"Invalid refresh token.\",\"error_reason\":\"Refresh token has"
                        + " been used or expired\",\"error_description\":\"Invalid refresh token.\"}";
            } else {
                renewals++;
                refresh = "rt-" + ++numbers;
                giveAccess();
                answer = "{\"access_token\":\"" + newestAccess + "\",\"refresh_token\":\"" + refresh
                        + "\",\"expires_in\":\"" + ACCESS.toSeconds() + "\"}";
            }
        }
        end(exchange, fault, answer);
    }

    private synchronized void giveAccess() {
        newestAccess = "at-" + ++numbers;
        access.put(newestAccess, clock.instant().plus(ACCESS));
    }

    private void message(HttpExchange exchange, JsonNode message) throws IOException {
        var user = message.path("recipient").path("user_id").asText("");
        var content = message.path("message");
        var payload = content.path("attachment").path("payload");
        var buttons = new ArrayList<Button>();
        payload.path("buttons").forEach(button -> buttons.add(new Button(button.path("title").asText(),
                button.path("payload").isTextual()
                        ? button.path("payload").asText()
                        : button.path("payload").path("url").asText())));
        var text = content.path("text").asText(payload.path("token").asText(payload.path("elements").path(0)
                .path("attachment_id").asText("")));
        take(exchange, new Received(user, text, buttons), wrong(user, text, payload, buttons));
    }

    private synchronized @Nullable Refuse wrong(String user, String text, JsonNode payload, List<Button> buttons) {
        if (!user.matches("\\d+")) {
            return new Refuse(-201, "user_id is invalid!");
        }
        if (text.length() > 2_000 || buttons.size() > 5 || buttons.stream()
                .anyMatch(button -> button.title().length() > 100 || button.payload().length() > 1_000)) {
            return new Refuse(-210, "Parameter exceeds allowable limit");
        }
        if (text.isEmpty()) {
            return new Refuse(-201, "message is empty");
        }
        var uploaded = payload.path("token").asText(payload.path("elements").path(0).path("attachment_id").asText(""));
        if (!uploaded.isEmpty() && !uploads.contains(uploaded)) {
            return new Refuse(-100, "attachment is expired");
        }
        var seen = lastSeen.get(user);
        if (seen == null) {
            return new Refuse(-232, "User has not interacted with the OA, or the last interaction has expired");
        }
        return clock.instant().isBefore(seen.plus(WINDOW))
                ? null
                : new Refuse(-230, "User has not interacted with the OA in the past 7 days");
    }

    private void notice(HttpExchange exchange, JsonNode notice, String key) throws IOException {
        var to = notice.path(key).asText("");
        var wrong = to.matches("\\d+") ? null : new Refuse(-108, "Phone number is invalid");
        take(exchange, new Received(to, notice.path("template_id").asText(), List.of()),
                notice.path("template_data").isObject() ? wrong : new Refuse(-111, "Template data is empty"));
    }

    private void upload(HttpExchange exchange, String path, int length) throws IOException {
        var id = number("up-");
        if (length > 5_300_000) {
            answer(exchange, error(new Refuse(-210, "File is too large")));
            return;
        }
        synchronized (this) {
            uploads.add(id);
        }
        answer(exchange, "{\"data\":{\"" + (path.endsWith("image") ? "attachment_id" : "token") + "\":\"" + id
                + "\"},\"error\":0,\"message\":\"Success\"}");
    }

    private void take(HttpExchange exchange, Received message, @Nullable Refuse wrong) throws IOException {
        Fault fault;
        synchronized (this) {
            fault = faults.isEmpty() ? standing : faults.poll();
            if (fault == null) {
                fault = wrong;
            }
            if (fault == null || fault instanceof TakeAndBreak || fault instanceof TakeAndHang) {
                received.add(message);
            }
        }
        end(exchange, fault, "{\"data\":{\"message_id\":\"" + number("out") + "\",\"user_id\":\"" + message.to()
                + "\"},\"error\":0,\"message\":\"Success\"}");
    }

    private void end(HttpExchange exchange, @Nullable Fault fault, String good) throws IOException {
        switch (fault) {
            case null -> answer(exchange, good);
            case Refuse refuse -> answer(exchange, error(refuse));
            case Page(var status) -> answer(exchange, status, "<html><body>" + status + "</body></html>");
            case TakeAndHang _ -> hang();
            case TakeAndBreak _ -> {
                exchange.sendResponseHeaders(200, 1_000);
                exchange.getResponseBody().write('{');
                exchange.getResponseBody().flush();
            }
        }
    }

    private synchronized void hang() {
        try {
            while (!closed) {
                wait();
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private static String error(Refuse refuse) {
        return "{\"error\":" + refuse.error() + ",\"message\":\"" + refuse.message() + "\"}";
    }

    private static Map<String, String> form(String body) {
        var fields = new HashMap<String, String>();
        for (var field : body.split("&")) {
            int at = field.indexOf('=');
            if (at > 0) {
                fields.put(field.substring(0, at), URLDecoder.decode(field.substring(at + 1), StandardCharsets.UTF_8));
            }
        }
        return fields;
    }

    /// Errors too come with status 200.
    private static void answer(HttpExchange exchange, String body) throws IOException {
        answer(exchange, 200, body);
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    @Override
    public void close() {
        synchronized (this) {
            closed = true;
            notifyAll();
        }
        server.stop(0);
    }
}
