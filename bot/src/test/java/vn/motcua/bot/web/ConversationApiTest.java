package vn.motcua.bot.web;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.LongStream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;

import vn.motcua.bot.Await;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.live.Live;

import static org.assertj.core.api.Assertions.assertThat;

/// A citizen's conversation over HTTP and its socket, with real turns.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(30)
class ConversationApiTest {
    private static final String UNKNOWN = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final String HELLO = "{\"client_id\":\"m1\",\"text\":\"Lệ phí thành lập công ty cổ phần\"}";
    private TestService service;

    @BeforeAll
    void start() {
        service = TestService.start();
    }

    @AfterAll
    void stop() {
        if (service != null) {
            service.close();
        }
    }

    record Citizen(String conversation, String token) {
        String path(String what) {
            return "/api/v1/conversations/" + conversation + "/" + what;
        }
    }

    @Test
    void a_message_is_answered_and_both_stand_in_the_transcript() throws IOException {
        var an = open();
        var answer = service.post(an.path("messages"), an.token(), HELLO);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(read(answer).at("/replies/0/text").asText()).isNotBlank();

        var events = read(events(an, 0));
        assertThat(events.at("/events/0/type").asText()).isEqualTo("said");
        assertThat(events.at("/events/0/at").asText()).endsWith("+07:00");
        assertThat(events.at("/events/1/reply")).isEqualTo(read(answer).at("/replies/0"));
        assertThat(events.get("next")).isEqualTo(read(answer).get("seq"));
        var none = read(events(an, events.get("next").asLong()));
        assertThat(none.get("events")).isEmpty();
        assertThat(none.get("next")).isEqualTo(events.get("next"));
    }

    @Test
    void a_repeat_returns_the_same_bytes_and_other_content_is_a_conflict() {
        var an = open();
        var first = service.post(an.path("messages"), an.token(), HELLO);
        assertThat(service.post(an.path("messages"), an.token(), HELLO).body()).isEqualTo(first.body());
        assertThat(service.post(an.path("messages"), an.token(), HELLO.replace("cổ phần", "TNHH")).statusCode())
                .isEqualTo(409);
    }

    @Test
    void what_tells_of_misconduct_or_is_personal_comes_back_nowhere() throws IOException {
        var an = open();
        var told = "{\"client_id\":\"m1\",\"text\":\"ông Zzmarkov ở quầy 3 đòi phong bì, gọi tôi 0912345678\"}";
        var answer = service.post(an.path("messages"), an.token(), told);
        assertThat(read(answer).at("/replies/0/decision").asText()).isEqualTo("complaint");
        assertThat(read(answer).get("altered").asBoolean()).isTrue();
        assertThat(service.post(an.path("messages"), an.token(), told).body()).isEqualTo(answer.body());
        var other = service.post(an.path("messages"), an.token(), told.replace("phong bì", "hối lộ"));
        assertThat(other.statusCode()).isEqualTo(409);
        var broken = service.post(an.path("messages"), an.token(), told.replace("}", ",,"));
        var number = service.post(an.path("messages"), an.token(),
                "{\"client_id\":\"m 2\",\"text\":\"0912345678 Zzmarkov\"}");
        var choice = service.post(an.path("messages"), an.token(),
                "{\"client_id\":\"m3\",\"choice\":\"ask:0912345678\"}");
        var events = events(an, 0);
        assertThat(read(events).at("/events/0/withheld").asBoolean()).isTrue();
        assertThat(read(events).at("/events/0/text").asText()).isEqualTo("[Nội dung phản ánh không được lưu]");
        for (var seen : java.util.List.of(answer, other, broken, number, choice, events)) {
            assertThat(seen.body()).doesNotContain("Zzmarkov", "0912345678", "quầy 3");
        }
        assertThat(service.get("/metrics").body()).doesNotContain("Zzmarkov", "0912345678");
    }

    @Test
    void unknown_and_foreign_conversations_are_the_same_404() {
        var an = open();
        var binh = open();
        for (var what : new String[]{"messages", "ticket"}) {
            var foreign = service.post(an.path(what), binh.token(), HELLO);
            var unknown = service.post(new Citizen(UNKNOWN, "").path(what), binh.token(), HELLO);
            var malformed = service.post("/api/v1/conversations/no-id/" + what, binh.token(), HELLO);
            assertThat(foreign.statusCode()).isEqualTo(404);
            assertThat(bare(unknown)).isEqualTo(bare(foreign));
            assertThat(bare(malformed)).isEqualTo(bare(foreign));
        }
        assertThat(bare(events(new Citizen(an.conversation(), binh.token()), 0)))
                .isEqualTo(bare(events(new Citizen(UNKNOWN, binh.token()), 0)));
    }

    @Test
    void more_than_a_persons_share_is_429_and_others_are_not_touched() {
        try (var limited = TestService.start(
                Map.of("MOTCUA_LIMITS_PER_PERSON", "2/min", "MOTCUA_LIMITS_PER_ADDRESS", "1000/min"),
                Timing.STANDARD)) {
            var an = open(limited);
            var binh = open(limited);
            for (int at = 0; at < 2; at++) {
                assertThat(limited.post(an.path("messages"), an.token(), HELLO.replace("m1", "m" + at)).statusCode())
                        .isEqualTo(200);
            }
            var third = limited.post(an.path("messages"), an.token(), HELLO.replace("m1", "m3"));
            assertThat(third.statusCode()).isEqualTo(429);
            assertThat(third.headers().firstValue("Retry-After")).isPresent();
            assertThat(limited.post(binh.path("messages"), binh.token(), HELLO).statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_socket_gets_old_and_new_events_in_order_without_gaps_or_repeats() throws Exception {
        var an = open();
        say(an, 0, 150);
        try (var listener = SocketListener.open(service, an, ticket(an), 3)) {
            say(an, 150, 160);
            assertThat(listener.until(620)).isEqualTo(LongStream.rangeClosed(4, 620).boxed().toList());
        }
    }

    @Test
    void a_ticket_opens_its_own_conversation_once() throws Exception {
        var an = open();
        var binh = open();
        say(an, 0, 1);
        var ticket = ticket(an);
        try (var listener = SocketListener.open(service, an, ticket, 0)) {
            assertThat(listener.until(1)).contains(1L);
        }
        try (var again = SocketListener.open(service, an, ticket, 0)) {
            assertThat(again.closed()).isEqualTo(1008);
        }
        try (var foreign = SocketListener.open(service, binh, ticket(an), 0)) {
            assertThat(foreign.closed()).isEqualTo(1008);
        }
    }

    @Test
    void an_officer_is_seen_typing_which_leaves_no_trace() throws Exception {
        var an = open();
        say(an, 0, 1);
        try (var listener = SocketListener.open(service, an, ticket(an), 0)) {
            listener.until(2);
            var conversation = ConversationId.find(an.conversation()).orElseThrow();
            assertThat(service.scenario.live.isOpen(conversation).join()).isTrue();
            service.scenario.live.typing(conversation, Live.Typist.CITIZEN);
            service.scenario.live.typing(conversation, Live.Typist.OFFICER);
            assertThat(listener.other()).isEqualTo("{\"type\":\"typing\",\"by\":\"officer\"}");
            say(an, 1, 1);
            assertThat(listener.until(4)).containsExactly(3L, 4L);
        }
        assertThat(read(events(an, 0)).get("events")).hasSize(4);
    }

    @Test
    void a_reader_that_stops_reading_is_waited_for_and_misses_nothing() throws Exception {
        var an = open();
        try (var listener = SocketListener.open(service, an, ticket(an), 0)) {
            listener.pause(Duration.ofMillis(800));
            say(an, 0, 300);
            assertThat(listener.until(600)).isEqualTo(LongStream.rangeClosed(1, 600).boxed().toList());
        }
    }

    @Test
    void a_frame_that_is_too_large_or_too_many_frames_close_the_socket() throws Exception {
        var an = open();
        try (var listener = SocketListener.open(service, an, ticket(an), 0)) {
            listener.send("a".repeat(20_000));
            assertThat(listener.closed()).isIn(1006, 1008, 1009);
        }
        try (var listener = SocketListener.open(service, an, ticket(an), 0)) {
            for (int at = 0; at < 51; at++) {
                listener.send("{}");
            }
            assertThat(listener.closed()).isEqualTo(1008);
        }
    }

    @Test
    void a_server_that_stops_says_so_to_its_sockets_at_once() throws Exception {
        var stopping = TestService.start();
        var an = open(stopping);
        var ticket = read(stopping.post(an.path("ticket"), "", "Authorization", "Bearer " + an.token()));
        try (var listener = SocketListener.open(stopping, an, ticket.get("ticket").asText(), 0)) {
            Await.until("the socket is open",
                    () -> stopping.get("/metrics").body().contains("motcua_sockets 1.0"));
            long start = System.nanoTime();
            stopping.close();
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Timing.STANDARD.drain());
            assertThat(listener.closed()).isEqualTo(1001);
        }
    }

    @Test
    void sockets_are_counted_while_they_are_open() throws Exception {
        var an = open();
        say(an, 0, 1);
        try (var listener = SocketListener.open(service, an, ticket(an), 0)) {
            listener.until(1);
            assertThat(service.get("/metrics").body()).contains("motcua_sockets 1.0");
        }
    }

    private void say(Citizen citizen, int from, int count) {
        for (int at = from; at < from + count; at++) {
            var answer = service.post(citizen.path("messages"), citizen.token(),
                    "{\"client_id\":\"" + at + "\",\"text\":\"chào " + at + "\"}");
            assertThat(answer.statusCode()).isEqualTo(200);
        }
    }

    private String ticket(Citizen citizen) throws IOException {
        return read(service.post(citizen.path("ticket"), "", "Authorization", "Bearer " + citizen.token()))
                .get("ticket").asText();
    }

    private HttpResponse<String> events(Citizen citizen, long after) {
        return service.get(citizen.path("events?after=" + after), "Authorization", "Bearer " + citizen.token());
    }

    private Citizen open() {
        return open(service);
    }

    private static Citizen open(TestService service) {
        try {
            var opened = service.post("/api/v1/conversations", "");
            assertThat(opened.statusCode()).isEqualTo(201);
            return new Citizen(read(opened).get("conversation").asText(), read(opened).get("token").asText());
        } catch (IOException notJson) {
            throw new AssertionError(notJson);
        }
    }

    private static JsonNode read(HttpResponse<String> response) throws IOException {
        return new ObjectMapper().readTree(response.body());
    }

    private static String bare(HttpResponse<String> response) {
        return response.statusCode() + response.headers().map().toString() + response.body();
    }
}
