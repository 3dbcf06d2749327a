package vn.motcua.connectors.messenger.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
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
import java.util.concurrent.Executors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

import vn.motcua.connectors.WebhookRequest;
import vn.motcua.connectors.simulator.HostedFiles;

/// The Send API as far as it is used, on a port of this machine, for one page: its windows, limits, error bodies and rate
/// header, and the events it signs. It shares nothing with the channel that is tested against it. Thread-safe.
public final class MessengerSimulator implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration STANDARD = Duration.ofHours(24);
    private static final Duration HUMAN_AGENT = Duration.ofDays(7);

    /// The page and its secrets.
    public record Settings(String page, String appSecret, String pageToken) {
    }

    /// A message or action that the page sent.
    ///
    /// @param text    the words; a file's id; a sender action
    /// @param kind    `RESPONSE`, or the tag
    /// @param buttons titles and what comes back, in order
    public record Received(String to, String text, String kind, String metadata, List<Button> buttons) {
        public Received {
            buttons = List.copyOf(buttons);
        }
    }

    /// A quick reply, or a button that opens an address.
    public record Button(String title, String payload) {
    }

    /// What the API does next, instead of what it would.
    public sealed interface Fault {
    }

    /// Answers with an error.
    ///
    /// @param regain minutes until the page may call again, for the rate header; or null
    public record Refuse(int code, int subcode, String message, @Nullable Integer regain) implements Fault {
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
    private final List<WebhookRequest> echoes = new ArrayList<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private final Map<String, Instant> lastSeen = new HashMap<>();
    private final Set<String> uploads = new HashSet<>();
    private final HostedFiles files = new HostedFiles("/hosted/");
    private boolean closed;
    private @Nullable Fault standing;
    private int mostPerMinute = Integer.MAX_VALUE;
    private Instant minute = Instant.EPOCH;
    private int inMinute;
    private int numbers;

    private MessengerSimulator(Settings settings, InstantSource clock, int port) {
        this.settings = settings;
        this.clock = clock;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/", this::handle);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    /// Begins to answer.
    ///
    /// @param port 0 for any free one
    public static MessengerSimulator start(Settings settings, InstantSource clock, int port) {
        return new MessengerSimulator(settings, clock, port);
    }

    /// What `channels.messenger.api` has to be.
    public URI api() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// What the page sent, in order.
    public synchronized List<Received> received() {
        return List.copyOf(received);
    }

    /// The echo of every message that the page sent, in order, for the webhook.
    public synchronized List<WebhookRequest> echoes() {
        return List.copyOf(echoes);
    }

    /// Facebook has a file from now on that somebody sends.
    ///
    /// @return its address, as it stands in an event
    public URI host(String name, byte[] bytes) {
        return api().resolve("/hosted/" + files.add(name, bytes));
    }

    /// Lets the next calls that send fail, one each.
    public synchronized void next(Fault... next) {
        faults.addAll(List.of(next));
    }

    /// Lets every call that sends fail until told otherwise; null for none.
    public synchronized void always(@Nullable Fault fault) {
        standing = fault;
    }

    /// How many calls it takes in a minute.
    public synchronized void limit(int perMinute) {
        mostPerMinute = perMinute;
    }

    /// Facebook tries the webhook's address.
    public static WebhookRequest verification(String token, String challenge) {
        return new WebhookRequest("GET",
                Map.of("hub.mode", "subscribe", "hub.verify_token", token, "hub.challenge", challenge), Map.of(),
                new byte[0]);
    }

    /// A citizen writes.
    public WebhookRequest says(String user, String text) {
        var item = item(user);
        item.putObject("message").put("mid", number("m_")).put("text", text);
        return request(item);
    }

    /// A citizen presses a quick reply.
    public WebhookRequest presses(String user, Button button) {
        var item = item(user);
        item.putObject("message").put("mid", number("m_")).put("text", button.title()).putObject("quick_reply")
                .put("payload", button.payload());
        return request(item);
    }

    /// A citizen presses the button with which a conversation begins.
    public WebhookRequest opens(String user) {
        var item = item(user);
        item.putObject("postback").put("mid", number("m_")).put("title", "Bắt đầu").put("payload", "GET_STARTED");
        return request(item);
    }

    /// A citizen changes a message.
    ///
    /// @param mid the message's name
    public WebhookRequest edits(String user, String mid, int time, String text) {
        var item = item(user);
        item.putObject("message_edit").put("mid", mid).put("text", text).put("num_edit", time);
        return request(item);
    }

    /// A citizen sends something else than text.
    ///
    /// @param type    `image`, `file`, `audio`, `video`, `location`
    /// @param payload of the attachment, as JSON
    public WebhookRequest sends(String user, String type, String payload) {
        var item = item(user);
        try {
            item.putObject("message").put("mid", number("m_")).putArray("attachments").addObject().put("type", type)
                    .set("payload", JSON.readTree(payload));
        } catch (IOException mistake) {
            throw new IllegalArgumentException(mistake);
        }
        return request(item);
    }

    /// An item of a citizen, to be filled.
    public ObjectNode item(String user) {
        synchronized (this) {
            lastSeen.put(user, clock.instant());
        }
        var item = JSON.createObjectNode().put("timestamp", clock.millis());
        item.putObject("sender").put("id", user);
        item.putObject("recipient").put("id", settings.page());
        return item;
    }

    /// One request with these items, each in an entry of its own.
    public WebhookRequest request(ObjectNode... items) {
        var body = JSON.createObjectNode().put("object", "page");
        var entries = body.putArray("entry");
        for (var item : items) {
            entries.addObject().put("id", settings.page()).put("time", clock.millis()).putArray("messaging").add(item);
        }
        return signed(body.toString());
    }

    private synchronized String number(String prefix) {
        return prefix + ++numbers;
    }

    /// A request with the signature that Facebook would give this body.
    public WebhookRequest signed(String body) {
        try {
            var bytes = body.getBytes(StandardCharsets.UTF_8);
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(settings.appSecret().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return new WebhookRequest("POST", Map.of(), Map.of("Content-Type", "application/json",
                    "X-Hub-Signature-256", "sha256=" + HexFormat.of().formatHex(mac.doFinal(bytes))), bytes);
        } catch (NoSuchAlgorithmException | InvalidKeyException everyJdkCanDoIt) {
            throw new IllegalStateException(everyJdkCanDoIt);
        }
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var address = exchange.getRequestURI();
            if (files.answer(exchange)) {
                return;
            }
            if (!("access_token=" + settings.pageToken()).equals(address.getQuery())) {
                end(exchange, new Refuse(190, 463, "Error validating access token: Session has expired", null), "");
                return;
            }
            if (isTooFast()) {
                end(exchange, new Refuse(613, 0, "(#613) Calls to this api have exceeded the rate limit.", 1), "");
                return;
            }
            if (address.getPath().endsWith("/me/message_attachments")) {
                upload(exchange, body.length);
            } else if (address.getPath().endsWith("/me/messages")) {
                send(exchange, JSON.readTree(body));
            } else {
                end(exchange, new Refuse(100, 33, "Unsupported post request", null), "");
            }
        }
    }

    private synchronized boolean isTooFast() {
        if (Duration.between(minute, clock.instant()).compareTo(Duration.ofMinutes(1)) >= 0) {
            minute = clock.instant();
            inMinute = 0;
        }
        return ++inMinute > mostPerMinute;
    }

    private void upload(HttpExchange exchange, int length) throws IOException {
        if (length > 26_000_000) {
            end(exchange, new Refuse(100, 2018047, "Upload attachment failure.", null), "");
            return;
        }
        var id = number("18");
        synchronized (this) {
            uploads.add(id);
        }
        end(exchange, null, "{\"attachment_id\":\"" + id + "\"}");
    }

    private void send(HttpExchange exchange, JsonNode request) throws IOException {
        var user = request.path("recipient").path("id").asText("");
        var action = request.path("sender_action").asText("");
        var message = request.path("message");
        var payload = message.path("attachment").path("payload");
        var buttons = new ArrayList<Button>();
        message.path("quick_replies").forEach(reply -> buttons
                .add(new Button(reply.path("title").asText(), reply.path("payload").asText())));
        payload.path("buttons").forEach(button -> buttons
                .add(new Button(button.path("title").asText(), button.path("url").asText())));
        var text = message.path("text")
                .asText(payload.path("text").asText(payload.path("attachment_id").asText(action)));
        var kind = request.path("tag").asText(request.path("messaging_type").asText(""));
        var sent = new Received(user, text, kind, message.path("metadata").asText(""), buttons);
        Fault fault;
        var mid = number("m_out-");
        synchronized (this) {
            fault = faults.isEmpty() ? standing : faults.poll();
            if (fault == null) {
                fault = wrong(sent, payload, !action.isEmpty());
            }
            if (fault == null || fault instanceof TakeAndBreak || fault instanceof TakeAndHang) {
                received.add(sent);
                if (action.isEmpty()) {
                    echoes.add(echo(sent, mid));
                }
            }
        }
        end(exchange, fault, "{\"recipient_id\":\"" + user + "\"" + (action.isEmpty()
                ? ",\"message_id\":\"" + mid + "\""
                : "") + "}");
    }

    private WebhookRequest echo(Received sent, String mid) {
        var item = JSON.createObjectNode().put("timestamp", clock.millis());
        item.putObject("sender").put("id", settings.page());
        item.putObject("recipient").put("id", sent.to());
        item.putObject("message").put("mid", mid).put("is_echo", true).put("app_id", 1_234_567_890)
                .put("metadata", sent.metadata()).put("text", sent.text());
        return request(item);
    }

    private @Nullable Fault wrong(Received sent, JsonNode payload, boolean action) {
        var seen = lastSeen.get(sent.to());
        if (seen == null) {
            return new Refuse(100, 2018001, "(#100) No matching user found", null);
        }
        var age = Duration.between(seen, clock.instant());
        var window = sent.kind().equals("HUMAN_AGENT") ? HUMAN_AGENT : STANDARD;
        if (age.compareTo(window) >= 0) {
            return new Refuse(10, 2018278, "(#10) This message is sent outside of allowed window.", null);
        }
        if (action) {
            return null;
        }
        boolean template = payload.path("template_type").asText("").equals("button");
        var id = payload.path("attachment_id").asText("");
        boolean tooLong = sent.text().isEmpty() || sent.text().length() > (template ? 640 : 2_000)
                || sent.buttons().size() > (template ? 3 : 13) || sent.metadata().length() >= 1_000
                || sent.buttons().stream()
                        .anyMatch(button -> button.title().length() > 20 || button.payload().length() > 1_000);
        return tooLong || !List.of("RESPONSE", "HUMAN_AGENT").contains(sent.kind())
                || !id.isEmpty() && !uploads.contains(id)
                        ? new Refuse(100, 0, "(#100) Invalid parameter", null)
                        : null;
    }

    private void end(HttpExchange exchange, @Nullable Fault fault, String good) throws IOException {
        switch (fault) {
            case null -> answer(exchange, 200, good);
            case Refuse refuse -> {
                if (refuse.regain() != null) {
                    exchange.getResponseHeaders().set("X-Business-Use-Case-Usage", "{\"" + settings.page()
                            + "\":[{\"type\":\"messenger\",\"call_count\":100,\"estimated_time_to_regain_access\":"
                            + refuse.regain() + "}]}");
                }
                answer(exchange, 400, "{\"error\":{\"message\":\"" + refuse.message()
                        + "\",\"type\":\"OAuthException\",\"code\":" + refuse.code() + (refuse.subcode() == 0
                                ? ""
                                : ",\"error_subcode\":" + refuse.subcode())
                        + ",\"fbtrace_id\":\"A0\"}}");
            }
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
