package vn.motcua.bot.channel;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.motcua.bot.Await;
import vn.motcua.bot.ChildProgram;
import vn.motcua.connectors.telegram.simulator.TelegramSimulator;
import vn.motcua.connectors.telegram.simulator.TelegramSimulator.Page;
import vn.motcua.connectors.telegram.simulator.TelegramSimulator.Received;
import vn.motcua.connectors.telegram.simulator.TelegramSimulator.Refuse;
import vn.motcua.connectors.telegram.simulator.TelegramSimulator.TakeAndHang;

import static org.assertj.core.api.Assertions.assertThat;

/// The whole program, as a process of its own, with a citizen on a Telegram that runs here.
class TelegramEndToEndTest {
    private static final String TOKEN = "7000000001:abc";
    private static final String SECRET = "S3cret_-";

    @TempDir
    private Path data;
    private final TelegramSimulator telegram = TelegramSimulator.start(TOKEN, 0);
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable ChildProgram program;
    private int port;
    private long updates = 9_000_000_000L;

    @AfterEach
    void stop() {
        if (program != null) {
            program.close();
        }
        telegram.close();
        client.shutdownNow();
    }

    private void serve(boolean polling) {
        var environment = new HashMap<>(Map.of("MOTCUA_CHANNELS_TELEGRAM_TOKEN", TOKEN,
                "MOTCUA_CHANNELS_TELEGRAM_API", telegram.api().toString(), "MOTCUA_CHANNELS_TELEGRAM_MODE",
                polling ? "polling" : "webhook"));
        if (!polling) {
            environment.put("MOTCUA_CHANNELS_TELEGRAM_WEBHOOK_SECRET", SECRET);
        }
        var started = ChildProgram.serve(data, environment, List.of());
        program = started;
        port = started.awaitPort();
    }

    private void kill() {
        Objects.requireNonNull(program).kill();
    }

    private String message(long person, String text) {
        return "{\"update_id\":" + ++updates + ",\"message\":{\"message_id\":" + updates % 1_000_000
                + ",\"from\":{\"id\":" + person + ",\"is_bot\":false,\"first_name\":\"Lan\"},\"chat\":{\"id\":"
                + person + ",\"type\":\"private\"},\"date\":1795400011,\"text\":\""
                + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"}}";
    }

    private String press(long person, String data) {
        return "{\"update_id\":" + ++updates + ",\"callback_query\":{\"id\":\"" + updates + "\",\"from\":{\"id\":"
                + person + ",\"is_bot\":false,\"first_name\":\"Lan\"},\"message\":{\"message_id\":13,\"chat\":{\"id\":"
                + person + ",\"type\":\"private\"},\"date\":1795400013},\"chat_instance\":\"-45\",\"data\":\"" + data
                + "\"}}";
    }

    private int post(String body, String secret) throws Exception {
        return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhooks/telegram"))
                .header("X-Telegram-Bot-Api-Secret-Token", secret).header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString()).statusCode();
    }

    private void deliver(String body) throws Exception {
        assertThat(post(body, SECRET)).isEqualTo(200);
    }

    private List<Received> to(long person) {
        return telegram.received().stream().filter(one -> one.chat().equals(Long.toString(person))).toList();
    }

    private void awaitMessages(long person, int count) {
        Await.until(count + " messages for " + person, () -> to(person).size() >= count);
    }

    @Test
    void a_citizen_asks_presses_a_button_and_is_answered() throws Exception {
        serve(false);
        deliver(message(1, "/start"));
        awaitMessages(1, 1);
        assertThat(to(1).getFirst().text()).contains("Motcua").contains("Telegram giữ một bản");
        deliver(message(1, "mở công ty"));
        awaitMessages(1, 2);
        var asked = to(1).get(1);
        assertThat(asked.buttons()).isNotEmpty();
        assertThat(asked.text()).doesNotContain("Telegram giữ một bản");
        deliver(press(1, asked.buttons().getFirst().data()));
        awaitMessages(1, 3);
        assertThat(to(1).get(2).text()).isNotEqualTo(asked.text()).hasSizeGreaterThan(80);
        Await.until("the button stops turning", () -> telegram.answered().contains(Long.toString(updates)));
    }

    @Test
    void an_update_delivered_five_times_at_once_has_one_reply() throws Exception {
        serve(false);
        var body = message(2, "lập hợp tác xã cần mấy người");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var deliveries = new ArrayList<Callable<Integer>>();
            for (int time = 0; time < 5; time++) {
                deliveries.add(() -> post(body, SECRET));
            }
            for (var delivery : threads.invokeAll(deliveries)) {
                assertThat(delivery.get()).isEqualTo(200);
            }
        }
        deliver(message(2, "cảm ơn"));
        awaitMessages(2, 2);
        assertThat(to(2)).hasSize(2);
    }

    @Test
    void what_is_forged_or_senseless_changes_nothing() throws Exception {
        serve(false);
        assertThat(post(message(3, "xin chào"), "wrong")).isEqualTo(401);
        assertThat(post("<html>", SECRET)).isEqualTo(400);
        assertThat(post("{}", SECRET)).isEqualTo(200);
        assertThat(post("{\"update_id\":1,\"message\":{\"text\":\"x\"}}", SECRET)).isEqualTo(200);
        assertThat(post(" ".repeat((1 << 20) + 1), SECRET)).isEqualTo(413);
        deliver(message(4, "xin chào"));
        awaitMessages(4, 1);
        assertThat(to(3)).isEmpty();
    }

    @Test
    void while_telegram_is_down_nothing_is_lost_and_the_order_is_kept() throws Exception {
        serve(false);
        telegram.always(new Page(503));
        var questions = List.of("phí thành lập công ty cổ phần", "mất bao lâu", "cần giấy tờ gì");
        for (var question : questions) {
            deliver(message(5, question));
        }
        deliver(message(6, "xin chào"));
        assertThat(telegram.received()).isEmpty();
        telegram.next(new Refuse(429, "Too Many Requests: retry after 1", 1));
        telegram.always(null);
        awaitMessages(5, 3);
        awaitMessages(6, 1);
        assertThat(to(5)).hasSize(3);
        assertThat(to(5).getFirst().text()).contains("Telegram giữ một bản");
        assertThat(to(5).stream().skip(1)).noneMatch(one -> one.text().contains("Telegram giữ một bản"));
    }

    @Test
    void killed_while_telegram_is_down_it_sends_everything_after_the_next_start() throws Exception {
        serve(false);
        telegram.always(new Page(503));
        deliver(message(7, "phí thành lập công ty cổ phần"));
        deliver(message(7, "mất bao lâu"));
        kill();
        telegram.always(null);
        serve(false);
        awaitMessages(7, 2);
        assertThat(to(7)).hasSize(2);
    }

    @Test
    void killed_while_sending_it_sends_that_message_once_more_and_the_next_ones_once() throws Exception {
        serve(false);
        telegram.next(new TakeAndHang());
        deliver(message(12, "phí thành lập công ty cổ phần"));
        awaitMessages(12, 1);
        deliver(message(12, "mất bao lâu"));
        kill();
        serve(false);
        awaitMessages(12, 3);
        assertThat(to(12)).hasSize(3);
        assertThat(to(12).get(1)).isEqualTo(to(12).getFirst());
        assertThat(to(12).get(2)).isNotEqualTo(to(12).getFirst());
    }

    @Test
    void voice_stickers_long_texts_and_groups_are_answered_kindly() throws Exception {
        serve(false);
        deliver(message(8, "x").replace("\"text\":\"x\"",
                "\"voice\":{\"duration\":7,\"file_id\":\"v\",\"file_unique_id\":\"u\"}"));
        awaitMessages(8, 1);
        assertThat(to(8).getFirst().text()).contains("tin thoại");
        deliver(message(9, "giải thể công ty cần gì? " + "a ".repeat(2_030)));
        awaitMessages(9, 1);
        Await.until("the cut is told", () -> to(9).stream().anyMatch(one -> one.text().contains("4.000")));
        for (int time = 0; time < 3; time++) {
            deliver(message(-100, "chào").replace("\"chat\":{\"id\":-100,\"type\":\"private\"",
                    "\"chat\":{\"id\":-100,\"type\":\"supergroup\",\"title\":\"Tổ 5\""));
        }
        awaitMessages(-100, 1);
        assertThat(to(-100)).hasSize(1);
    }

    @Test
    void updates_are_fetched_when_nobody_may_call_us_even_after_a_webhook_and_a_kill() throws Exception {
        telegram.setWebhook();
        IntStream.range(0, 3).forEach(_ -> telegram.add(message(10, "phí thành lập công ty cổ phần")));
        serve(true);
        awaitMessages(10, 3);
        Await.until("they are confirmed", () -> telegram.unconfirmed() == 0);
        kill();
        telegram.add(message(10, "mất bao lâu"));
        serve(true);
        awaitMessages(10, 4);
        assertThat(to(10)).hasSize(4);
    }

    @Test
    void readiness_names_the_channel() throws Exception {
        serve(false);
        var ready = client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz")).build(),
                BodyHandlers.ofString());
        assertThat(ready.body()).contains("\"telegram\":\"ok\"");
        telegram.always(new Refuse(401, "Unauthorized", null));
        deliver(message(11, "xin chào"));
        var sick = Pattern.compile("\"telegram\":\"failed\"");
        Await.until("it is said that the token is refused", () -> {
            try {
                return sick.matcher(client.send(HttpRequest
                        .newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz")).timeout(Duration.ofSeconds(5))
                        .build(), BodyHandlers.ofString()).body()).find();
            } catch (java.io.IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        });
    }
}
