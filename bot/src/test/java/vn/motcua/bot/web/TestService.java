package vn.motcua.bot.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.UnaryOperator;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.jspecify.annotations.Nullable;

import vn.motcua.bot.Scenario;
import vn.motcua.bot.configuration.ConfigurationReader;
import vn.motcua.bot.inbox.Inbox;
import vn.motcua.bot.live.Live;
import vn.motcua.bot.messages.Messages;
import vn.motcua.bot.store.MalformedItems;
import vn.motcua.connectors.Channel;
import vn.motcua.connectors.telegram.TelegramChannel;

/// The real server on a free port, and a client for it.
final class TestService implements AutoCloseable {
    static final Timing QUICK = new Timing(Duration.ofMillis(600), Duration.ofSeconds(5), Duration.ofMillis(500),
            Duration.ofSeconds(30), Duration.ofMillis(300), Duration.ofSeconds(2));
    private static final Path CONFIG = Path.of("..", "config");

    final AtomicBoolean storeWorks = new AtomicBoolean(true);
    /// Where looks at the store are held, if anywhere.
    volatile @Nullable Gate storeGate;
    final AtomicBoolean cacheWorks = new AtomicBoolean(true);
    final int port;
    private final Path data;
    final Scenario scenario;
    private final Inbox inbox;
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private TestService(Map<String, String> environment, Timing timing) {
        this(environment, timing, live -> live);
    }

    private TestService(Map<String, String> environment, Timing timing, UnaryOperator<Live> through) {
        data = temporaryFolder();
        scenario = new Scenario(data);
        var configuration = ConfigurationReader.read(CONFIG, environment);
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        var telegram = configuration.channels().telegram();
        List<Channel> channels = telegram == null
                ? List.of()
                : List.of(new TelegramChannel(telegram.token(), telegram.webhookSecret(), telegram.api(), null));
        inbox = new Inbox(scenario.conversations, scenario.turns, new MalformedItems(scenario.database), Instant::now,
                meters, scenario.live.limit("person", configuration.limits().perPerson()));
        server = new WebServer(new WebParts(configuration, Messages.load(CONFIG),
                () -> Scenario.BRAIN.knowledge().content(),
                scenario.conversations, scenario.turns, scenario.moving, scenario.media, through.apply(scenario.live),
                meters,
                List.of(new HealthCheck("database", true, this::storeAnswers),
                        new HealthCheck("redis", false, cacheWorks::get)),
                channels, inbox),
                timing);
        port = server.start(0);
    }

    static TestService start(Map<String, String> environment, Timing timing) {
        return new TestService(environment, timing);
    }

    /// @param through what the web takes instead of the live part
    static TestService start(Map<String, String> environment, UnaryOperator<Live> through) {
        return new TestService(environment, Timing.STANDARD, through);
    }

    static TestService start() {
        return start(Map.of("MOTCUA_LIMITS_EXEMPT", "127.0.0.1"), Timing.STANDARD);
    }

    /// A service for tests in which no turn is run.
    static TestService withoutTurns(Map<String, String> environment, Timing timing) {
        return new TestService(environment, timing);
    }

    static TestService withoutTurns() {
        return withoutTurns(Map.of("MOTCUA_LIMITS_EXEMPT", "127.0.0.1"), Timing.STANDARD);
    }

    String url() {
        return "http://127.0.0.1:" + port;
    }

    private static Path temporaryFolder() {
        try {
            return Files.createTempDirectory("motcua-test");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private boolean storeAnswers() {
        var gate = storeGate;
        if (gate != null) {
            gate.pass();
        }
        return storeWorks.get();
    }

    WebServer server() {
        return server;
    }

    Routes routes() {
        return server.routes();
    }

    HttpResponse<String> get(String path, String... headers) {
        return send(request(path, headers).GET());
    }

    HttpResponse<String> post(String path, String body, String... headers) {
        return send(request(path, headers).POST(BodyPublishers.ofString(body)));
    }

    /// Posts JSON with a token.
    HttpResponse<String> post(String path, String token, String json) {
        return post(path, json, "Content-Type", "application/json", "Authorization", "Bearer " + token);
    }

    HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    HttpRequest.Builder request(String path, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
        return headers.length == 0 ? request : request.headers(headers);
    }

    HttpClient client() {
        return client;
    }

    /// A bare connection; reads give up after ten seconds.
    Socket connect() throws IOException {
        var socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    /// Sends bytes as they are and returns everything until the connection is closed.
    String raw(String request) throws IOException {
        try (var socket = connect()) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @Override
    public void close() {
        server.close();
        client.shutdownNow();
        inbox.close();
        scenario.close();
        try (var files = Files.walk(data)) {
            for (var file : (Iterable<Path>) files.sorted(Comparator.reverseOrder())::iterator) {
                Files.delete(file);
            }
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
