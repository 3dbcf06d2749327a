package vn.motcua.bot.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import vn.motcua.bot.media.Specimens;

import static org.assertj.core.api.Assertions.assertThat;

/// Sharing files over HTTP.
class SharedFilesApiTest {
    private static final String PATH = "/api/v1/conversations/";
    private static final byte[] PDF = Specimens.pdf("giấy đề nghị");
    private static TestService service;

    private record Citizen(String id, String token) {
        static Citizen arrives() {
            var opened = json(service.post("/api/v1/conversations", ""));
            return new Citizen(opened.path("conversation").asText(), opened.path("token").asText());
        }

        HttpResponse<String> shares(String clientId, String name, byte[] content) {
            return service.send(Multipart.file(service.request(PATH + id + "/files"), token, clientId, name, content));
        }

        HttpResponse<String> opens(String conversation, String file) {
            return service.get(PATH + conversation + "/files/" + file, "Authorization", "Bearer " + token);
        }
    }

    @BeforeAll
    static void start() {
        service = TestService.start(Map.of("MOTCUA_LIMITS_EXEMPT", "127.0.0.1", "MOTCUA_LIMITS_FILE_MEGABYTES", "1"),
                Timing.STANDARD);
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_shared_file_is_an_event_with_a_number_and_is_answered() {
        var citizen = Citizen.arrives();
        var shared = citizen.shares("f1", "Giấy đề nghị.pdf", PDF);
        assertThat(shared.statusCode()).as(shared.body()).isEqualTo(200);
        assertThat(json(shared).path("seq").asInt()).isEqualTo(2);
        assertThat(json(shared).path("replies").path(0).path("text").asText()).contains("«Giấy đề nghị.pdf»",
                "không đọc được");

        var events = json(service.get(PATH + citizen.id + "/events", "Authorization", "Bearer " + citizen.token))
                .path("events");
        assertThat(events).hasSize(2);
        assertThat(events.path(0).path("type").asText()).isEqualTo("file");
        assertThat(events.path(0).path("by").asText()).isEqualTo("citizen");
        assertThat(events.path(0).path("file")).isEqualTo(json(shared).path("file"));
        assertThat(events.path(0).path("file").path("size").asInt()).isEqualTo(PDF.length);
    }

    @Test
    void a_repeat_has_no_second_effect_and_other_content_is_a_conflict() {
        var citizen = Citizen.arrives();
        var first = citizen.shares("f1", "a.pdf", PDF);
        assertThat(citizen.shares("f1", "a.pdf", PDF).body()).isEqualTo(first.body());
        assertThat(citizen.shares("f1", "a.pdf", Specimens.pdf("khác")).statusCode()).isEqualTo(409);
        assertThat(json(citizen.shares("f2", "a.pdf", PDF)).path("seq").asInt()).isEqualTo(4);
    }

    @Test
    void a_file_is_only_ever_saved_and_only_by_its_own_conversation() throws IOException, InterruptedException {
        var citizen = Citizen.arrives();
        var file = json(citizen.shares("f1", "Điều lệ.pdf", PDF)).path("file").path("id").asText();
        var opened = service.client().send(service.request(PATH + citizen.id + "/files/" + file, "Authorization",
                "Bearer " + citizen.token).build(), BodyHandlers.ofByteArray());
        assertThat(opened.body()).isEqualTo(PDF);
        var headers = opened.headers();
        assertThat(headers.firstValue("Content-Disposition")).hasValueSatisfying(
                value -> assertThat(value).startsWith("attachment;")
                        .endsWith("filename*=UTF-8''%C4%90i%E1%BB%81u%20l%E1%BB%87.pdf"));
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Content-Security-Policy")).contains("default-src 'none'; sandbox");
        assertThat(headers.firstValue("Cache-Control")).contains("no-store");

        var stranger = Citizen.arrives();
        var unknown = stranger.opens(stranger.id, "0".repeat(40));
        assertThat(unknown.statusCode()).isEqualTo(404);
        for (var foreign : new HttpResponse<?>[]{stranger.opens(stranger.id, file), stranger.opens(citizen.id, file),
                citizen.opens(stranger.id, file), citizen.opens(citizen.id, "..%2F..%2Fmotcua.db")}) {
            assertThat(foreign.statusCode()).isEqualTo(404);
            assertThat(foreign.body()).isEqualTo(unknown.body());
        }
        assertThat(service.get(PATH + citizen.id + "/files/" + file).statusCode()).isEqualTo(401);
    }

    @Test
    void what_is_not_taken_is_refused_with_the_reason() {
        var citizen = Citizen.arrives();
        assertThat(citizen.shares("f1", "a.png", "<svg/>".getBytes()).statusCode()).isEqualTo(415);
        assertThat(citizen.shares("f1", "a.png", Specimens.hugePng(20_000, 20_000)).statusCode()).isEqualTo(422);
        assertThat(citizen.shares("f1", "a.pdf", new byte[(1 << 20) + 1]).statusCode()).isEqualTo(413);
        assertThat(citizen.shares("f1", "a.pdf", new byte[3 << 20]).statusCode()).isEqualTo(413);
        assertThat(citizen.shares("not an id", "a.pdf", PDF).statusCode()).isEqualTo(400);
        assertThat(service.post(PATH + citizen.id + "/files", citizen.token, "{}").statusCode()).isEqualTo(415);
        var stranger = Citizen.arrives();
        assertThat(new Citizen(citizen.id, stranger.token).shares("f1", "a.pdf", PDF).statusCode()).isEqualTo(404);
        assertThat(json(citizen.shares("f1", "a.pdf", PDF)).path("seq").asInt()).isEqualTo(2);
    }

    @Test
    void a_form_without_a_file_or_cut_off_is_refused() throws IOException {
        var citizen = Citizen.arrives();
        var head = "POST " + PATH + citizen.id
                + "/files HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
                + citizen.token + "\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: ";
        var nothing = "--b\r\nContent-Disposition: form-data; name=\"client_id\"\r\n\r\nf1\r\n--b--\r\n";
        assertThat(service.raw(head + nothing.length() + "\r\n\r\n" + nothing)).startsWith("HTTP/1.1 400");
        var other = nothing.replace("name=\"client_id\"", "name=\"other\"; filename=\"a\"");
        assertThat(service.raw(head + other.length() + "\r\n\r\n" + other)).startsWith("HTTP/1.1 400");
        assertThat(service.raw(head + "10\r\n\r\nnot a form")).startsWith("HTTP/1.1 400");
    }

    @Test
    void an_endless_file_is_refused_and_cut_off() {
        var citizen = Citizen.arrives();
        var head = "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\n"
                .getBytes(StandardCharsets.UTF_8);
        var chunks = new ArrayList<byte[]>(List.of(head));
        chunks.addAll(Collections.nCopies(500, new byte[64 << 10]));
        var request = service.request(PATH + citizen.id + "/files", "Authorization", "Bearer " + citizen.token,
                "Content-Type", "multipart/form-data; boundary=b").POST(BodyPublishers.ofByteArrays(chunks));
        try {
            assertThat(service.send(request).statusCode()).isEqualTo(413);
        } catch (UncheckedIOException cutOff) {
            assertThat(cutOff).hasCauseInstanceOf(IOException.class);
        }
        assertThat(citizen.shares("f1", "a.pdf", PDF).statusCode()).isEqualTo(200);
    }

    @Test
    void a_sender_that_waits_for_leave_gets_it() throws IOException, InterruptedException {
        var citizen = Citizen.arrives();
        var shared = service.client().send(Multipart.file(service.request(PATH + citizen.id + "/files"), citizen.token,
                "f1", "a.pdf", PDF).expectContinue(true).build(), BodyHandlers.ofString());
        assertThat(shared.statusCode()).isEqualTo(200);
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (IOException notJson) {
            throw new AssertionError(response.body(), notJson);
        }
    }
}
