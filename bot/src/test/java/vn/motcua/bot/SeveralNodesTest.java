package vn.motcua.bot;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.WebSocket;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import vn.motcua.bot.configuration.ConfigurationReader;
import vn.motcua.bot.live.RedisProcess;

import static org.assertj.core.api.Assertions.assertThat;

/// Two whole services on one PostgreSQL and one Redis, over HTTP.
@Timeout(300)
class SeveralNodesTest {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    @TempDir
    private static Path folder;
    private static EmbeddedPostgres database;
    private static RedisProcess redis;
    private static Node one;
    private static Node two;

    private record Node(Service service, int port) implements AutoCloseable {
        static Node start(String name) {
            var environment = new HashMap<>(Map.of("MOTCUA_DATABASE_URL",
                    "postgresql://postgres@localhost:%d/postgres".formatted(database.getPort()), "MOTCUA_REDIS_URL",
                    redis.url(), "MOTCUA_SECRETS_MASTER_KEY", "k".repeat(32), "MOTCUA_LIMITS_PER_PERSON", "40/h"));
            environment.put("MOTCUA_LIMITS_PER_ADDRESS", "100000/h");
            var service = new Service(ConfigurationReader.read(Scenario.CONFIG, environment), Scenario.CONTENT,
                    Scenario.CONFIG, folder.resolve(name));
            return new Node(service, service.start(0));
        }

        JsonNode get(String path) {
            return read(send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))));
        }

        HttpResponse<String> post(String path, String token, String json) {
            return send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                    .header("Content-Type", "application/json").header("Authorization", "Bearer " + token)
                    .POST(BodyPublishers.ofString(json)));
        }

        @Override
        public void close() {
            service.close();
        }
    }

    /// Somebody with a conversation, whose page may be connected to any node.
    private record Citizen(String conversation, String token) {
        static Citizen arrives(Node node) {
            var opened = read(node.post("/api/v1/conversations", "x", ""));
            return new Citizen(opened.get("conversation").asText(), opened.get("token").asText());
        }

        HttpResponse<String> says(Node node, int number) {
            return node.post("/api/v1/conversations/" + conversation + "/messages", token,
                    "{\"client_id\":\"" + number + "\",\"text\":\"lập công ty cổ phần mất bao nhiêu tiền\"}");
        }

        Page opens(Node node) {
            var ticket = read(node.post("/api/v1/conversations/" + conversation + "/ticket", token, ""));
            var page = new Page();
            page.socket = CLIENT.newWebSocketBuilder().header("Origin", "http://localhost:" + node.port)
                    .buildAsync(URI.create("ws://localhost:" + node.port + "/api/v1/conversations/" + conversation
                            + "/socket"), page)
                    .join();
            page.socket.sendText("{\"ticket\":\"" + ticket.get("ticket").asText() + "\",\"after\":0}", true).join();
            return page;
        }
    }

    /// A page with its socket open.
    private static final class Page implements WebSocket.Listener, AutoCloseable {
        final List<String> frames = new CopyOnWriteArrayList<>();
        private final StringBuilder frame = new StringBuilder();
        private @Nullable WebSocket socket;

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            frame.append(data);
            if (last) {
                frames.add(frame.toString());
                frame.setLength(0);
            }
            webSocket.request(1);
            return null;
        }

        @Override
        public void close() {
            if (socket != null) {
                socket.abort();
            }
        }
    }

    private static HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return CLIENT.send(request.build(), BodyHandlers.ofString());
        } catch (IOException | InterruptedException failed) {
            throw new AssertionError(failed);
        }
    }

    private static JsonNode read(HttpResponse<String> response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (IOException notJson) {
            throw new AssertionError(notJson);
        }
    }

    @BeforeAll
    static void start() throws IOException {
        database = EmbeddedPostgres.builder().start();
        redis = RedisProcess.start();
        one = Node.start("one");
        two = Node.start("two");
        awaitRedis("ok");
    }

    @AfterAll
    static void stop() throws IOException {
        two.close();
        one.close();
        redis.close();
        database.close();
    }

    private static void awaitRedis(String state) {
        for (var node : List.of(one, two)) {
            Await.until("redis " + state, () -> node.get("/readyz").at("/checks/redis").asText().equals(state));
        }
    }

    @Test
    void what_one_node_answers_reaches_the_page_at_the_other_with_and_without_redis() {
        var an = Citizen.arrives(one);
        try (var page = an.opens(two)) {
            assertThat(an.says(one, 1).statusCode()).isEqualTo(200);
            Await.until("the page has it", () -> page.frames.size() == 2);
            redis.kill();
            assertThat(an.says(one, 2).statusCode()).isEqualTo(200);
            Await.until("the page has it without Redis", () -> page.frames.size() == 4);
            redis.restart();
            awaitRedis("ok");
            redis.hang();
            try {
                assertThat(an.says(one, 3).statusCode()).isEqualTo(200);
                Await.until("the page has it while Redis hangs", () -> page.frames.size() == 6);
            } finally {
                redis.goOn();
            }
        }
        awaitRedis("ok");
    }

    @Test
    void a_service_without_its_redis_answers_and_says_so_to_operators() {
        var an = Citizen.arrives(one);
        redis.hang();
        try {
            awaitRedis("failed");
            for (int number = 0; number < 20; number++) {
                assertThat(an.says(number % 2 == 0 ? one : two, number).statusCode()).isEqualTo(200);
            }
            assertThat(one.get("/readyz").get("status").asText()).isEqualTo("degraded");
            assertThat(one.get("/healthz").get("status").asText()).isEqualTo("ok");
            assertThat(send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + one.port + "/metrics"))).body())
                    .contains("motcua_redis_works 0.0", "motcua_redis_fallbacks_total",
                            "motcua_redis_calls_total{outcome=\"failed\"}");
        } finally {
            redis.goOn();
        }
        awaitRedis("ok");
        assertThat(one.get("/readyz").get("status").asText()).isEqualTo("ready");
    }

    @Test
    void a_person_has_one_share_at_all_nodes_together() {
        var an = Citizen.arrives(one);
        int answered = 0;
        for (int number = 0; number < 60; number++) {
            var status = an.says(number % 2 == 0 ? one : two, number).statusCode();
            assertThat(status).isIn(200, 429);
            answered += status == 200 ? 1 : 0;
        }
        // Each node alone would give 40. A call that comes late is counted by one node alone, so a few more may pass.
        assertThat(answered).isBetween(40, 50);
    }
}
