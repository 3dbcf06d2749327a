package vn.motcua.connectors.http;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CallsTest {
    private final Calls calls = new Calls(new ObjectMapper());

    private Answer post(int port, Duration deadline) {
        return calls.post(URI.create("http://127.0.0.1:" + port + "/secret"), Map.of(), new Content("text/plain",
                new byte[]{1}), deadline);
    }

    @Test
    void an_answer_that_stops_in_its_middle_is_not_waited_for() throws IOException {
        var over = new CountDownLatch(1);
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.startVirtualThread(() -> {
                try (Socket socket = server.accept()) {
                    socket.getOutputStream().write("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{\"a\":"
                            .getBytes(StandardCharsets.US_ASCII));
                    over.await();
                } catch (IOException | InterruptedException ended) {
                    over.countDown();
                }
            });
            assertThat(post(server.getLocalPort(), Duration.ofMillis(500))).isInstanceOf(Answer.Unclear.class);
            over.countDown();
        }
    }

    @Test
    void nothing_is_asked_when_there_is_no_time_or_nobody_there() throws IOException {
        int port;
        try (var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = server.getLocalPort();
            assertThat(post(port, Duration.ZERO)).isInstanceOf(Answer.NotReached.class);
        }
        assertThat(post(port, Duration.ofSeconds(5))).isInstanceOf(Answer.NotReached.class);
    }

    @Test
    void a_file_name_cannot_leave_its_place() {
        var form = new String(Content.upload(Map.of("a", "b"), "file", "x\"\r\nEvil: 1.pdf", "application/pdf",
                new byte[]{65}).bytes(), StandardCharsets.UTF_8);
        assertThat(form).doesNotContain("\r\nEvil").contains("filename=\"x___Evil: 1.pdf\"");
    }
}
