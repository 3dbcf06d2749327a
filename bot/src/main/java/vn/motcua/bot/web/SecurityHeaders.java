package vn.motcua.bot.web;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

/// Headers every response carries: browsers load nothing from elsewhere, run nothing written into a page, show nothing in
/// foreign frames, guess no content types and tell no one where a link was followed from.
final class SecurityHeaders {
    private static final CharSequence CSP = HttpHeaders.createOptimized("content-security-policy");
    private static final CharSequence POLICY = HttpHeaders.createOptimized(
            "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; form-action 'self'");
    private static final CharSequence CONTENT_TYPE_OPTIONS = HttpHeaders.createOptimized("x-content-type-options");
    private static final CharSequence NOSNIFF = HttpHeaders.createOptimized("nosniff");
    private static final CharSequence REFERRER_POLICY = HttpHeaders.createOptimized("referrer-policy");
    private static final CharSequence NO_REFERRER = HttpHeaders.createOptimized("no-referrer");
    private static final CharSequence TRANSPORT_SECURITY = HttpHeaders.createOptimized("strict-transport-security");
    private static final CharSequence A_YEAR = HttpHeaders.createOptimized("max-age=31536000");

    private final boolean secure;

    /// @param secure whether citizens reach the service by https
    SecurityHeaders(boolean secure) {
        this.secure = secure;
    }

    void addTo(HttpServerResponse response) {
        var headers = response.headers();
        headers.set(CSP, POLICY);
        headers.set(CONTENT_TYPE_OPTIONS, NOSNIFF);
        headers.set(REFERRER_POLICY, NO_REFERRER);
        if (secure) {
            headers.set(TRANSPORT_SECURITY, A_YEAR);
        }
    }
}
