package vn.motcua.bot.web;

import java.io.IOException;
import java.util.Map;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// Public pages, files, and what operators see.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {
    private TestService service;

    @BeforeAll
    void start() {
        service = TestService.withoutTurns(
                Map.of("MOTCUA_LIMITS_EXEMPT", "127.0.0.1", "MOTCUA_SERVER_PUBLIC_URL", "https://good.vn"),
                Timing.STANDARD);
    }

    @AfterAll
    void stop() {
        service.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/procedures", "/web/procedures.css", "/healthz", "/no/such/path",
            "/api/v1/conversations/x/events"})
    void every_answer_carries_the_security_headers(String path) {
        var headers = service.get(path).headers();
        assertThat(headers.firstValue("Content-Security-Policy").orElseThrow()).contains("default-src 'self'",
                "object-src 'none'", "base-uri 'none'", "frame-ancestors 'none'").doesNotContain("unsafe");
        assertThat(headers.firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(headers.firstValue("Referrer-Policy")).contains("no-referrer");
        assertThat(headers.firstValue("Strict-Transport-Security")).isPresent();
    }

    @Test
    void without_https_there_is_no_strict_transport_security() {
        try (var plain = TestService.withoutTurns()) {
            assertThat(plain.get("/healthz").headers().firstValue("Strict-Transport-Security")).isEmpty();
        }
    }

    @Test
    void a_page_states_facts_with_certainty_and_source_in_the_readers_language() {
        var vietnamese = service.get("/procedures/dn-ctcp");
        assertThat(vietnamese.statusCode()).isEqualTo(200);
        assertThat(vietnamese.body()).contains("<html lang=\"vi\">", "Đăng ký thành lập công ty cổ phần", "50.000 đồng",
                "3 ngày làm việc", "đã đối chiếu với nguồn", "chưa được Sở xác nhận", "Thông tư 47/2019/TT-BTC");
        assertThat(service.get("/procedures/dn-ctcp?lang=en").body()).contains("<html lang=\"en\">",
                "Register a joint-stock company", "3 working days");
        assertThat(service.get("/procedures", "Accept-Language", "en").body()).contains("/procedures/dn-ctcp");
    }

    @Test
    void every_procedure_has_its_page_and_its_json() throws IOException {
        var list = service.get("/procedures").body();
        var ids = Pattern.compile("/procedures/([a-z0-9-]+)\"").matcher(list).results()
                .map(found -> found.group(1)).toList();
        assertThat(ids).hasSizeGreaterThan(30);
        for (var id : ids) {
            assertThat(service.get("/procedures/" + id).statusCode()).as(id).isEqualTo(200);
            var json = new ObjectMapper().readTree(service.get("/api/v1/procedures/" + id).body());
            assertThat(json.get("id").asText()).isEqualTo(id);
            assertThat(json.at("/documents/assurance/certainty").asText()).isNotEmpty();
        }
    }

    @Test
    void the_chat_page_and_everything_it_loads_are_there() {
        var page = service.get("/chat");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        var files = Pattern.compile("(?:src|href)=\"(web/[^\"]+)\"").matcher(page.body()).results()
                .map(found -> found.group(1)).toList();
        assertThat(files).hasSizeGreaterThan(3)
                .allSatisfy(file -> assertThat(service.get("/" + file).statusCode()).as(file).isEqualTo(200));
    }

    @Test
    void an_unknown_procedure_is_not_found() {
        assertThat(service.get("/procedures/no-such").statusCode()).isEqualTo(404);
        assertThat(service.get("/api/v1/procedures/%3Cscript%3E").statusCode()).isEqualTo(404);
    }

    @Test
    void the_bare_address_leads_to_the_chat() {
        var bare = service.get("/");
        assertThat(bare.statusCode()).isEqualTo(302);
        assertThat(bare.headers().firstValue("Location")).contains("/chat");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/procedures/no-such", "/chat/no-such", "/no/such/path", "/web/no-such.css"})
    void a_browser_is_told_of_a_problem_by_a_page_and_a_program_by_a_document(String path) {
        var page = service.get(path, "Accept", "text/html,application/xhtml+xml,*/*;q=0.8", "Accept-Language", "vi");
        assertThat(page.statusCode()).isEqualTo(404);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.body()).contains("<html lang=\"vi\">", "<h1>Không tìm thấy</h1>", "href=\"/chat\"",
                "href=\"/procedures\"").doesNotContain("no-such");
        assertThat(service.get(path).headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(service.get("/api/v1/procedures/no-such", "Accept", "text/html").headers()
                .firstValue("Content-Type")).contains("application/problem+json");
    }

    @Test
    void whatever_the_content_says_is_shown_as_text() {
        assertThat(new Html().element("p", "<img src=x onerror='a()'>\"&").toString())
                .isEqualTo("<p>&lt;img src=x onerror=&#39;a()&#39;&gt;&quot;&amp;</p>\n");
    }

    @Test
    void a_page_the_browser_has_is_not_sent_again() {
        var first = service.get("/web/procedures.css");
        assertThat(first.headers().firstValue("Content-Type")).contains("text/css; charset=utf-8");
        assertThat(first.headers().firstValue("Cache-Control")).contains("no-cache");
        var again = service.get("/web/procedures.css", "If-None-Match",
                first.headers().firstValue("ETag").orElseThrow());
        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void the_head_of_a_page_can_be_asked_for_alone() {
        var head = service.send(service.request("/procedures").HEAD());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("ETag"))
                .isEqualTo(service.get("/procedures").headers().firstValue("ETag"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/web/", "/web/../vn/motcua/bot/Main.class", "/web/%2e%2e/vn/motcua/bot/Main.class",
            "/web/..%2f..%2fpom.xml", "/web/%2e%2e%5cweb/procedures.css", "/web//etc/passwd", "/web/.css",
            "/web/procedures.css/", "/web/no-such.css", "/.git/config", "/actuator", "/debug"})
    void nothing_else_of_the_machine_can_be_read(String path) throws IOException {
        assertThat(service.raw("GET " + path + " HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"))
                .matches("(?s)HTTP/1.1 (404|400) .*");
    }

    @Test
    void readiness_says_what_works() {
        assertThat(service.get("/readyz").body())
                .isEqualTo("{\"status\":\"ready\",\"checks\":{\"database\":\"ok\",\"redis\":\"ok\"}}");
        service.cacheWorks.set(false);
        assertThat(service.get("/readyz").statusCode()).isEqualTo(200);
        assertThat(service.get("/readyz").body()).contains("degraded", "\"redis\":\"failed\"");
        service.storeWorks.set(false);
        assertThat(service.get("/readyz").statusCode()).isEqualTo(503);
        assertThat(service.get("/healthz").statusCode()).isEqualTo(200);
        service.storeWorks.set(true);
        service.cacheWorks.set(true);
    }

    @Test
    void metrics_are_for_this_machine_only() {
        service.get("/procedures/dn-ctcp");
        service.get("/no/such/path");
        var metrics = service.get("/metrics");
        assertThat(metrics.statusCode()).isEqualTo(200);
        assertThat(metrics.body()).contains("motcua_http_requests_total{route=\"/procedures/:id\",status=\"200\"}",
                "motcua_http_requests_total{route=\"none\",status=\"404\"}", "motcua_sockets 0.0",
                "motcua_turns_seconds_bucket").doesNotContain("dn-ctcp");
        assertThat(service.get("/metrics", "X-Forwarded-For", "203.0.113.1").statusCode()).isEqualTo(404);
    }

    @Test
    void a_failure_shows_and_logs_nothing_of_its_inside() {
        assertThat(Problems.describe(new IllegalStateException("079199012345", new RuntimeException("0912345678"))))
                .startsWith("java.lang.IllegalStateException at vn.motcua.bot.web.PagesTest.a_failure")
                .contains("caused by java.lang.RuntimeException").doesNotContain("079199012345", "0912345678");
    }
}
