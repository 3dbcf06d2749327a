package vn.motcua.bot.configuration;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import vn.motcua.connectors.Secret;

/// The kinds of values keys have; each reader is empty for a text that is none.
final class Values {
    private static final Pattern LOGIN_URL = Pattern.compile("((?:jdbc:)?[a-z]+://)(?:([^/@:]*)(?::([^/@]*))?@)?(.+)");

    /// Without the login; the database, if any, by its number.
    private static final Pattern REDIS_URL = Pattern
            .compile("rediss?://(?:[A-Za-z0-9.-]+|\\[[0-9a-fA-F:.]+])(?::(\\d{1,5}))?(/\\d{0,3})?");

    private Values() {
    }

    /// An address of a server with what a URL may say of the login, taken apart so that the address can be shown.
    record Access(String url, @Nullable String user, @Nullable Secret password) {
    }

    static Optional<Integer> number(String text, int least, int most) {
        if (!text.matches("\\d{1,9}")) {
            return Optional.empty();
        }
        int number = Integer.parseInt(text);
        return number >= least && number <= most ? Optional.of(number) : Optional.empty();
    }

    /// A number above 0, with a point before its decimals.
    static Optional<Double> positive(String text) {
        return text.matches("\\d{1,6}(\\.\\d{1,6})?") && Double.parseDouble(text) > 0
                ? Optional.of(Double.parseDouble(text))
                : Optional.empty();
    }

    /// A value of an enum, written in lower case.
    static <E extends Enum<E>> Optional<E> word(E[] words, String text) {
        return Arrays.stream(words).filter(word -> word.name().toLowerCase(Locale.ROOT).equals(text)).findFirst();
    }

    /// An address with one of these schemes and a host, without a login and a fragment.
    static Optional<URI> url(String text, String... schemes) {
        try {
            var uri = new URI(text);
            var good = uri.getScheme() != null && List.of(schemes).contains(uri.getScheme()) && uri.getHost() != null
                    && uri.getRawUserInfo() == null && uri.getRawFragment() == null;
            return good ? Optional.of(URI.create(text.replaceFirst("/$", ""))) : Optional.empty();
        } catch (URISyntaxException notAUrl) {
            return Optional.empty();
        }
    }

    /// An http or https address of an outside system.
    static Optional<URI> http(String text) {
        return url(text, "http", "https");
    }

    /// A relay for media, such as `turns:turn.example.vn:5349`.
    static Optional<URI> turn(String text) {
        return text.matches("(turn|turns|stun|stuns):[A-Za-z0-9.\\-\\[\\]:]+(\\?transport=(udp|tcp))?")
                ? Optional.of(URI.create(text))
                : Optional.empty();
    }

    /// A number as people write it, also a short one such as 1022.
    static Optional<String> phone(String text) {
        return text.matches("\\+?[0-9(][0-9 .()-]{1,22}[0-9]") ? Optional.of(text) : Optional.empty();
    }

    static Optional<String> mailAddress(String text) {
        return text.matches("[^@\\s]+@[^@\\s]+") ? Optional.of(text) : Optional.empty();
    }

    static Optional<Path> readableFile(String text) {
        try {
            var file = Path.of(text);
            return Files.isRegularFile(file) && Files.isReadable(file) ? Optional.of(file) : Optional.empty();
        } catch (InvalidPathException notAPath) {
            return Optional.empty();
        }
    }

    static Optional<Access> database(String text) {
        if (text.matches("(jdbc:)?sqlite:.+")) {
            return Optional.of(new Access(text, null, null));
        }
        return text.matches("(jdbc:)?postgresql://.+") && !text.matches("(?i).*[?&]password=.*")
                ? access(text)
                : Optional.empty();
    }

    static Optional<Access> redis(String text) {
        return access(text).filter(access -> {
            var parts = REDIS_URL.matcher(access.url());
            return parts.matches() && (parts.group(1) == null || number(parts.group(1), 1, 65_535).isPresent());
        });
    }

    /// Whether a server is reached without a network.
    static boolean isOnThisMachine(String url) {
        return url.matches("[a-z]+://(localhost|127\\.\\d+\\.\\d+\\.\\d+|\\[::1])([:/].*)?");
    }

    private static Optional<Access> access(String text) {
        var parts = LOGIN_URL.matcher(text);
        if (!parts.matches()) {
            return Optional.empty();
        }
        return Optional.of(new Access(parts.group(1) + parts.group(4), decoded(parts.group(2)),
                Optional.ofNullable(decoded(parts.group(3))).map(Secret::new).orElse(null)));
    }

    private static @Nullable String decoded(@Nullable String text) {
        return text == null || text.isBlank()
                ? null
                : URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }
}
