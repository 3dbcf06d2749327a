package vn.motcua.bot.web;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Whoever sends a byte now and then does not keep a connection.
@Timeout(20)
class SlowRequestTest {
    private static final String BODY = """
            POST /api/v1/conversations/AAAAAAAAAAAAAAAAAAAAAA/messages HTTP/1.1\r
            Host: a\r
            Content-Type: application/json\r
            Authorization: Bearer x\r
            Content-Length: 1000\r
            \r
            """;
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
    void connections_that_only_wait_give_way_to_new_ones_of_their_address() throws IOException, InterruptedException {
        try (var service = TestService.withoutTurns(Map.of("MOTCUA_LIMITS_CONNECTIONS_PER_ADDRESS", "5"),
                Timing.STANDARD)) {
            var hoard = new ArrayList<Socket>();
            for (int at = 0; at < 50; at++) {
                hoard.add(service.connect());
                send(hoard.getLast(), at % 2 == 0 ? BODY : "GET /chat HT");
                if (at % 10 == 9) {
                    Thread.sleep(100);
                    try (var other = service.connect()) {
                        assertThat(firstLine(other)).startsWith("HTTP/1.1 200");
                    }
                }
            }
            for (var socket : hoard.subList(0, 40)) {
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
                socket.close();
            }
            for (var socket : hoard) {
                socket.close();
            }
        }
    }

    @Test
    void connections_in_use_do_not_give_way() throws IOException, InterruptedException {
        try (var service = TestService.withoutTurns(Map.of("MOTCUA_LIMITS_CONNECTIONS_PER_ADDRESS", "2"),
                Timing.STANDARD); var one = service.connect(); var two = service.connect()) {
            service.storeDelay = Duration.ofMillis(800);
            send(one, GET.replace("/healthz", "/readyz"));
            send(two, GET.replace("/healthz", "/readyz"));
            Thread.sleep(200);
            try (var three = service.connect()) {
                assertThat(firstLine(three)).isEmpty();
            }
            assertThat(line(one)).startsWith("HTTP/1.1 200");
            assertThat(line(two)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void answers_nobody_reads_do_not_pile_up() throws IOException, InterruptedException {
        try (var service = TestService.withoutTurns(); var socket = service.connect()) {
            var sender = Thread.ofVirtual().start(() -> {
                try {
                    send(socket, GET.replace("/healthz", "/procedures/dn-ctcp").repeat(20_000));
                } catch (IOException closed) {
                    // the test is over
                }
            });
            Thread.sleep(1_000);
            var counted = Pattern.compile("route=\"/procedures/:id\",status=\"200\"} (\\d+)")
                    .matcher(service.get("/metrics").body());
            assertThat(counted.find()).isTrue();
            assertThat(Integer.parseInt(counted.group(1))).isLessThan(5_000);
            sender.interrupt();
        }
    }

    private static String firstLine(Socket socket) throws IOException {
        try {
            send(socket, GET);
            return line(socket);
        } catch (SocketException reset) {
            return "";
        }
    }

    private static String line(Socket socket) throws IOException {
        var line = new byte[64];
        int length = socket.getInputStream().read(line);
        return length < 0 ? "" : new String(line, 0, length, StandardCharsets.US_ASCII);
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
