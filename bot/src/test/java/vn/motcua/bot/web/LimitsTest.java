package vn.motcua.bot.web;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/// Every way of sending too much or the wrong thing, and the answer to it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LimitsTest {
    private static final String MESSAGES = "/api/v1/conversations/AAAAAAAAAAAAAAAAAAAAAA/messages";
    private TestService service;

    @BeforeAll
    void start() {
        service = TestService.withoutTurns();
    }

    @AfterAll
    void stop() {
        service.close();
    }

    static Stream<Arguments> badBodies() {
        return Stream.of(arguments("hello", 400, "malformed-json"), arguments("", 400, "malformed-json"),
                arguments("[]", 400, "malformed-json"), arguments("\"text\"", 400, "malformed-json"),
                arguments("{\"client_id\":\"1\",\"text\":\"a\"", 400, "malformed-json"),
                arguments("{\"client_id\":\"1\",\"text\":\"a\"}}", 400, "malformed-json"),
                arguments("{\"client_id\":\"1\",\"text\":\"a\"} {}", 400, "malformed-json"),
                arguments("{'client_id':'1','text':'a'}", 400, "malformed-json"),
                arguments("{\"client_id\":\"1\",\"text\":\"a\",\"x\":" + "[".repeat(10_000) + "]".repeat(10_000) + "}",
                        400, "malformed-json"),
                arguments("{\"a\":".repeat(10_000), 400, "malformed-json"),
                arguments("{\"client_id\":\"1\",\"text\":5}", 400, "wrong-type"),
                arguments("{\"client_id\":\"1\",\"text\":[\"a\"]}", 400, "wrong-type"),
                arguments("{\"client_id\":\"1\",\"text\":{\"a\":1}}", 400, "wrong-type"),
                arguments("{\"client_id\":7,\"text\":\"a\"}", 400, "wrong-type"),
                arguments("{\"client_id\":\"1\",\"text\":\"a\",\"text\":\"b\"}", 400, "wrong-type"),
                arguments("{\"client_id\":\"1\"}", 400, "missing-text"),
                arguments("{\"client_id\":\"1\",\"text\":null}", 400, "missing-text"),
                arguments("{\"client_id\":\"1\",\"text\":\"\"}", 400, "missing-text"),
                arguments("{\"client_id\":\"1\",\"text\":\" \\t\\n\\u00a0\\u200b \"}", 400, "missing-text"),
                arguments("{\"client_id\":\"1\",\"choice\":\"\"}", 400, "missing-text"),
                arguments("{\"client_id\":\"1\",\"text\":\"a\",\"choice\":\"b\"}", 400, "text-and-choice"),
                arguments("{\"client_id\":\"1\",\"text\":\"a\\u0000b\"}", 400, "invalid-text"),
                arguments("{\"client_id\":\"1\",\"text\":\"a\\ud800b\"}", 400, "invalid-text"),
                arguments("{\"client_id\":\"1\",\"text\":\"a\\udc00\"}", 400, "invalid-text"),
                arguments("{\"client_id\":\"1\",\"choice\":\"\\ud800\"}", 400, "invalid-text"),
                arguments("{\"text\":\"a\"}", 400, "invalid-client-id"),
                arguments("{\"client_id\":\"\",\"text\":\"a\"}", 400, "invalid-client-id"),
                arguments("{\"client_id\":\"a b\",\"text\":\"a\"}", 400, "invalid-client-id"),
                arguments("{\"client_id\":\"đ\",\"text\":\"a\"}", 400, "invalid-client-id"),
                arguments("{\"client_id\":\"" + "a".repeat(65) + "\",\"text\":\"a\"}", 400, "invalid-client-id"),
                arguments("{\"client_id\":\"1\",\"text\":\"" + "a".repeat(4_001) + "\"}", 413, "text-too-long"),
                arguments("{\"client_id\":\"1\",\"text\":\"" + "😀".repeat(2_001) + "\"}", 413, "text-too-long"),
                arguments("{\"client_id\":\"1\",\"text\":\"" + "a".repeat(70_000) + "\"}", 413, "body-too-large"),
                arguments("{\"client_id\":\"1\",\"text\":\"" + "a".repeat(2_000_000) + "\"}", 413, "body-too-large"));
    }

    @ParameterizedTest
    @MethodSource("badBodies")
    void a_bad_body_gets_its_problem(String body, int status, String problem) {
        var response = service.post(MESSAGES, "token", body);
        assertThat(response.statusCode()).isEqualTo(status);
        assertThat(response.body()).contains("\"urn:motcua:problem:" + problem + "\"", "\"status\":" + status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void a_chunked_body_that_grows_too_large_is_refused() {
        var endless = BodyPublishers.ofByteArrays(Collections.nCopies(40, new byte[4_096]));
        var response = service.send(service.request(MESSAGES, "Content-Type", "application/json", "Authorization",
                "Bearer x").POST(endless));
        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void text_that_is_not_utf_8_is_refused() {
        for (var bytes : new byte[][]{"{\"client_id\":\"1\",\"text\":\"\u00e9\"}".getBytes(StandardCharsets.ISO_8859_1),
                "{\"client_id\":\"1\",\"text\":\"a\"}".getBytes(StandardCharsets.UTF_16)}) {
            var response = service.send(service.request(MESSAGES, "Content-Type", "application/json", "Authorization",
                    "Bearer x").POST(BodyPublishers.ofByteArray(bytes)));
            assertThat(response.statusCode()).isEqualTo(400);
            assertThat(response.body()).contains("malformed-json");
        }
    }

    @ParameterizedTest
    @CsvSource(nullValues = "none", value = {"none, 415", "text/plain, 415", "application/jsonp, 415",
            "application/json; charset=iso-8859-1, 415", "multipart/form-data, 415", "application/json, 400",
            "application/json; charset=UTF-8, 400", "Application/JSON;charset=\"utf-8\", 400"})
    void only_json_is_taken(String contentType, int status) {
        var headers = contentType == null
                ? new String[]{"Authorization", "Bearer x"}
                : new String[]{"Authorization", "Bearer x", "Content-Type", contentType};
        assertThat(service.post(MESSAGES, "nonsense", headers).statusCode()).isEqualTo(status);
    }

    @Test
    void a_message_at_the_limit_is_taken() {
        var message = IncomingMessage.parse(
                ("{\"client_id\":\"" + "a".repeat(64) + "\",\"x\":[{}],\"text\":\"" + "a".repeat(3_998)
                        + "😀\",\"choice\":null}")
                        .getBytes(StandardCharsets.UTF_8));
        assertThat(message.text()).hasSize(4_000);
        assertThat(message.choice()).isNull();
    }

    @Test
    void a_missing_token_is_401() {
        for (var headers : new String[][]{{"Content-Type", "application/json"},
                {"Content-Type", "application/json", "Authorization", "Basic YTpi"},
                {"Content-Type", "application/json", "Authorization", "Bearer "}}) {
            var response = service.post(MESSAGES, "{\"client_id\":\"1\",\"text\":\"a\"}", headers);
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.headers().firstValue("WWW-Authenticate")).contains("Bearer");
        }
    }

    @ParameterizedTest
    @CsvSource({"-1", "a", "9999999999999999999", "1.5", "''"})
    void after_is_a_number(String after) {
        var response = service.get("/api/v1/conversations/AAAAAAAAAAAAAAAAAAAAAA/events?after=" + after,
                "Authorization", "Bearer x");
        assertThat(response.statusCode()).isEqualTo(400);
        assertThat(response.body()).contains("invalid-parameter");
    }

    @Test
    void an_unknown_path_is_404_and_an_unknown_method_405() {
        assertThat(service.get("/no/such/path").statusCode()).isEqualTo(404);
        var response = service.get(MESSAGES);
        assertThat(response.statusCode()).isEqualTo(405);
        assertThat(response.headers().firstValue("Allow")).contains("POST");
    }

    @Test
    void long_addresses_and_headers_are_refused_and_the_service_lives_on() throws IOException {
        assertThat(service.raw("GET /" + "a".repeat(5_000) + " HTTP/1.1\r\nHost: a\r\n\r\n"))
                .matches("(?s)HTTP/1\\.[01] 414 .*").contains("urn:motcua:problem:uri-too-long", "nosniff");
        assertThat(service.raw("GET / HTTP/1.1\r\nHost: a\r\nX: " + "a".repeat(20_000) + "\r\n\r\n"))
                .matches("(?s)HTTP/1\\.[01] 431 .*").contains("urn:motcua:problem:headers-too-large", "nosniff");
        assertThat(service.get("/healthz").statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @MethodSource("smuggled")
    void an_ambiguous_length_is_400_and_the_connection_is_closed(String request) throws IOException {
        var answer = service.raw(request + "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n");
        assertThat(answer).startsWith("HTTP/1.1 400").doesNotContain("\"ok\"");
    }

    static Stream<String> smuggled() {
        var head = "POST " + MESSAGES
                + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nAuthorization: Bearer x\r\n";
        return Stream.of(head + "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                head + "Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
                head + "Content-Length: -5\r\n\r\n",
                head + "Transfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n");
    }

    @Test
    void a_malformed_chunk_closes_the_connection_and_what_follows_is_not_answered() throws IOException {
        assertThat(service.raw("POST " + MESSAGES + " HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\n"
                + "Authorization: Bearer x\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n\r\n"
                + "GET /healthz HTTP/1.1\r\nHost: a\r\n\r\n")).doesNotContain("\"ok\"");
    }

    @Test
    void problems_are_in_the_callers_language_and_never_repeat_the_text() {
        var vietnamese = service.post(MESSAGES, "{\"client_id\":\"1\",\"text\":5,\"x\":\"079199012345\"}",
                "Content-Type", "application/json", "Authorization", "Bearer x", "Accept-Language", "fr, vi;q=0.5");
        var english = service.post(MESSAGES, "{\"client_id\":\"1\",\"text\":5}", "Content-Type", "application/json",
                "Authorization", "Bearer x", "Accept-Language", "en-GB,en;q=0.9,vi;q=0.1");
        assertThat(vietnamese.body()).contains("Sai kiểu dữ liệu").doesNotContain("079199012345");
        assertThat(vietnamese.headers().firstValue("Content-Language")).contains("vi");
        assertThat(english.body()).contains("Wrong type");
        assertThat(english.headers().firstValue("Content-Language")).contains("en");
    }

    @Test
    void more_than_an_addresss_share_is_429_with_the_time_to_wait() {
        try (var limited = TestService.withoutTurns(Map.of("MOTCUA_LIMITS_PER_ADDRESS", "3/min",
                "MOTCUA_SERVER_TRUSTED_PROXIES", "127.0.0.1,10.0.0.0/8"), Timing.STANDARD)) {
            assertThat(allowed(limited, "203.0.113.1")).isEqualTo(3);
            assertThat(allowed(limited, "6.6.6.6, 203.0.113.1")).isZero();
            assertThat(allowed(limited, "203.0.113.2, 10.0.0.9")).isEqualTo(3);
            assertThat(allowed(limited, "203.0.113.2")).isZero();
            assertThat(allowed(limited, "2001:db8:1:1::5")).isEqualTo(3);
            assertThat(allowed(limited, "2001:db8:1:1:ffff::6")).isZero();
            assertThat(allowed(limited, "203.0.113.9, nonsense")).isEqualTo(3);
            var response = limited.post("/api/v1/conversations", "", "X-Forwarded-For", "203.0.113.1");
            assertThat(response.statusCode()).isEqualTo(429);
            assertThat(Integer.parseInt(response.headers().firstValue("Retry-After").orElseThrow())).isBetween(1, 20);
        }
    }

    @Test
    void nobody_else_is_believed_about_where_a_request_comes_from() {
        try (var limited = TestService.withoutTurns(Map.of("MOTCUA_LIMITS_PER_ADDRESS", "3/min"), Timing.STANDARD)) {
            assertThat(allowed(limited, "203.0.113.1")).isEqualTo(3);
            assertThat(allowed(limited, "203.0.113.2")).isZero();
        }
    }

    private static long allowed(TestService service, String forwardedFor) {
        return Stream.generate(() -> service.post("/api/v1/conversations", "", "X-Forwarded-For", forwardedFor))
                .limit(4).filter(response -> response.statusCode() != 429).count();
    }
}
