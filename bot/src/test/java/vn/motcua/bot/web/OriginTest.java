package vn.motcua.bot.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Which pages may open a socket.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OriginTest {
    private TestService service;

    @BeforeAll
    void start() {
        service = TestService.withoutTurns(
                Map.of("MOTCUA_LIMITS_EXEMPT", "127.0.0.1", "MOTCUA_SERVER_PUBLIC_URL", "https://good.vn",
                        "MOTCUA_CHANNELS_WEB_ALLOWED_ORIGINS", "https://partner.vn:8443"),
                TestService.QUICK);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: https://good.vn\r\n", "Origin: https://GOOD.vn:443\r\n",
            "Origin: https://partner.vn:8443\r\n", "Origin: http://chat.local:8080\r\n"})
    void our_own_pages_and_allowed_ones_may(String origin) throws IOException {
        assertThat(upgrade(origin)).startsWith("HTTP/1.1 101");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Origin: null\r\n", "Origin: \r\n", "Origin: http://evil.example\r\n",
            "Origin: http://good.vn\r\n", "Origin: https://good.vn.evil.com\r\n", "Origin: https://evilgood.vn\r\n",
            "Origin: https://good.vn:8443\r\n", "Origin: https://good.vn@evil.com\r\n", "Origin: https://good.vn/\r\n",
            "Origin: https://partner.vn\r\n", "Origin: https://a.partner.vn:8443\r\n",
            "Origin: https://chat.local:8080\r\n", "Origin: http://chat.local\r\n", "Origin: *\r\n",
            "Origin: https://good.vn, https://evil.example\r\n",
            "Origin: https://good.vn\r\nOrigin: https://evil.example\r\n"})
    void no_other_page_may(String origin) throws IOException {
        assertThat(upgrade(origin)).startsWith("HTTP/1.1 403").contains("forbidden-origin");
    }

    @Test
    void a_socket_without_a_ticket_is_closed() throws IOException {
        try (var socket = service.connect()) {
            socket.getOutputStream().write(request("Origin: https://good.vn\r\n").getBytes(StandardCharsets.US_ASCII));
            long start = System.nanoTime();
            assertThat(socket.getInputStream().readAllBytes()).isNotEmpty();
            assertThat(System.nanoTime() - start).isLessThan(3_000_000_000L);
        }
    }

    @Test
    void a_plain_request_is_told_to_upgrade() {
        assertThat(service.get("/api/v1/conversations/AAAAAAAAAAAAAAAAAAAAAA/socket").statusCode()).isEqualTo(426);
    }

    private String upgrade(String origin) throws IOException {
        try (var socket = service.connect()) {
            socket.getOutputStream().write(request(origin).getBytes(StandardCharsets.US_ASCII));
            var answer = new byte[2_048];
            int length = socket.getInputStream().readNBytes(answer, 0, 12);
            length += socket.getInputStream().read(answer, length, answer.length - length);
            return new String(answer, 0, length, StandardCharsets.UTF_8);
        }
    }

    private static String request(String origin) {
        return "GET /api/v1/conversations/AAAAAAAAAAAAAAAAAAAAAA/socket HTTP/1.1\r\nHost: chat.local:8080\r\n"
                + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
                + "Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n" + origin + "\r\n";
    }
}
