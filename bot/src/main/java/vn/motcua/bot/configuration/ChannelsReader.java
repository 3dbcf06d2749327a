package vn.motcua.bot.configuration;

import java.net.URI;
import java.util.Optional;

import vn.motcua.bot.configuration.Configuration.Channels;
import vn.motcua.bot.configuration.Configuration.Messenger;
import vn.motcua.bot.configuration.Configuration.Mode;
import vn.motcua.bot.configuration.Configuration.Telegram;
import vn.motcua.bot.configuration.Configuration.Web;
import vn.motcua.bot.configuration.Configuration.Zalo;

/// Reads the `channels` group. A channel is on as soon as one of its credentials is given; then the others it cannot do
/// without must be there too.
final class ChannelsReader {
    private static final URI TELEGRAM = URI.create("https://api.telegram.org");
    private static final URI ZALO = URI.create("https://openapi.zalo.me");
    private static final URI ZALO_OAUTH = URI.create("https://oauth.zaloapp.com");
    private static final URI ZALO_BUSINESS = URI.create("https://business.openapi.zalo.me");
    private static final URI MESSENGER = URI.create("https://graph.facebook.com");
    private static final String ADDRESS = "an http or https address";

    private ChannelsReader() {
    }

    static Channels channels(Group group, Mode mode) {
        return new Channels(group.group("telegram", telegram -> telegram(telegram, mode)).orElse(null),
                group.group("zalo", ChannelsReader::zalo).orElse(null),
                group.group("messenger", ChannelsReader::messenger).orElse(null),
                group.group("web", web -> new Web(web.list("allowed_origins",
                        "an origin such as https://www.example.vn", Origin::find))));
    }

    private static Optional<Telegram> telegram(Group group, Mode mode) {
        var token = group.findSecret("token");
        var secret = group.findSecret("webhook_secret", "1 to 256 of A-Z, a-z, 0-9, _ and -",
                text -> text.matches("[A-Za-z0-9_-]{1,256}"));
        var polling = group.find("mode", "polling or webhook", text -> switch (text) {
            case "polling" -> Optional.of(true);
            case "webhook" -> Optional.of(false);
            default -> Optional.<Boolean>empty();
        }).orElse(mode == Mode.DEVELOPMENT);
        var api = group.find("api", ADDRESS, Values::http).orElse(TELEGRAM);
        var proxy = group.find("proxy", "the address of an HTTP proxy, such as http://proxy:3128",
                text -> Values.url(text, "http"));
        if (token.isPresent() && secret.isEmpty() && !polling) {
            group.missing("webhook_secret", "the webhook needs it");
        }
        if (token.isEmpty() && secret.isPresent()) {
            group.missing("token", "the channel has a webhook secret but no token");
        }
        return token.map(
                known -> new Telegram(known, secret.orElse(null), polling, api, proxy.orElse(null)));
    }

    private static Optional<Zalo> zalo(Group group) {
        var appId = group.find("app_id", "digits", text -> text.matches("\\d+") ? Optional.of(text) : Optional.empty());
        var appSecret = group.findSecret("app_secret");
        var oaId = group.findText("oa_id");
        var oaSecret = group.findSecret("oa_secret");
        var accessToken = group.findSecret("access_token");
        var refreshToken = group.findSecret("refresh_token");
        var api = group.find("api", ADDRESS, Values::http).orElse(ZALO);
        var oauth = group.find("oauth", ADDRESS, Values::http).orElse(ZALO_OAUTH);
        var business = group.find("business", ADDRESS, Values::http).orElse(ZALO_BUSINESS);
        var on = group.has("app_id") || group.has("oa_secret") || group.has("access_token");
        for (var key : new String[]{"app_id", "oa_secret"}) {
            if (on && !group.has(key)) {
                group.missing(key, "the channel cannot check what Zalo signs without it");
            }
        }
        if (on && accessToken.isEmpty() && (refreshToken.isEmpty() || appSecret.isEmpty())) {
            group.missing("access_token", "the channel needs it, or refresh_token with app_secret");
        }
        return appId.isEmpty() || oaSecret.isEmpty()
                ? Optional.empty()
                : Optional.of(new Zalo(appId.get(), appSecret.orElse(null), oaId.orElse(null), oaSecret.get(),
                        accessToken.orElse(null), refreshToken.orElse(null), api, oauth, business));
    }

    private static Optional<Messenger> messenger(Group group) {
        var appSecret = group.findSecret("app_secret");
        var verifyToken = group.findSecret("verify_token");
        var pageToken = group.findSecret("page_token");
        var api = group.find("api", ADDRESS, Values::http).orElse(MESSENGER);
        if (appSecret.isPresent() != pageToken.isPresent()) {
            group.missing(appSecret.isPresent() ? "page_token" : "app_secret", "the channel needs both");
        }
        return appSecret.isEmpty() || pageToken.isEmpty()
                ? Optional.empty()
                : Optional.of(new Messenger(appSecret.get(), verifyToken.orElse(null), pageToken.get(), api));
    }
}
