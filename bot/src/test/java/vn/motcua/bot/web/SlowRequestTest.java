package vn.motcua.bot.web;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Whoever sends a byte now and then does not keep a connection.
@Timeout(20)
class SlowRequestTest {
    private static final String BODY = "POST /api/v1/conversations/AAAAAAAAAAAAAAAAAAAAAA/messages HTTP/1.1\r\nHost: a\r\n"
            + "Content-Type: application/json\r\nAuthorization: Bearer x\r\nContent-Length: 1000\r\n\r\n";
    private static final String GET = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"GET /chat HT", BODY, GET + "GET /he",
            // answered at once with 401, 415, 404 and 413, the body still on its way
            "POST /api/v1/conversations/AAAAAAAAAAAAAAAAAAAAAA/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n",
            "POST /no/such/path HTTP/1.1\r\nHost: a\r\nContent-Length: 1000\r\n\r\n",
            "POST /no/such/path HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"})
    void a_request_that_drips_in_is_closed_after_its_deadline(String begin) throws IOException {
        try (var service = TestService.withoutTurns(Map.of(), TestService.QUICK); var socket = service.connect()) {
            long start = System.nanoTime();
            send(socket, begin);
            var dripping = Thread.ofVirtual().start(() -> drip(socket));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(Duration.ofMillis(550),
                    Duration.ofMillis(2_500));
            if (begin.startsWith("GET /chat") || begin.equals(BODY)) {
                assertThat(answer).startsWith("HTTP/1.1 408");
            }
            dripping.interrupt();
            assertThat(service.get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void requests_one_after_the_other_are_not_late() throws IOException, InterruptedException {
        try (var service = TestService.withoutTurns(Map.of(), TestService.QUICK); var socket = service.connect()) {
            for (int at = 0; at < 5; at++) {
                send(socket, GET);
                Thread.sleep(300);
            }
            Thread.sleep(1_000);
            send(socket, "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer.split("HTTP/1.1 200")).hasSize(7);
        }
    }

    @Test
    void an_address_has_only_so_many_connections() throws IOException {
        try (var service = TestService.withoutTurns(Map.of("MOTCUA_LIMITS_CONNECTIONS_PER_ADDRESS", "2"),
                Timing.STANDARD); var one = service.connect(); var two = service.connect()) {
            assertThat(firstLine(one)).startsWith("HTTP/1.1 200");
            assertThat(firstLine(two)).startsWith("HTTP/1.1 200");
            try (var three = service.connect()) {
                assertThat(firstLine(three)).isEmpty();
            }
            two.close();
            assertThat(eventuallyAnswered(service)).isTrue();
        }
    }

    private static boolean eventuallyAnswered(TestService service) throws IOException {
        for (int attempt = 0; attempt < 50; attempt++) {
            try (var again = service.connect()) {
                if (firstLine(again).startsWith("HTTP/1.1 200")) {
                    return true;
                }
            }
        }
        return false;
    }

    private static String firstLine(Socket socket) throws IOException {
        try {
            send(socket, GET);
            var line = new byte[64];
            int length = socket.getInputStream().read(line);
            return length < 0 ? "" : new String(line, 0, length, StandardCharsets.US_ASCII);
        } catch (java.net.SocketException reset) {
            return "";
        }
    }

    private static void drip(Socket socket) {
        try {
            while (true) {
                Thread.sleep(50);
                send(socket, "a");
            }
        } catch (IOException | InterruptedException closed) {
            // that is what the test waits for
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
