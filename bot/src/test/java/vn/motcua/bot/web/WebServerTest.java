package vn.motcua.bot.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import vn.motcua.bot.Await;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

@Timeout(20)
class WebServerTest {

    @Test
    void closing_lets_requests_under_way_end_and_takes_no_more() throws Exception {
        var service = TestService.withoutTurns();
        service.get("/healthz");
        var gate = new Gate();
        service.storeGate = gate;
        var underWay = CompletableFuture.supplyAsync(() -> service.get("/readyz"));
        gate.awaitArrival();
        var closing = CompletableFuture.runAsync(service.server()::close);
        Await.until("no more connections are taken", () -> isRefused(service));
        gate.open();
        assertThat(underWay.get().body()).contains("\"database\":\"ok\"");
        closing.get();
    }

    private static boolean isRefused(TestService service) {
        try (var _ = service.connect()) {
            return false;
        } catch (ConnectException refused) {
            return true;
        } catch (IOException other) {
            throw new UncheckedIOException(other);
        }
    }

    @Test
    void a_port_in_use_is_told_with_its_number() {
        try (var first = TestService.withoutTurns(); var second = TestService.withoutTurns()) {
            assertThatExceptionOfType(CannotListenException.class)
                    .isThrownBy(() -> second.server().start(first.port))
                    .withMessageContaining("port " + first.port);
        }
    }
}
