package vn.motcua.bot.configuration;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.configuration.Configuration.Contacts;
import vn.motcua.bot.configuration.Configuration.Database;
import vn.motcua.bot.configuration.Configuration.Limits;
import vn.motcua.bot.configuration.Configuration.Mode;
import vn.motcua.bot.configuration.Configuration.Redis;
import vn.motcua.bot.configuration.Configuration.Server;
import vn.motcua.bot.configuration.Configuration.Tls;
import vn.motcua.bot.configuration.Values.Access;
import vn.motcua.bot.dialogue.Circumstances.Costs;
import vn.motcua.bot.live.Rate;
import vn.motcua.knowledge.yaml.Fields;
import vn.motcua.knowledge.yaml.Problems;

/// Reads `motcua.yaml` and the environment.
public final class ConfigurationReader {
    private static final String FILE = "motcua.yaml";
    private static final Rate PER_PERSON = Rate.find("20/min").orElseThrow();
    private static final Rate PER_ADDRESS = Rate.find("60/min").orElseThrow();

    private ConfigurationReader() {
    }

    /// Reads the configuration. A folder without `motcua.yaml` means that everything is left out.
    ///
    /// @param environment usually `System.getenv()`
    /// @throws InvalidConfigurationException with every mistake at once
    public static Configuration read(Path folder, Map<String, String> environment) {
        var problems = new Problems();
        var file = folder.resolve(FILE);
        var configuration = read(file.toString(), textOf(file, problems), environment, problems, new TreeSet<>());
        if (!problems.isEmpty()) {
            throw new InvalidConfigurationException(problems.list());
        }
        return configuration;
    }

    /// What is configured, as far as it can be read, for commands that answer without serving. Mistakes are told by
    /// [#read(Path, Map)].
    public static Configuration readable(Path folder, Map<String, String> environment) {
        var problems = new Problems();
        var file = folder.resolve(FILE);
        return read(file.toString(), textOf(file, problems), environment, problems, new TreeSet<>());
    }

    /// The full names of all keys, such as `server.port`.
    static Set<String> knownKeys() {
        var keys = new TreeSet<String>();
        read(FILE, "", Map.of(), new Problems(), keys);
        return keys;
    }

    private static String textOf(Path file, Problems problems) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException unreadable) {
            problems.add(file.toString(), 0, "cannot be read as UTF-8 text");
            return "";
        }
    }

    private static Configuration read(String file, String yaml, Map<String, String> variables, Problems problems,
            Set<String> keys) {
        var environment = new Environment(variables, problems);
        var configuration = isEmpty(yaml)
                ? root(file, null, environment, problems, keys)
                : fromYaml(file, yaml, environment, problems, keys);
        environment.reportUnknown();
        return configuration;
    }

    private static Configuration fromYaml(String file, String yaml, Environment environment, Problems problems,
            Set<String> keys) {
        try (var fields = Fields.parse(file, 1, yaml, problems)) {
            return root(file, fields, environment, problems, keys);
        }
    }

    /// A file in which everything is commented out says nothing, which is fine.
    private static boolean isEmpty(String yaml) {
        return yaml.lines().map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#"));
    }

    private static Configuration root(String file, @Nullable Fields fields, Environment environment,
            Problems problems, Set<String> keys) {
        var root = new Group(file, "", fields, environment, problems, keys);
        var mode = root.find("mode", "development or production", text -> Values.word(Mode.values(), text))
                .orElse(Mode.DEVELOPMENT);
        var configuration = new Configuration(mode, root.group("server", group -> server(group, mode)),
                root.group("database", ConfigurationReader::database), root.group("redis", group -> redis(group, mode)),
                root.group("secrets", group -> {
                    var key = group.findSecret("master_key", "at least 32 characters", text -> text.length() >= 32);
                    if (mode == Mode.PRODUCTION && !group.has("master_key")) {
                        group.missing("master_key", "production needs one");
                    }
                    return key;
                }).orElse(null), root.group("limits", ConfigurationReader::limits),
                root.group("channels", group -> ChannelsReader.channels(group, mode)),
                root.group("contacts", group -> contacts(group, mode)),
                root.group("dialogue", ConfigurationReader::costs), root.group("assist", OutsideReader::assist),
                root.group("dossiers", OutsideReader::dossiers).orElse(null),
                root.group("mail", OutsideReader::mail).orElse(null));
        root.reportUnknown();
        return configuration;
    }

    private static Server server(Group group, Mode mode) {
        int port = group.find("port", "a port from 0 to 65535, 0 for any free one",
                text -> Values.number(text, 0, 65_535)).orElse(8080);
        var publicUrl = group
                .find("public_url", "an http or https address without a path, such as https://motcua.example.vn",
                        text -> Origin.find(text.replaceFirst("/$", "")))
                .map(origin -> URI.create(origin.toString())).orElse(null);
        if (mode == Mode.PRODUCTION && !group.has("public_url")) {
            group.missing("public_url", "production needs the address citizens use");
        }
        return new Server(port, publicUrl, ranges(group, "trusted_proxies"),
                group.group("tls", ConfigurationReader::tls).orElse(null));
    }

    /// A citizen who was wronged must be told a number that is answered, so production does not start without them.
    private static Contacts contacts(Group group, Mode mode) {
        var office = group.find("office_hotline", "a phone number such as 0205 3812 345", Values::phone);
        var antiCorruption = group.find("anti_corruption_hotline", "a phone number such as 0205 3812 345",
                Values::phone);
        if (mode == Mode.PRODUCTION) {
            for (var key : List.of("office_hotline", "anti_corruption_hotline")) {
                if (!group.has(key)) {
                    group.missing(key, "production needs the number citizens are given");
                }
            }
        }
        return new Contacts(office.orElse(null), antiCorruption.orElse(null),
                group.find("email", "a mail address", Values::mailAddress).orElse(null),
                group.findText("address").orElse(null),
                group.find("investment_page", "an http or https address", Values::http).orElse(null));
    }

    private static Costs costs(Group group) {
        double wrongAnswer = cost(group, "wrong_answer", Costs.USUAL.wrongAnswer());
        double askBack = cost(group, "ask_back", Costs.USUAL.askBack());
        if (askBack >= wrongAnswer) {
            group.missing("ask_back", "asking back must cost less than a wrong answer");
            return Costs.USUAL;
        }
        return new Costs(wrongAnswer, askBack);
    }

    private static double cost(Group group, String key, double usual) {
        return group.find(key, "a number above 0, such as 4 or 2.5", Values::positive).orElse(usual);
    }

    private static Optional<Tls> tls(Group group) {
        var certificate = group.find("cert", "a readable PEM file", Values::readableFile);
        var key = group.find("key", "a readable PEM file", Values::readableFile);
        if (group.has("cert") != group.has("key")) {
            group.missing(group.has("cert") ? "key" : "cert", "certificate and key belong together");
        }
        return certificate.isPresent() && key.isPresent()
                ? Optional.of(new Tls(certificate.get(), key.get()))
                : Optional.empty();
    }

    private static Database database(Group group) {
        var access = access(group, "postgresql://HOST/NAME or sqlite:FILE, also with jdbc: before it",
                Values::database);
        return new Database(access.url(), group.findText("user").orElse(access.user()),
                group.findSecret("password").orElse(access.password()));
    }

    /// In production nobody on the network may read or say anything between the nodes.
    private static Redis redis(Group group, Mode mode) {
        var access = access(group, "redis://HOST:PORT or rediss://HOST:PORT", Values::redis);
        var password = group.findSecret("password").orElse(access.password());
        if (mode == Mode.PRODUCTION && !access.url().isEmpty() && !Values.isOnThisMachine(access.url())) {
            if (!access.url().startsWith("rediss:")) {
                group.unfit("url", "production needs rediss:// for a Redis on another machine");
            }
            if (password == null) {
                group.missing("password", "production needs one for a Redis on another machine");
            }
        }
        return new Redis(access.url().isEmpty() ? null : access.url(), access.user(), password);
    }

    /// A URL with a password in it is a secret as a whole: the environment may give it, the file may not.
    private static Access access(Group group, String expected, Function<String, Optional<Access>> parser) {
        var access = group.find("url", expected, parser).orElseGet(() -> new Access("", null, null));
        if (access.password() != null && !group.isOverridden("url")) {
            group.problem("url", "a password does not belong in this file; set " + group.variable("password"));
        }
        return access;
    }

    private static Limits limits(Group group) {
        return new Limits(rate(group, "per_person", PER_PERSON), rate(group, "per_address", PER_ADDRESS),
                group.find("connections_per_address", "a number from 1 to 1000000",
                        text -> Values.number(text, 1, 1_000_000)).orElse(50),
                group.find("file_megabytes", "a number from 1 to 25", text -> Values.number(text, 1, 25)).orElse(10),
                ranges(group, "exempt"));
    }

    private static Rate rate(Group group, String key, Rate otherwise) {
        return group.find(key, "a rate such as 20/min (s, min or h)", Rate::find).orElse(otherwise);
    }

    private static List<AddressRange> ranges(Group group, String key) {
        return group.list(key, "an address or range such as 192.0.2.7, 10.0.0.0/8 or 2001:db8::/32",
                AddressRange::find);
    }
}
