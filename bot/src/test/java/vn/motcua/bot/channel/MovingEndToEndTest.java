package vn.motcua.bot.channel;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.motcua.bot.Await;
import vn.motcua.bot.ChildProgram;
import vn.motcua.connectors.WebhookRequest;
import vn.motcua.connectors.messenger.simulator.MessengerSimulator;
import vn.motcua.connectors.telegram.simulator.TelegramSimulator;

import static org.assertj.core.api.Assertions.assertThat;

/// Conversations that move between a Telegram and a Messenger that run here and the website, while the program, a process
/// of its own, is killed.
class MovingEndToEndTest {
    private static final Pattern CODE = Pattern.compile("\\b[2-9A-Z]{3}-[2-9A-Z]{3}\\b");
    private static final ObjectMapper JSON = new ObjectMapper();

    @TempDir
    private Path data;
    private final TelegramSimulator telegram = TelegramSimulator.start("7000000001:abc", 0);
    private final MessengerSimulator facebook = MessengerSimulator.start(new MessengerSimulator.Settings("12",
            "facebook-app-secret", "page-token"), InstantSource.system(), 0);
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable ChildProgram program;
    private String url = "";
    private long updates = 9_000_000_000L;

    @AfterEach
    void stop() {
        if (program != null) {
            program.close();
        }
        telegram.close();
        facebook.close();
        client.shutdownNow();
    }

    private void serve() {
        var started = ChildProgram.serve(data, Map.ofEntries(
                Map.entry("MOTCUA_CHANNELS_TELEGRAM_TOKEN", "7000000001:abc"),
                Map.entry("MOTCUA_CHANNELS_TELEGRAM_API", telegram.api().toString()),
                Map.entry("MOTCUA_CHANNELS_TELEGRAM_MODE", "webhook"),
                Map.entry("MOTCUA_CHANNELS_TELEGRAM_WEBHOOK_SECRET", "S3cret_-"),
                Map.entry("MOTCUA_CHANNELS_MESSENGER_APP_SECRET", "facebook-app-secret"),
                Map.entry("MOTCUA_CHANNELS_MESSENGER_VERIFY_TOKEN", "verify-me"),
                Map.entry("MOTCUA_CHANNELS_MESSENGER_PAGE_TOKEN", "page-token"),
                Map.entry("MOTCUA_CHANNELS_MESSENGER_API", facebook.api().toString())), List.of());
        program = started;
        url = "http://127.0.0.1:" + started.awaitPort();
    }

    private void killed() {
        Objects.requireNonNull(program).kill();
    }

    private String update(long person, String text) {
        return """
                {"update_id":%1$d,"message":{"message_id":%2$d,"from":{"id":%3$d,"is_bot":false,"first_name":"Lan"},\
                "chat":{"id":%3$d,"type":"private"},"date":1795400011,"text":"%4$s"}}"""
                .formatted(++updates, updates % 1_000_000, person, text);
    }

    private HttpRequest.Builder toTelegram(String update) {
        return HttpRequest.newBuilder(URI.create(url + "/webhooks/telegram"))
                .header("X-Telegram-Bot-Api-Secret-Token", "S3cret_-").header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(update));
    }

    private void sendsInTelegram(String update) throws Exception {
        assertThat(client.send(toTelegram(update).build(), BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    private void sendsInMessenger(WebhookRequest request) throws Exception {
        var http = HttpRequest.newBuilder(URI.create(url + "/webhooks/messenger"));
        request.headers().forEach(http::header);
        assertThat(client.send(http.POST(BodyPublishers.ofByteArray(request.body())).build(), BodyHandlers.ofString())
                .statusCode()).isEqualTo(200);
    }

    private List<String> inTelegram(long person) {
        return telegram.received().stream().filter(one -> one.chat().equals(Long.toString(person)))
                .map(TelegramSimulator.Received::text).toList();
    }

    private HttpRequest.Builder api(String path, String token) {
        return HttpRequest.newBuilder(URI.create(url + "/api/v1/" + path)).header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json");
    }

    private JsonNode post(String path, String token, String body) throws Exception {
        return json(client.send(api(path, token).POST(BodyPublishers.ofString(body)).build(),
                BodyHandlers.ofString()));
    }

    private List<JsonNode> events(String conversation, String token) throws Exception {
        var page = json(client.send(api("conversations/" + conversation + "/events", token).build(),
                BodyHandlers.ofString()));
        return StreamSupport.stream(page.path("events").spliterator(), false).toList();
    }

    private static JsonNode json(HttpResponse<String> response) throws Exception {
        assertThat(response.statusCode()).as(response.body()).isBetween(200, 299);
        return JSON.readTree(response.body());
    }

    private static String code(String text) {
        var found = CODE.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group();
    }

    private static long count(List<JsonNode> events, String type, String channel) {
        return events.stream().filter(event -> event.path("type").asText().equals(type)
                && event.path("channel").asText().equals(channel)).count();
    }

    @Test
    void killed_while_it_moves_to_the_website_it_moved_once_or_not_and_asking_again_tells() throws Exception {
        serve();
        for (int round = 0; round < 3; round++) {
            long person = 100 + round;
            sendsInTelegram(update(person, "phí thành lập công ty cổ phần"));
            sendsInTelegram(update(person, "chuyển sang web"));
            Await.until("a code", () -> inTelegram(person).size() == 2);
            var opened = post("conversations", "", "");
            var conversation = opened.path("conversation").asText();
            var token = opened.path("token").asText();
            var body = "{\"client_id\":\"once\",\"text\":\"" + code(inTelegram(person).getLast()) + "\"}";
            var underWay = client.sendAsync(api("conversations/" + conversation + "/messages", token)
                    .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
            Thread.sleep(round * 3L); // Whenever it is killed, the same must hold.
            killed();
            underWay.handle((_, _) -> null).join();
            serve();

            var answer = post("conversations/" + conversation + "/messages", token, body);
            assertThat(answer.path("replies")).isEmpty();
            var moved = events(conversation, token).getLast();
            assertThat(moved.path("type").asText()).isEqualTo("moved");
            var there = events(moved.path("conversation").asText(), token);
            assertThat(there.getFirst().path("text").asText()).isEqualTo("phí thành lập công ty cổ phần");
            assertThat(count(there, "moved", "web")).isOne();
            Await.until("the other side is told",
                    () -> inTelegram(person).getLast().contains("đã chuyển sang website"));
        }
    }

    @Test
    void killed_while_it_moves_to_messenger_and_back_an_event_that_comes_again_has_no_second_effect()
            throws Exception {
        serve();
        var opened = post("conversations", "", "");
        var conversation = opened.path("conversation").asText();
        var token = opened.path("token").asText();
        post("conversations/" + conversation + "/messages", token,
                "{\"client_id\":\"a\",\"text\":\"giải thể công ty cần gì\"}");
        var offered = post("conversations/" + conversation + "/continuation", token, "");
        assertThat(offered.path("channels")).extracting(JsonNode::asText).containsExactly("telegram", "messenger");
        var typed = facebook.says("73", offered.path("code").asText());
        sendsInMessenger(typed);
        killed();
        serve();
        sendsInMessenger(typed);
        sendsInMessenger(typed);
        Await.until("it is there", () -> !facebook.received().isEmpty());
        sendsInMessenger(facebook.says("73", "cảm ơn"));
        Await.until("it is answered", () -> facebook.received().getLast().text().contains("Motcua")
                || facebook.received().size() >= 2);
        var seen = events(conversation, token);
        assertThat(count(seen, "moved", "messenger")).isOne();
        assertThat(seen.getLast().path("type").asText()).as("what is said there is not read here").isEqualTo("moved");
        var refused = client.send(api("conversations/" + conversation + "/messages", token)
                .POST(BodyPublishers.ofString("{\"client_id\":\"b\",\"text\":\"xin chào\"}")).build(),
                BodyHandlers.ofString());
        assertThat(refused.statusCode()).isEqualTo(409);
        assertThat(refused.body()).contains("tiếp tục ở nơi khác");
        assertThat(client.send(api("conversations/" + conversation + "/continuation", token)
                .POST(BodyPublishers.noBody()).build(), BodyHandlers.ofString()).statusCode()).isEqualTo(409);
    }
}
