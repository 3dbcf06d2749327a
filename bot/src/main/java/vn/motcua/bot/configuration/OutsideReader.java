package vn.motcua.bot.configuration;

import java.net.URI;
import java.util.Optional;

import vn.motcua.bot.configuration.Configuration.Assist;
import vn.motcua.bot.configuration.Configuration.Dossiers;
import vn.motcua.bot.configuration.Configuration.Mail;
import vn.motcua.bot.configuration.Configuration.MailEncryption;

/// Reads the groups of outside systems the bot calls; one without an address is off.
final class OutsideReader {
    private static final URI TEAMVIEWER = URI.create("https://webapi.teamviewer.com");
    private static final String ADDRESS = "an http or https address";

    private OutsideReader() {
    }

    static Assist assist(Group group) {
        return group.group("teamviewer", teamViewer -> {
            var api = teamViewer.find("api", ADDRESS, Values::http).orElse(TEAMVIEWER);
            var token = teamViewer.findSecret("token").orElse(null);
            return group.group("turn", turn -> new Assist(api, token,
                    turn.list("urls", "a relay such as turns:turn.example.vn:5349", Values::turn),
                    turn.findSecret("secret").orElse(null)));
        });
    }

    static Optional<Dossiers> dossiers(Group group) {
        var api = group.find("api", ADDRESS, Values::http);
        var user = group.findText("user").orElse(null);
        var password = group.findSecret("password").orElse(null);
        return api.map(address -> new Dossiers(address, user, password));
    }

    static Optional<Mail> mail(Group group) {
        var host = group.findText("host");
        int port = group.find("port", "a port from 1 to 65535", text -> Values.number(text, 1, 65_535)).orElse(587);
        var user = group.findText("user").orElse(null);
        var password = group.findSecret("password").orElse(null);
        var from = group.find("from", "a mail address", Values::mailAddress);
        var encryption = group.find("encryption", "none, starttls or tls",
                text -> Values.word(MailEncryption.values(), text)).orElse(MailEncryption.STARTTLS);
        if (host.isPresent() && !group.has("from")) {
            group.missing("from", "letters need a sender");
        }
        return host.isEmpty() || from.isEmpty()
                ? Optional.empty()
                : Optional.of(new Mail(host.get(), port, user, password, from.get(), encryption));
    }
}
