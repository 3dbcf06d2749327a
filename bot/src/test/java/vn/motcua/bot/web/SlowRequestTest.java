package vn.motcua.bot.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.bot.Await;

import static org.assertj.core.api.Assertions.assertThat;

/// Whoever sends a byte now and then does not keep a connection.
@Timeout(20)
class SlowRequestTest {
    private static final String BODY = """
            POST /api/v1/conversations/AAAAAAAAAAAAAAAAAAAAAA/messages HTTP/1.1\r
            Host: a\r
            Content-Type: application/json\r
            Authorization: Bearer x\r
            Content-Length: 60000\r
            \r
            """;
    private static final String GET = "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n";

    @ParameterizedTest
    @ValueSource(strings = {"GET /chat HT", BODY, GET + "GET /he",
            // answered at once with 401, 415, 404 and 413, the body still on its way
            "POST /api/v1/conversations/AAAAAAAAAAAAAAAAAAAAAA/messages HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n",
            "POST /no/such/path HTTP/1.1\r\nHost: a\r\nContent-Length: 60000\r\n\r\n",
            "POST /no/such/path HTTP/1.1\r\nHost: a\r\nContent-Length: 100000\r\n\r\n"})
    void a_request_that_drips_in_is_closed_after_its_deadline(String begin) throws IOException {
        try (var service = TestService.withoutTurns(Map.of(), TestService.QUICK); var socket = service.connect()) {
            long start = System.nanoTime();
            send(socket, begin);
            Thread.ofVirtual().start(() -> drip(service, socket));
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(Duration.ofNanos(System.nanoTime() - start))
                    .isGreaterThanOrEqualTo(TestService.QUICK.request());
            if (begin.startsWith("GET /chat") || begin.equals(BODY)) {
                assertThat(answer).startsWith("HTTP/1.1 408").contains("application/problem+json",
                        "\"type\":\"urn:motcua:problem:timeout\"", "\"status\":408");
            }
            assertThat(service.get("/healthz").statusCode()).isEqualTo(200);
        }
    }

    @Test
    void a_file_may_take_four_times_as_long_for_who_holds_the_token() throws IOException {
        try (var service = TestService.withoutTurns(Map.of(), TestService.QUICK)) {
            var opened = service.post("/api/v1/conversations", "").body().split("\"");
            var upload = "POST /api/v1/conversations/" + opened[3] + "/files HTTP/1.1\r\nHost: a\r\n"
                    + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: 60000\r\nAuthorization: Bearer ";
            assertThat(deadlines(service, upload + "wrong\r\n\r\n")).isBetween(1L, 3L);
            assertThat(deadlines(service, upload + opened[7] + "\r\n\r\n")).isGreaterThanOrEqualTo(4);
        }
    }

    /// How many deadlines a dripping request got.
    private static long deadlines(TestService service, String begin) throws IOException {
        try (var socket = service.connect()) {
            long start = System.nanoTime();
            send(socket, begin);
            Thread.ofVirtual().start(() -> drip(service, socket));
            socket.getInputStream().readAllBytes();
            return Duration.ofNanos(System.nanoTime() - start).dividedBy(TestService.QUICK.request());
        }
    }

    @Test
    void requests_one_after_the_other_are_not_late() throws IOException {
        try (var service = TestService.withoutTurns(Map.of(), TestService.QUICK); var socket = service.connect()) {
            for (int at = 0; at < 3; at++) {
                send(socket, GET);
                awaitADeadline(service);
            }
            send(socket, "GET /healthz HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
            var answer = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(answer.split("HTTP/1.1 200")).hasSize(5);
        }
    }

    /// Another request that begins now is late when this returns.
    private static void awaitADeadline(TestService service) throws IOException {
        try (var late = service.connect()) {
            send(late, "GET /chat HT");
            assertThat(line(late)).startsWith("HTTP/1.1 408");
        }
    }

    @Test
    void connections_that_only_wait_give_way_to_new_ones_of_their_address() throws IOException {
        try (var service = TestService.withoutTurns(Map.of("MOTCUA_LIMITS_CONNECTIONS_PER_ADDRESS", "5"),
                Timing.STANDARD)) {
            var hoard = new ArrayList<Hoarded>();
            for (int at = 0; at < 50; at++) {
                hoard.add(new Hoarded(service.connect()));
                send(hoard.getLast().socket(), at % 2 == 0 ? BODY : "GET /chat HT");
                if (at % 10 == 9) {
                    Await.until("all but five are closed", () -> hoard.stream().filter(Hoarded::isOpen).count() <= 5);
                    try (var other = service.connect()) {
                        assertThat(firstLine(other)).startsWith("HTTP/1.1 200");
                    }
                }
            }
            for (var hoarded : hoard) {
                hoarded.socket().close();
            }
        }
    }

    /// A connection of which nothing is expected but its end.
    private record Hoarded(Socket socket) {
        boolean isOpen() {
            try {
                socket.setSoTimeout(1);
                return socket.getInputStream().read() >= 0;
            } catch (SocketTimeoutException quiet) {
                return true;
            } catch (IOException closed) {
                return false;
            }
        }
    }

    @Test
    void connections_in_use_do_not_give_way() throws IOException {
        try (var service = TestService.withoutTurns(Map.of("MOTCUA_LIMITS_CONNECTIONS_PER_ADDRESS", "2"),
                Timing.STANDARD); var one = service.connect(); var two = service.connect()) {
            var gate = new Gate();
            service.storeGate = gate;
            send(one, GET.replace("/healthz", "/readyz"));
            send(two, GET.replace("/healthz", "/readyz"));
            Await.until("both are worked on", () -> service.server().connectionsInUse() == 2);
            try (var three = service.connect()) {
                assertThat(firstLine(three)).isEmpty();
            }
            gate.open();
            assertThat(line(one)).startsWith("HTTP/1.1 200");
            assertThat(line(two)).startsWith("HTTP/1.1 200");
        }
    }

    @Test
    void answers_nobody_reads_do_not_pile_up() throws IOException {
        try (var service = TestService.withoutTurns(); var socket = service.connect()) {
            var sender = Thread.ofVirtual().start(() -> {
                try {
                    send(socket, GET.replace("/healthz", "/procedures/dn-ctcp").repeat(20_000));
                } catch (IOException closed) {
                    // the test is over
                }
            });
            Await.until("answering has come to a halt", () -> {
                int before = answered(service);
                return before > 0 && IntStream.range(0, 50).allMatch(_ -> answered(service) == before);
            });
            assertThat(answered(service)).isLessThan(5_000);
            sender.interrupt();
        }
    }

    private static int answered(TestService service) {
        var counted = Pattern.compile("route=\"/procedures/:id\",status=\"200\"} (\\d+)")
                .matcher(service.get("/metrics").body());
        return counted.find() ? Integer.parseInt(counted.group(1)) : 0;
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

    /// A byte after each answer to somebody else, so that the connection is never quiet for long.
    /// A byte at a time, far slower than the 60,000 that were announced would need.
    private static void drip(TestService service, Socket socket) {
        try {
            while (true) {
                service.get("/healthz");
                send(socket, "a");
            }
        } catch (IOException | UncheckedIOException closed) {
            // that is what the test waits for
        }
    }

    private static void send(Socket socket, String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }
}
