package vn.motcua.bot.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;

/// Where a web page comes from: scheme, host and port, as browsers compare them.
///
/// @param scheme `http` or `https`
/// @param host   in lower case
/// @param port   never missing: 80 and 443 are filled in
public record Origin(String scheme, String host, int port) {

    /// Reads an origin in the form browsers send, such as `https://example.vn` or `http://localhost:8080`. Empty for
    /// anything else, including `null`, a path, a user name or a wildcard.
    public static Optional<Origin> find(String text) {
        try {
            var uri = new URI(text);
            var plain = uri.getRawUserInfo() == null && uri.getRawQuery() == null && uri.getRawFragment() == null
                    && "".equals(uri.getRawPath());
            return plain ? of(uri) : Optional.empty();
        } catch (URISyntaxException notAnOrigin) {
            return Optional.empty();
        }
    }

    /// The origin of an address; empty when it is neither http nor https or names no host.
    public static Optional<Origin> of(URI uri) {
        if (uri.getScheme() == null || uri.getHost() == null) {
            return Optional.empty();
        }
        var scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!scheme.equals("http") && !scheme.equals("https")) {
            return Optional.empty();
        }
        int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
        return Optional.of(new Origin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port));
    }

    /// Whether pages from here travel encrypted.
    public boolean isSecure() {
        return scheme.equals("https");
    }

    @Override
    public String toString() {
        return port == (isSecure() ? 443 : 80) ? scheme + "://" + host : scheme + "://" + host + ":" + port;
    }
}
