package vn.motcua.connectors.telegram.simulator;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.concurrent.Executors;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import org.jspecify.annotations.Nullable;

import vn.motcua.connectors.simulator.HostedFiles;

/// The Bot API as far as it is used, on a port of this machine, for one bot: its limits, its error bodies, and its way of
/// giving updates until they are confirmed. Thread-safe.
public final class TelegramSimulator implements AutoCloseable {
    private static final int LONGEST_TEXT = 4_096;
    private static final int LONGEST_DATA = 64;
    private static final int LARGEST_FILE = 20 << 20;
    private static final ObjectMapper JSON = new ObjectMapper();

    /// A message that the bot sent.
    ///
    /// @param buttons labels and the data that comes back, in order
    public record Received(String chat, String text, List<Button> buttons) {
        public Received {
            buttons = List.copyOf(buttons);
        }
    }

    /// A button under a message.
    public record Button(String label, String data) {
    }

    /// What the API does next, instead of what it would.
    public sealed interface Fault {
    }

    /// Answers with an error.
    ///
    /// @param retryAfter seconds, or null
    public record Refuse(int code, String description, @Nullable Integer retryAfter) implements Fault {
    }

    /// Answers with a page that is no JSON, as a proxy does.
    public record Page(int status) implements Fault {
    }

    /// Takes the message and breaks the connection before answering.
    public record TakeAndBreak() implements Fault {
    }

    /// Takes the message and never answers.
    public record TakeAndHang() implements Fault {
    }

    private final String token;
    private final HttpServer server;
    private final List<Received> received = new ArrayList<>();
    private final List<String> answered = new ArrayList<>();
    private final Deque<Fault> faults = new ArrayDeque<>();
    private boolean fetchedElsewhere;
    private final TreeMap<Long, ObjectNode> updates = new TreeMap<>();
    private final HostedFiles files;
    /// Grows from start to start, as Telegram's does; more than 32 bits hold.
    private long newest = System.currentTimeMillis();
    private @Nullable Fault standing;
    private boolean webhook;
    private boolean closed;
    private int numbers = 100;

    private TelegramSimulator(String token, int port) {
        this.token = token;
        files = new HostedFiles("/file/bot" + token + "/");
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
    public static TelegramSimulator start(String token, int port) {
        return new TelegramSimulator(token, port);
    }

    /// What `channels.telegram.api` has to be.
    public URI api() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// What the bot sent, in order.
    public synchronized List<Received> received() {
        return List.copyOf(received);
    }

    /// Button presses that the bot has acknowledged.
    public synchronized List<String> answered() {
        return List.copyOf(answered);
    }

    /// Telegram has a file from now on that somebody sends.
    ///
    /// @return its id, as it stands in an update
    public String host(String name, byte[] bytes) {
        return "file-" + files.add(name, bytes);
    }

    /// Who writes to the bot.
    public record Person(long id, String name) {
    }

    /// An update in which somebody writes.
    public String says(Person person, String text) {
        return message(person, "text", JSON.getNodeFactory().textNode(text));
    }

    /// An update in which somebody changes the message they wrote last.
    public synchronized String edits(Person person, String text) {
        var update = update();
        var message = update.putObject("edited_message").put("message_id", newest % 1_000_000 - 1);
        between(message, person).put("edit_date", now()).put("text", text);
        return update.toString();
    }

    /// An update in which somebody presses a button.
    public synchronized String presses(Person person, String data) {
        var update = update();
        var query = update.putObject("callback_query").put("id", Long.toString(newest)).put("chat_instance", "-45")
                .put("data", data);
        from(query, person);
        between(query.putObject("message").put("message_id", 1), person);
        return update.toString();
    }

    /// An update in which somebody sends something else than text.
    ///
    /// @param field such as `photo`, `voice`, `document`, `sticker`, `location`
    /// @param value as JSON
    public String sends(Person person, String field, String value) {
        try {
            return message(person, field, JSON.readTree(value));
        } catch (IOException mistake) {
            throw new IllegalArgumentException(mistake);
        }
    }

    /// An update in which somebody blocks the bot.
    public synchronized String blocks(Person person) {
        var update = update();
        var change = between(update.putObject("my_chat_member"), person);
        for (var state : List.of("old", "new")) {
            change.putObject(state + "_chat_member").put("status", state.equals("new") ? "kicked" : "member")
                    .putObject("user").put("id", 1).put("is_bot", true).put("first_name", "Motcua");
        }
        ((ObjectNode) change.path("new_chat_member")).put("until_date", 0);
        return update.toString();
    }

    private synchronized String message(Person person, String field, JsonNode value) {
        var update = update();
        between(update.putObject("message").put("message_id", newest % 1_000_000), person).set(field, value);
        return update.toString();
    }

    private ObjectNode update() {
        return JSON.createObjectNode().put("update_id", ++newest);
    }

    private static ObjectNode between(ObjectNode message, Person person) {
        from(message, person).put("date", now()).putObject("chat").put("id", person.id()).put("type", "private")
                .put("first_name", person.name());
        return message;
    }

    private static ObjectNode from(ObjectNode something, Person person) {
        something.putObject("from").put("id", person.id()).put("is_bot", false).put("first_name", person.name());
        return something;
    }

    private static long now() {
        return System.currentTimeMillis() / 1_000;
    }

    /// Lets the next calls that send fail, one each.
    public synchronized void next(Fault... next) {
        faults.addAll(List.of(next));
    }

    /// Lets every call that sends fail until told otherwise; null for none.
    public synchronized void always(@Nullable Fault fault) {
        standing = fault;
    }

    /// Lets Telegram have an update for the bot, to be fetched.
    public synchronized void add(String update) {
        try {
            var object = (ObjectNode) JSON.readTree(update);
            updates.put(object.path("update_id").asLong(), object);
            notifyAll();
        } catch (IOException mistake) {
            throw new IllegalArgumentException(mistake);
        }
    }

    /// Another program fetches with the same token, or no longer does.
    public synchronized void fetchedElsewhere(boolean elsewhere) {
        fetchedElsewhere = elsewhere;
    }

    /// Pretends that a webhook is set, so that nothing can be fetched.
    public synchronized void setWebhook() {
        webhook = true;
    }

    /// How many updates nobody has confirmed.
    public synchronized int unconfirmed() {
        return updates.size();
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var path = exchange.getRequestURI().getPath();
            if (files.answer(exchange)) {
                return;
            }
            if (!path.startsWith("/bot" + token + "/")) {
                answer(exchange, 401, error(401, "Unauthorized", null));
                return;
            }
            var method = path.substring(path.lastIndexOf('/') + 1);
            switch (method) {
                case "sendMessage" -> send(exchange, JSON.readTree(body));
                case "sendDocument" -> document(exchange, new String(body, StandardCharsets.UTF_8));
                case "getFile" -> file(exchange, JSON.readTree(body).path("file_id").asText(""));
                case "answerCallbackQuery" -> answered(exchange, JSON.readTree(body));
                case "getUpdates" -> updates(exchange, JSON.readTree(body));
                case "deleteWebhook" -> webhook(exchange, false);
                case "setWebhook" -> webhook(exchange, true);
                case "sendChatAction" -> answer(exchange, 200, "{\"ok\":true,\"result\":true}");
                default -> answer(exchange, 404, error(404, "Not Found", null));
            }
        }
    }

    /// Where a file lies; the address is good for an hour, which nobody here waits for.
    private void file(HttpExchange exchange, String id) throws IOException {
        var path = id.replaceFirst("^file-", "");
        int size = files.size(path);
        if (size > LARGEST_FILE) {
            answer(exchange, 400, error(400, "Bad Request: file is too big", null));
        } else if (size == 0) {
            answer(exchange, 400,
                    error(400, "Bad Request: wrong file_id or the file is temporarily unavailable", null));
        } else {
            answer(exchange, 200, "{\"ok\":true,\"result\":{\"file_id\":\"" + id + "\",\"file_unique_id\":\"u-" + id
                    + "\",\"file_size\":" + size + ",\"file_path\":\"" + path + "\"}}");
        }
    }

    private void send(HttpExchange exchange, JsonNode message) throws IOException {
        var buttons = new ArrayList<Button>();
        message.path("reply_markup").path("inline_keyboard").forEach(row -> row.forEach(button -> buttons
                .add(new Button(button.path("text").asText(), button.path("callback_data").asText()))));
        take(exchange, new Received(message.path("chat_id").asText(), message.path("text").asText(), buttons));
    }

    private void document(HttpExchange exchange, String form) throws IOException {
        var chat = form.replaceFirst("(?s).*name=\"chat_id\"\r\nContent-Type: [^\r]*\r\n\r\n(\\d+)\r\n.*", "$1");
        take(exchange, new Received(chat, form.replaceFirst("(?s).*filename=\"([^\"]*)\".*", "$1"), List.of()));
    }

    private void take(HttpExchange exchange, Received message) throws IOException {
        Fault fault;
        int number;
        synchronized (this) {
            fault = faults.isEmpty() ? standing : faults.poll();
            if (fault == null) {
                fault = wrong(message);
            }
            if (fault == null || fault instanceof TakeAndBreak || fault instanceof TakeAndHang) {
                received.add(message);
            }
            number = ++numbers;
            notifyAll();
        }
        switch (fault) {
            case null -> answer(exchange, 200, "{\"ok\":true,\"result\":{\"message_id\":" + number
                    + ",\"date\":1795400400,\"chat\":{\"id\":" + message.chat() + ",\"type\":\"private\"}}}");
            case Refuse(var code, var description, var after) ->
                answer(exchange, code, error(code, description, after));
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

    private static @Nullable Fault wrong(Received message) {
        if (!message.chat().matches("-?\\d+")) {
            return new Refuse(400, "Bad Request: chat not found", null);
        }
        if (message.text().isBlank()) {
            return new Refuse(400, "Bad Request: message text is empty", null);
        }
        if (message.text().length() > LONGEST_TEXT) {
            return new Refuse(400, "Bad Request: message is too long", null);
        }
        return message.buttons().stream()
                .anyMatch(button -> button.data().getBytes(StandardCharsets.UTF_8).length > LONGEST_DATA)
                        ? new Refuse(400, "Bad Request: BUTTON_DATA_INVALID", null)
                        : null;
    }

    private void answered(HttpExchange exchange, JsonNode query) throws IOException {
        synchronized (this) {
            answered.add(query.path("callback_query_id").asText());
        }
        answer(exchange, 200, "{\"ok\":true,\"result\":true}");
    }

    private void webhook(HttpExchange exchange, boolean set) throws IOException {
        synchronized (this) {
            webhook = set;
        }
        answer(exchange, 200, "{\"ok\":true,\"result\":true}");
    }

    /// Waits for one, as asked; what is before the offset is confirmed by it.
    private void updates(HttpExchange exchange, JsonNode asked) throws IOException {
        String result;
        synchronized (this) {
            if (webhook) {
                result = "";
            } else {
                updates.headMap(asked.path("offset").asLong()).clear();
                long until = System.nanoTime() + asked.path("timeout").asLong() * 1_000_000_000L;
                while (updates.isEmpty() && until - System.nanoTime() > 0) {
                    try {
                        wait(Math.max(1, (until - System.nanoTime()) / 1_000_000));
                    } catch (InterruptedException stopping) {
                        Thread.currentThread().interrupt();
                        break;
                    }
                }
                result = JSON.writeValueAsString(updates.values().stream().limit(asked.path("limit").asInt(100))
                        .toList());
            }
        }
        if (isFetchedElsewhere()) {
            answer(exchange, 409,
                    error(409, "Conflict: terminated by other getUpdates request; make sure that only one bot"
                            + " instance is running", null));
        } else if (result.isEmpty()) {
            answer(exchange, 409, error(409, "Conflict: can't use getUpdates method while webhook is active", null));
        } else {
            answer(exchange, 200, "{\"ok\":true,\"result\":" + result + "}");
        }
    }

    private synchronized boolean isFetchedElsewhere() {
        return fetchedElsewhere;
    }

    private static String error(int code, String description, @Nullable Integer retryAfter) {
        return "{\"ok\":false,\"error_code\":" + code + ",\"description\":\"" + description + "\""
                + (retryAfter == null ? "" : ",\"parameters\":{\"retry_after\":" + retryAfter + "}") + "}";
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
