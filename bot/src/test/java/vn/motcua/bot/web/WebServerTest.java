package vn.motcua.bot.web;

import java.net.ConnectException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(20)
class WebServerTest {

    @Test
    void closing_lets_requests_under_way_end_and_takes_no_more() throws Exception {
        var service = TestService.withoutTurns();
        service.get("/healthz");
        service.storeDelay = Duration.ofMillis(700);
        var underWay = CompletableFuture.supplyAsync(() -> service.get("/readyz"));
        Thread.sleep(200);
        long start = System.nanoTime();
        service.server().close();
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(2));
        assertThat(underWay.get().statusCode()).isEqualTo(200);
        assertThatExceptionOfType(ConnectException.class).isThrownBy(service::connect);
    }

    @Test
    void a_port_in_use_is_told_with_its_number() {
        try (var first = TestService.withoutTurns(); var second = TestService.withoutTurns()) {
            assertThatIllegalStateException().isThrownBy(() -> second.server().start(first.port))
                    .withMessageContaining("port " + first.port);
        }
    }
}
