package vn.motcua.bot.web;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Map;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/// A conversation is taken along to another device.
class ContinuationTest {
    private static final String CLAIM = "/api/v1/continuation";
    private static TestService service;

    @BeforeAll
    static void start() {
        service = TestService.withoutTurns();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void a_code_opens_the_conversation_once() {
        var opened = json(service.post("/api/v1/conversations", ""));
        var link = link(service, opened);
        var arrived = service.get(link);
        assertThat(arrived.statusCode()).isEqualTo(303);
        assertThat(arrived.headers().firstValue("Location")).contains("/chat#continue");
        var cookie = arrived.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).startsWith("motcua-continuation=").contains("HTTPOnly", "SameSite=Strict", "Path=/")
                .doesNotContain(opened.path("token").asText());
        var sent = cookie.substring(0, cookie.indexOf(';'));

        assertThat(service.post(CLAIM, "", "Cookie", sent).statusCode()).as("without an origin").isEqualTo(403);
        assertThat(service.post(CLAIM, "", "Cookie", sent, "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
        var claimed = service.post(CLAIM, "", "Cookie", sent, "Origin", service.url());
        assertThat(json(claimed)).isEqualTo(opened);

        assertThat(service.post(CLAIM, "", "Cookie", sent, "Origin", service.url()).statusCode()).isEqualTo(410);
        assertThat(service.post(CLAIM, "", "Origin", service.url()).statusCode()).isEqualTo(410);
        assertThat(service.get(link).statusCode()).isEqualTo(410);
        assertThat(service.get(link).body()).isEqualTo(service.get("/continue/never-issued").body());
    }

    @Test
    void a_code_is_issued_only_to_who_holds_the_token() {
        var opened = json(service.post("/api/v1/conversations", ""));
        var path = "/api/v1/conversations/" + opened.path("conversation").asText() + "/continuation";
        assertThat(service.post(path, "").statusCode()).isEqualTo(401);
        assertThat(service.post(path, "not-the-token", "{}").statusCode()).isEqualTo(404);
    }

    @Test
    void where_citizens_use_https_the_link_names_that_address_and_the_cookie_is_bound_to_it() {
        try (var secure = TestService.withoutTurns(Map.of("MOTCUA_LIMITS_EXEMPT", "127.0.0.1",
                "MOTCUA_SERVER_PUBLIC_URL", "https://motcua.example.vn"), Timing.STANDARD)) {
            var link = link(secure, json(secure.post("/api/v1/conversations", "")));
            assertThat(link).startsWith("https://motcua.example.vn/continue/");
            var cookie = secure.get(link.substring("https://motcua.example.vn".length())).headers()
                    .firstValue("Set-Cookie").orElseThrow();
            assertThat(cookie).startsWith("__Host-motcua-continuation=").contains("Secure", "HTTPOnly",
                    "SameSite=Strict", "Path=/").doesNotContain("Domain");
        }
    }

    /// The link without the service's address.
    private static String link(TestService service, JsonNode opened) {
        var issued = json(service.post(
                "/api/v1/conversations/" + opened.path("conversation").asText() + "/continuation",
                opened.path("token").asText(), "{}"));
        assertThat(issued.path("qr").path("size").asInt()).isBetween(21, 60);
        assertThat(issued.path("qr").path("path").asText()).startsWith("M0 0h1v1h-1z");
        return issued.path("url").asText().replace(service.url(), "");
    }

    private static JsonNode json(HttpResponse<String> response) {
        try {
            return new ObjectMapper().readTree(response.body());
        } catch (IOException notJson) {
            throw new AssertionError(response.body(), notJson);
        }
    }
}
