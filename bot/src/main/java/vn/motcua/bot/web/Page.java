package vn.motcua.bot.web;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;

/// Something public to read, with an ETag made from its bytes, so that browsers fetch it again only when it has changed.
///
/// @param caching value of `Cache-Control`
record Page(String contentType, String caching, Buffer content, String etag) {
    static final String REVALIDATE = "no-cache";
    static final String AN_HOUR = "public, max-age=3600";
    private static final int ETAG_BYTES = 12;

    static Page of(String contentType, String caching, byte[] bytes) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new Page(contentType, caching, Buffer.buffer(bytes),
                    "\"" + HexFormat.of().formatHex(hash, 0, ETAG_BYTES) + "\"");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static Page html(String html) {
        return of("text/html; charset=utf-8", REVALIDATE, html.getBytes(StandardCharsets.UTF_8));
    }

    /// Sends it, or 304 when the caller has it already.
    void send(HttpServerRequest request) {
        var response = request.response();
        response.putHeader(HttpHeaders.ETAG, etag).putHeader(HttpHeaders.CACHE_CONTROL, caching);
        var known = request.getHeader(HttpHeaders.IF_NONE_MATCH);
        if (known != null && (known.equals("*") || known.contains(etag))) {
            response.setStatusCode(304).end();
            return;
        }
        response.putHeader(HttpHeaders.CONTENT_TYPE, contentType).end(content);
    }
}
