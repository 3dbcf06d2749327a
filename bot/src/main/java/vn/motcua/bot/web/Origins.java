package vn.motcua.bot.web;

import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import vn.motcua.bot.configuration.Configuration;
import vn.motcua.bot.configuration.Origin;

/// Which websites may open a socket: our own, under its public address or the one it was reached by, and those the
/// operator allows. A browser sends cookies and opens sockets for any website; only this check stops a foreign one.
final class Origins {
    private final Set<Origin> allowed;
    private final Optional<Origin> publicUrl;

    Origins(Configuration configuration) {
        this.publicUrl = Optional.ofNullable(configuration.server().publicUrl()).flatMap(Origin::of);
        this.allowed = Stream.concat(publicUrl.stream(), configuration.channels().web().allowedOrigins().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /// Whether the request comes from a page that may open a socket. A request without an origin may not.
    boolean allow(HttpServerRequest request) {
        var origins = request.headers().getAll(HttpHeaders.ORIGIN);
        if (origins.size() != 1) {
            return false;
        }
        var origin = Origin.find(origins.getFirst());
        return origin.isPresent() && (allowed.contains(origin.get()) || origin.equals(own(request)));
    }

    /// Whether the request comes from a page of this service.
    boolean isOwn(HttpServerRequest request) {
        var origins = request.headers().getAll(HttpHeaders.ORIGIN);
        var origin = origins.size() == 1 ? Origin.find(origins.getFirst()) : Optional.<Origin>empty();
        return origin.isPresent() && (origin.equals(publicUrl) || origin.equals(own(request)));
    }

    private static Optional<Origin> own(HttpServerRequest request) {
        return Optional.ofNullable(request.getHeader(HttpHeaders.HOST))
                .flatMap(host -> Origin.find((request.isSSL() ? "https://" : "http://") + host));
    }

    /// Whether citizens reach the service encrypted.
    static boolean isSecure(@Nullable URI publicUrl) {
        return publicUrl != null && Origin.of(publicUrl).filter(Origin::isSecure).isPresent();
    }
}
