package vn.motcua.bot.web;

import java.util.List;
import java.util.stream.Collectors;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;

import vn.motcua.bot.configuration.Origin;

/// Headers every response carries: browsers load nothing from elsewhere, run nothing written into a page, show nothing in
/// foreign frames, guess no content types and tell no one where a link was followed from.
final class SecurityHeaders {
    private static final CharSequence CSP = HttpHeaders.createOptimized("content-security-policy");
    private static final String ALL_BUT_FRAMES = "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'self'; "
            + "frame-ancestors ";
    private static final CharSequence POLICY = HttpHeaders.createOptimized(ALL_BUT_FRAMES + "'none'");
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

    /// The policy of a page that these websites may show in a frame, and no others.
    static String framedBy(List<Origin> origins) {
        return ALL_BUT_FRAMES + origins.stream().map(Origin::toString).collect(Collectors.joining(" ", "'self' ", ""));
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
