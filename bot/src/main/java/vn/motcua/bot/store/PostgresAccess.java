package vn.motcua.bot.store;

import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

import org.jspecify.annotations.Nullable;

/// How to reach a PostgreSQL: the driver's URL without user and password, and these. Also reads `postgresql://` URLs as
/// `psql` takes them.
record PostgresAccess(String url, @Nullable String user, @Nullable String password) {

    static PostgresAccess of(DatabaseSettings settings) {
        var url = settings.url();
        if (url.startsWith("jdbc:postgresql:")) {
            return new PostgresAccess(url, settings.user(), settings.password());
        }
        if (url.startsWith("postgresql://") || url.startsWith("postgres://")) {
            return fromUri(URI.create(url), settings);
        }
        throw new IllegalArgumentException(
                "database.url must begin with sqlite:, jdbc:sqlite:, postgresql:// or jdbc:postgresql:");
    }

    private static PostgresAccess fromUri(URI uri, DatabaseSettings settings) {
        var authority = uri.getRawAuthority() == null ? "" : uri.getRawAuthority();
        var at = authority.lastIndexOf('@');
        var credentials = (at < 0 ? "" : authority.substring(0, at)).split(":", 2);
        var query = uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery();
        return new PostgresAccess("jdbc:postgresql://" + authority.substring(at + 1) + uri.getRawPath() + query,
                settings.user() != null || credentials[0].isEmpty() ? settings.user() : decoded(credentials[0]),
                settings.password() != null || credentials.length < 2 ? settings.password() : decoded(credentials[1]));
    }

    private static String decoded(String part) {
        return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /// Names the server only.
    @Override
    public String toString() {
        return url.replaceFirst("\\?.*", "");
    }
}
