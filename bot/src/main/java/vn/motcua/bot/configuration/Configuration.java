package vn.motcua.bot.configuration;

import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.dialogue.Circumstances.Costs;
import vn.motcua.bot.live.Rate;
import vn.motcua.connectors.Secret;

/// Everything an operator may set, checked. Null means that the operator left it out.
///
/// @param masterKey what the keys of stored papers and pseudonyms are derived from
/// @param costs     from which follows when the assistant is sure enough to answer
/// @param dossiers  the dossier registry, or null when there is none to ask
/// @param mail      how letters are sent, or null when none are
public record Configuration(Mode mode, Server server, Database database, Redis redis, @Nullable Secret masterKey,
        Limits limits, Channels channels, Contacts contacts, Costs costs, Assist assist, @Nullable Dossiers dossiers,
        @Nullable Mail mail) {

    /// What the service is used for.
    public enum Mode {
        /// On a developer's machine.
        DEVELOPMENT,
        /// For citizens.
        PRODUCTION
    }

    /// Where the service listens.
    ///
    /// @param port           0 for any free one
    /// @param publicUrl      how citizens reach it, without a path; null for the address it listens on
    /// @param trustedProxies whose `X-Forwarded-For` is believed
    /// @param tls            certificate of its own, or null when a proxy in front has it
    public record Server(int port, @Nullable URI publicUrl, List<AddressRange> trustedProxies, @Nullable Tls tls) {
        public Server {
            trustedProxies = List.copyOf(trustedProxies);
        }
    }

    /// PEM files.
    public record Tls(Path certificate, Path key) {
    }

    /// Where everything acknowledged is stored.
    ///
    /// @param url without the login; empty for SQLite in the data folder
    public record Database(String url, @Nullable String user, @Nullable Secret password) {
    }

    /// What several nodes tell each other through.
    ///
    /// @param url without the login; null for a single node
    public record Redis(@Nullable String url, @Nullable String user, @Nullable Secret password) {
    }

    /// How much one person or address may ask.
    ///
    /// @param perPerson             messages in one conversation
    /// @param perAddress            requests of one internet address
    /// @param connectionsPerAddress open connections of one internet address
    /// @param fileMegabytes         how large a shared file may be
    /// @param exempt                addresses to which none of this applies
    public record Limits(Rate perPerson, Rate perAddress, int connectionsPerAddress, int fileMegabytes,
            List<AddressRange> exempt) {
        public Limits {
            exempt = List.copyOf(exempt);
        }

        /// Bytes a shared file may have.
        public long fileBytes() {
            return (long) fileMegabytes << 20;
        }

        /// Whether no limit applies to this address.
        public boolean exempts(InetAddress address) {
            return within(exempt, address);
        }
    }

    /// The ways citizens reach the bot. A channel without credentials is off, that is null.
    public record Channels(@Nullable Telegram telegram, @Nullable Zalo zalo, @Nullable Messenger messenger, Web web) {

        /// Names of the channels that are on; the website always is.
        public List<String> on() {
            var names = new ArrayList<String>(List.of("web"));
            if (telegram != null) {
                names.add("telegram");
            }
            if (zalo != null) {
                names.add("zalo");
            }
            if (messenger != null) {
                names.add("messenger");
            }
            return List.copyOf(names);
        }
    }

    /// A Telegram bot.
    ///
    /// @param polling       whether updates are fetched; otherwise Telegram brings them to the webhook
    /// @param webhookSecret never null unless polling
    /// @param proxy         HTTP proxy for calls to Telegram
    public record Telegram(Secret token, @Nullable Secret webhookSecret, boolean polling, URI api,
            @Nullable URI proxy) {
    }

    /// A Zalo official account.
    ///
    /// @param appSecret needed to renew the access token
    /// @param oaSecret  key of the webhook page, with which Zalo signs
    public record Zalo(String appId, @Nullable Secret appSecret, @Nullable String oaId, Secret oaSecret,
            @Nullable Secret accessToken, @Nullable Secret refreshToken, URI api, URI oauth, URI business) {
    }

    /// A Facebook page.
    public record Messenger(Secret appSecret, @Nullable Secret verifyToken, Secret pageToken, URI api) {
    }

    /// The chat on websites.
    ///
    /// @param allowedOrigins other websites that may embed it
    public record Web(List<Origin> allowedOrigins) {
        public Web {
            allowedOrigins = List.copyOf(allowedOrigins);
        }
    }

    /// How people reach the department itself. What is null is not spoken of.
    ///
    /// @param officeHotline         where the department's office answers; never null in production
    /// @param antiCorruptionHotline where misconduct is reported by phone; never null in production
    /// @param investmentPage        where investors read on
    public record Contacts(@Nullable String officeHotline, @Nullable String antiCorruptionHotline,
            @Nullable String email, @Nullable String address, @Nullable URI investmentPage) {
        /// Nothing is known.
        public static final Contacts NONE = new Contacts(null, null, null, null, null);
    }

    /// Remote help on the citizen's screen.
    ///
    /// @param teamViewerToken null when TeamViewer is off
    /// @param turnUrls        relays for screen sharing in the browser
    public record Assist(URI teamViewerApi, @Nullable Secret teamViewerToken, List<URI> turnUrls,
            @Nullable Secret turnSecret) {
        public Assist {
            turnUrls = List.copyOf(turnUrls);
        }
    }

    /// The dossier registry of the province.
    public record Dossiers(URI api, @Nullable String user, @Nullable Secret password) {
    }

    /// A mail server.
    public record Mail(String host, int port, @Nullable String user, @Nullable Secret password, String from,
            MailEncryption encryption) {
    }

    /// How the connection to the mail server is protected.
    public enum MailEncryption {
        NONE, STARTTLS, TLS
    }

    /// Whether an address lies in one of the ranges.
    public static boolean within(List<AddressRange> ranges, InetAddress address) {
        for (var range : ranges) {
            if (range.contains(address)) {
                return true;
            }
        }
        return false;
    }
}
