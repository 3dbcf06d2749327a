package vn.motcua.bot.cli;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.motcua.bot.Await;
import vn.motcua.bot.ChildProgram;
import vn.motcua.connectors.WebhookRequest;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator.Refuse;

import static org.assertj.core.api.Assertions.assertThat;

/// An operator at the command line beside the running service.
class ChannelCommandTest {
    @TempDir
    private Path data;
    @TempDir
    private Path folder;
    private final ZaloSimulator zalo = ZaloSimulator.start(new ZaloSimulator.Settings("41", "app-secret", "24",
            "oa-secret"), InstantSource.system(), 0);
    private final HttpClient client = HttpClient.newHttpClient();
    private ChildProgram program;
    private int port;

    @BeforeEach
    void serve() {
        program = ChildProgram.serve(data, Map.of("MOTCUA_CHANNELS_ZALO_APP_ID", "41",
                "MOTCUA_CHANNELS_ZALO_APP_SECRET", "app-secret", "MOTCUA_CHANNELS_ZALO_OA_ID", "24",
                "MOTCUA_CHANNELS_ZALO_OA_SECRET", "oa-secret", "MOTCUA_CHANNELS_ZALO_ACCESS_TOKEN",
                zalo.accessToken(), "MOTCUA_CHANNELS_ZALO_API", zalo.api().toString()), List.of());
        port = program.awaitPort();
    }

    @AfterEach
    void stop() {
        program.close();
        zalo.close();
        client.shutdownNow();
    }

    private TypedCommand typed(String... arguments) throws Exception {
        var all = new java.util.ArrayList<>(List.of(arguments));
        all.addAll(List.of("--data", data.toString()));
        return TypedCommand.run(folder, all.toArray(String[]::new));
    }

    private void deliver(WebhookRequest event) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhooks/zalo"));
        event.headers().forEach(request::header);
        assertThat(client.send(request.POST(BodyPublishers.ofByteArray(event.body())).build(),
                BodyHandlers.discarding()).statusCode()).isEqualTo(200);
    }

    private String get(String path) {
        try {
            return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
                    BodyHandlers.ofString()).body();
        } catch (java.io.IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    @Test
    void turned_off_a_channel_keeps_what_arrives_also_over_a_kill_and_turned_on_it_answers_all_of_it_once_in_order()
            throws Exception {
        assertThat(typed("channel", "off", "zalo").exit()).isZero();
        Await.until("readiness says it", () -> get("/readyz").contains("\"zalo\":\"off\""));
        assertThat(get("/readyz")).contains("\"status\":\"ready\"");
        var first = zalo.says("83", "phí thành lập công ty cổ phần");
        deliver(first);
        deliver(zalo.says("83", "mất bao lâu"));
        program.kill();
        serve();
        deliver(first);
        deliver(zalo.says("83", "cần giấy tờ gì"));
        deliver(zalo.says("84", "xin chào"));
        assertThat(get("/readyz")).contains("\"zalo\":\"off\"");
        assertThat(get("/metrics")).contains("motcua_channel_on{channel=\"zalo\"} 0",
                "motcua_outbox_waiting{channel=\"zalo\"} 2");
        var list = typed("channel", "list").out();
        assertThat(list).containsPattern("zalo +off since .* conversations waiting 2, dead letters 0")
                .containsPattern("messenger +no credentials");
        assertThat(zalo.received()).isEmpty();

        assertThat(typed("channel", "on", "zalo").out()).contains("zalo is on");
        Await.until("everything is sent", () -> zalo.received().size() >= 4);
        Await.until("nothing waits", () -> get("/metrics").contains("motcua_outbox_waiting{channel=\"zalo\"} 0"));
        var lan = zalo.received().stream().filter(one -> one.to().equals("83")).map(ZaloSimulator.Received::text)
                .toList();
        assertThat(lan).hasSize(3);
        assertThat(lan.get(0)).contains("Phí");
        assertThat(lan.get(1)).contains("Thời hạn");
        assertThat(lan.get(2)).contains("Hồ sơ");
        assertThat(zalo.received()).hasSize(4);
        assertThat(get("/metrics")).contains("motcua_outbox_delay_seconds_count{channel=\"zalo\"} 4");
    }

    @Test
    void a_dead_letter_is_listed_without_its_content_and_put_back() throws Exception {
        zalo.next(new Refuse(-201, "message is invalid"));
        deliver(zalo.says("8300000001234", "phí thành lập công ty cổ phần"));
        Await.until("it is dead", () -> get("/metrics").contains("motcua_outbox_dead{channel=\"zalo\"} 1"));
        deliver(zalo.signed("{\"event_name\":\"user_send_text\",\"sender\":{\"id\":\"5\"},\"timestamp\":\"1\","
                + "\"message\":{\"msg_id\":\"m\",\"text\":7}}"));
        var letters = typed("channel", "letters", "zalo").out();
        assertThat(letters).contains("zalo:…234", "-201", "unreadable message/m").doesNotContain("8300000001234")
                .doesNotContain("công ty").doesNotContain("Phí");
        var id = letters.replaceFirst("(?s).*letter (\\S+).*", "$1");
        assertThat(typed("channel", "again", id).exit()).isZero();
        Await.until("it is sent", () -> zalo.received().size() == 1);
        assertThat(typed("channel", "again", id).exit()).isOne();
        assertThat(typed("channel", "letters", "messenger").out()).isEmpty();
    }

    @Test
    void somebody_is_erased_beside_the_running_service_and_answered_anew() throws Exception {
        deliver(zalo.says("85", "phí thành lập công ty cổ phần"));
        Await.until("an answer", () -> zalo.received().size() == 1);
        assertThat(typed("erase", "zalo:85").out()).contains("erased: 2 entries");
        assertThat(typed("erase", "zalo:85").exit()).isOne();
        deliver(zalo.says("85", "xin chào"));
        Await.until("a first answer", () -> zalo.received().size() == 2);
        assertThat(zalo.received().getLast().text()).contains("Zalo giữ một bản");
        deliver(zalo.withdraws("85"));
        Await.until("erased again", () -> {
            try {
                return typed("erase", "zalo:85").out().startsWith("nothing is held");
            } catch (Exception failed) {
                throw new IllegalStateException(failed);
            }
        });
        assertThat(new String(Files.readAllBytes(data.resolve("motcua.db")), java.nio.charset.StandardCharsets.UTF_8))
                .isNotEmpty();
    }

    @Test
    void wrong_use_is_told_with_what_would_be_right() throws Exception {
        for (var wrong : List.of("off", "on")) {
            assertThat(typed("channel", wrong, "web").complaints()).contains("telegram | zalo | messenger");
            assertThat(typed("channel", wrong).exit()).isEqualTo(2);
        }
        assertThat(typed("channel", "again").exit()).isEqualTo(2);
        assertThat(typed("erase", "zalo").complaints()).contains("erase CHANNEL:ID");
    }
}
