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
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import vn.motcua.bot.Scenario;
import vn.motcua.bot.configuration.ConfigurationReader;
import vn.motcua.bot.messages.Messages;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.ContentReader;

/// The real server on a free port, and a client for it.
final class TestService implements AutoCloseable {
    static final Timing QUICK = new Timing(Duration.ofMillis(600), Duration.ofSeconds(5), Duration.ofMillis(500),
            Duration.ofSeconds(30), Duration.ofMillis(300), Duration.ofSeconds(2));
    private static final Content CONTENT = ContentReader.read(Scenario.CONTENT).sound();

    final AtomicBoolean storeWorks = new AtomicBoolean(true);
    volatile Duration storeDelay = Duration.ZERO;
    final AtomicBoolean cacheWorks = new AtomicBoolean(true);
    final int port;
    private final Scenario scenario;
    private final WebServer server;
    private final HttpClient client = HttpClient.newHttpClient();

    private TestService(Map<String, String> environment, Timing timing) {
        scenario = new Scenario(folder());
        server = new WebServer(new WebParts(ConfigurationReader.read(Scenario.CONFIG, environment),
                Messages.load(Scenario.CONFIG), () -> CONTENT, scenario.conversations, scenario.turns, scenario.wakeups,
                new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
                List.of(new HealthCheck("database", true, this::storeAnswers),
                        new HealthCheck("redis", false, cacheWorks::get))),
                timing);
        port = server.start(0);
    }

    static TestService start() {
        return start(Map.of("MOTCUA_LIMITS_EXEMPT", "127.0.0.1"), Timing.STANDARD);
    }

    static TestService start(Map<String, String> environment, Timing timing) {
        return new TestService(environment, timing);
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory(Path.of("target"), "web");
        } catch (IOException full) {
            throw new UncheckedIOException(full);
        }
    }

    private boolean storeAnswers() {
        try {
            Thread.sleep(storeDelay);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        return storeWorks.get();
    }

    String url() {
        return "http://127.0.0.1:" + port;
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
        var request = HttpRequest.newBuilder(URI.create(url() + path));
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
        scenario.close();
    }
}
