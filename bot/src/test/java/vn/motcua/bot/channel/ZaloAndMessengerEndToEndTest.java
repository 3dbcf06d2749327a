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
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.motcua.bot.Await;
import vn.motcua.bot.ChildProgram;
import vn.motcua.connectors.WebhookRequest;
import vn.motcua.connectors.messenger.simulator.MessengerSimulator;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator;

import static org.assertj.core.api.Assertions.assertThat;

/// The whole program, as a process of its own, with citizens on a Zalo and a Messenger that run here.
class ZaloAndMessengerEndToEndTest {
    private static final InstantSource CLOCK = InstantSource.system();

    @TempDir
    private Path data;
    private final ZaloSimulator zalo = ZaloSimulator.start(new ZaloSimulator.Settings("41", "zalo-app-secret", "24",
            "zalo-oa-secret"), CLOCK, 0);
    private final MessengerSimulator facebook = MessengerSimulator.start(new MessengerSimulator.Settings("12",
            "facebook-app-secret", "page-token"), CLOCK, 0);
    private final HttpClient client = HttpClient.newHttpClient();
    private @Nullable ChildProgram program;
    private int port;

    @AfterEach
    void stop() {
        if (program != null) {
            program.close();
        }
        zalo.close();
        facebook.close();
        client.shutdownNow();
    }

    private void serve() {
        var started = ChildProgram.serve(data, Map.ofEntries(Map.entry("MOTCUA_CHANNELS_ZALO_APP_ID", "41"),
                Map.entry("MOTCUA_CHANNELS_ZALO_APP_SECRET", "zalo-app-secret"),
                Map.entry("MOTCUA_CHANNELS_ZALO_OA_ID", "24"),
                Map.entry("MOTCUA_CHANNELS_ZALO_OA_SECRET", "zalo-oa-secret"),
                Map.entry("MOTCUA_CHANNELS_ZALO_REFRESH_TOKEN", "rt-0"),
                Map.entry("MOTCUA_CHANNELS_ZALO_API", zalo.api().toString()),
                Map.entry("MOTCUA_CHANNELS_ZALO_OAUTH", zalo.api().toString()),
                Map.entry("MOTCUA_CHANNELS_ZALO_BUSINESS", zalo.api().toString()),
                Map.entry("MOTCUA_CHANNELS_MESSENGER_APP_SECRET", "facebook-app-secret"),
                Map.entry("MOTCUA_CHANNELS_MESSENGER_VERIFY_TOKEN", "verify-me"),
                Map.entry("MOTCUA_CHANNELS_MESSENGER_PAGE_TOKEN", "page-token"),
                Map.entry("MOTCUA_CHANNELS_MESSENGER_API", facebook.api().toString())), List.of());
        program = started;
        port = started.awaitPort();
    }

    private HttpResponse<String> send(String channel, WebhookRequest request) throws Exception {
        var query = request.query().entrySet().stream().map(one -> one.getKey() + "=" + one.getValue())
                .collect(Collectors.joining("&"));
        var http = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/webhooks/" + channel
                + (query.isEmpty() ? "" : "?" + query)));
        request.headers().forEach(http::header);
        return client.send(request.method().equals("GET")
                ? http.build()
                : http.POST(BodyPublishers.ofByteArray(request.body())).build(), BodyHandlers.ofString());
    }

    private void deliver(String channel, WebhookRequest request) throws Exception {
        assertThat(send(channel, request).statusCode()).isEqualTo(200);
    }

    @Test
    void a_citizen_on_zalo_asks_presses_a_button_and_is_answered_also_after_a_restart() throws Exception {
        serve();
        deliver("zalo", zalo.says("83", "mở công ty"));
        Await.until("a question back", () -> zalo.received().size() >= 1);
        var asked = zalo.received().getLast();
        assertThat(zalo.received().getFirst().text()).contains("Zalo giữ một bản");
        assertThat(asked.buttons()).isNotEmpty().hasSizeLessThanOrEqualTo(5);
        deliver("zalo", zalo.presses("83", asked.buttons().getFirst()));
        Await.until("an answer", () -> zalo.received().size() >= 2);
        assertThat(zalo.received().getLast().text()).hasSizeGreaterThan(80);
        assertThat(zalo.renewals()).isEqualTo(1);
        Objects.requireNonNull(program).close();
        serve();
        deliver("zalo", zalo.says("83", "phí thành lập công ty cổ phần"));
        Await.until("an answer with the stored token", () -> zalo.received().size() >= 3);
        assertThat(zalo.renewals()).isEqualTo(1);
    }

    @Test
    void forged_and_repeated_events_of_zalo_have_no_effect_and_are_answered_well() throws Exception {
        serve();
        var event = zalo.says("84", "phí thành lập công ty cổ phần");
        var forged = new WebhookRequest("POST", Map.of(), Map.of("X-ZEvent-Signature", "mac=" + "0".repeat(64)),
                event.body());
        deliver("zalo", forged);
        for (int time = 0; time < 3; time++) {
            deliver("zalo", event);
        }
        deliver("zalo", zalo.says("84", "cảm ơn"));
        Await.until("two answers", () -> zalo.received().size() >= 2);
        assertThat(zalo.received()).hasSize(2);
    }

    @Test
    void a_citizen_on_messenger_asks_presses_a_quick_reply_and_is_answered() throws Exception {
        serve();
        assertThat(send("messenger", MessengerSimulator.verification("verify-me", "115")).body()).isEqualTo("115");
        assertThat(send("messenger", MessengerSimulator.verification("wrong", "115")).statusCode()).isEqualTo(401);
        deliver("messenger", facebook.says("73", "mở công ty"));
        Await.until("a question back", () -> facebook.received().size() >= 1);
        var asked = facebook.received().getLast();
        assertThat(asked.buttons()).isNotEmpty().allSatisfy(
                button -> assertThat(button.title()).hasSizeLessThanOrEqualTo(20));
        assertThat(asked.text()).contains("1. ");
        for (var echo : facebook.echoes()) {
            deliver("messenger", echo);
        }
        deliver("messenger", facebook.presses("73", asked.buttons().getFirst()));
        Await.until("an answer", () -> facebook.received().size() >= 2);
        var forged = facebook.says("73", "xin chào");
        assertThat(send("messenger", new WebhookRequest("POST", Map.of(), Map.of("X-Hub-Signature-256",
                "sha256=" + "0".repeat(64)), forged.body())).statusCode()).isEqualTo(401);
        assertThat(facebook.received()).hasSize(2);
    }

    @Test
    void readiness_says_that_the_account_must_be_authorised_anew() throws Exception {
        zalo.revoke();
        serve();
        Await.until("it is said", () -> {
            try {
                return client.send(HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/readyz")).build(),
                        BodyHandlers.ofString()).body().contains("\"zalo\":\"failed\"");
            } catch (java.io.IOException | InterruptedException failed) {
                throw new IllegalStateException(failed);
            }
        });
    }
}
