package vn.motcua.connectors.media;

import java.net.URI;
import java.util.Locale;
import java.util.Set;

/// Where a provider's files lie: the one place that says so.
///
/// @param domains these and everything below them, by https on the usual port
/// @param api     the configured address of the provider's API, which also gives files where it is a simulator or a server
///                of one's own: any port, also without TLS, also inside the house
public record MediaHosts(Set<String> domains, URI api) {
    private static final int HTTPS = 443;
    private static final int HTTP = 80;

    public MediaHosts {
        domains = Set.copyOf(domains);
    }

    /// By notes of others who use Zalo.
    public static MediaHosts ofZalo(URI api) {
        return new MediaHosts(Set.of("zdn.vn", "zadn.vn", "zaloapp.com", "zalo.me"), api);
    }

    /// From memory: a new host shows in the transcript as `foreign`.
    public static MediaHosts ofMessenger(URI api) {
        return new MediaHosts(Set.of("fbcdn.net", "fbsbx.com"), api);
    }

    /// Telegram gives files by its API alone.
    public static MediaHosts ofTelegram(URI api) {
        return new MediaHosts(Set.of(), api);
    }

    /// Whether it is the configured API that gives this file.
    boolean isApi(URI file) {
        return api.getHost() != null && api.getHost().equalsIgnoreCase(file.getHost())
                && api.getScheme().equalsIgnoreCase(file.getScheme()) && port(api) == port(file);
    }

    /// Whether a file with this address is the provider's. The address is one that [URI] has read, without a login.
    boolean allows(URI file) {
        if (isApi(file)) {
            return true;
        }
        var host = file.getHost().toLowerCase(Locale.ROOT);
        return file.getScheme().equalsIgnoreCase("https") && port(file) == HTTPS
                && domains.stream().anyMatch(domain -> host.equals(domain) || host.endsWith("." + domain));
    }

    static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equalsIgnoreCase(address.getScheme()) ? HTTPS : HTTP;
    }
}
