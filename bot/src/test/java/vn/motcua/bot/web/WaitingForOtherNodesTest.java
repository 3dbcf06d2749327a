package vn.motcua.bot.web;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.live.Limit;
import vn.motcua.bot.live.Live;
import vn.motcua.bot.live.Rate;
import vn.motcua.bot.media.Specimens;
import vn.motcua.bot.web.ConversationApiTest.Citizen;

import static org.assertj.core.api.Assertions.assertThat;

/// When other nodes have to be asked first, requests wait for that without losing anything.
@Timeout(60)
class WaitingForOtherNodesTest {
    private static final Pattern STATUS = Pattern.compile("HTTP/1.1 (\\d{3}) ");
    private static TestService service;

    @BeforeAll
    static void start() {
        service = TestService.start(Map.of("MOTCUA_LIMITS_PER_ADDRESS", "1000/h", "MOTCUA_LIMITS_PER_PERSON", "3/h"),
                Asked::new);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_conversation_goes_its_way_and_the_share_is_kept() throws Exception {
        var an = open();
        assertThat(say(an, 1, "chào").statusCode()).isEqualTo(200);
        assertThat(say(an, 2, "x".repeat(3_500)).statusCode()).isEqualTo(200);
        var file = service.send(Multipart.file(service.request(an.path("files")), an.token(), "f1", "a.pdf",
                Specimens.pdf("giấy đề nghị")));
        assertThat(file.statusCode()).as(file.body()).isEqualTo(200);
        assertThat(say(an, 3, "chào").statusCode()).isEqualTo(429);
        var stranger = service.send(Multipart.file(service.request(an.path("files")), "wrong", "f2", "a.pdf",
                Specimens.pdf("giấy đề nghị")));
        assertThat(stranger.statusCode()).isEqualTo(404);
        var ticket = read(service.post(an.path("ticket"), an.token(), "")).get("ticket").asText();
        try (var listener = SocketListener.open(service, an, ticket, 0)) {
            assertThat(listener.until(6)).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
        }
        assertThat(service.get(an.path("events"), "Authorization", "Bearer " + an.token()).statusCode()).isEqualTo(200);
    }

    @Test
    void one_connection_serves_many_requests_whatever_becomes_of_them() throws IOException {
        var bodies = new String[]{"{}", "{\"client_id\":\"1\",\"text\":\"hello\"}", "x".repeat(60_000)};
        try (var socket = service.connect()) {
            var out = socket.getOutputStream();
            for (var body : bodies) {
                out.write(("POST /api/v1/conversations/" + "A".repeat(22)
                        + "/messages HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                        + "Content-Length: " + body.length() + "\r\n\r\n" + body).getBytes(StandardCharsets.UTF_8));
            }
            out.write("GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n".getBytes(StandardCharsets.UTF_8));
            var answers = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(STATUS.matcher(answers).results().map(status -> status.group(1)))
                    .containsExactly("401", "401", "401", "200");
        }
    }

    private static Citizen open() throws IOException {
        var opened = service.post("/api/v1/conversations", "");
        return new Citizen(read(opened).get("conversation").asText(), read(opened).get("token").asText());
    }

    private static HttpResponse<String> say(Citizen citizen, int number, String text) {
        return service.post(citizen.path("messages"), citizen.token(),
                "{\"client_id\":\"" + number + "\",\"text\":\"" + text + "\"}");
    }

    private static JsonNode read(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    /// A node whose limits others know: they answer a little later.
    private record Asked(Live here) implements Live {
        @Override
        public Limit limit(String name, Rate rate) {
            var limit = here.limit(name, rate);
            return key -> CompletableFuture.supplyAsync(() -> limit.take(key).join(),
                    CompletableFuture.delayedExecutor(10, TimeUnit.MILLISECONDS));
        }

        @Override
        public Watch watch(ConversationId conversation, Watcher watcher) {
            return here.watch(conversation, watcher);
        }

        @Override
        public void wake(ConversationId conversation) {
            here.wake(conversation);
        }

        @Override
        public void typing(ConversationId conversation, Typist who) {
            here.typing(conversation, who);
        }

        @Override
        public CompletableFuture<Boolean> isOpen(ConversationId conversation) {
            return here.isOpen(conversation);
        }

        @Override
        public void sendFor(String channel, Runnable onWork) {
            here.sendFor(channel, onWork);
        }

        @Override
        public void wakeSender(String channel) {
            here.wakeSender(channel);
        }

        @Override
        public boolean works() {
            return here.works();
        }

        @Override
        public void close() {
            here.close();
        }
    }
}
