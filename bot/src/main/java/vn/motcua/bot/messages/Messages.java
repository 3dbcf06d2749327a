package vn.motcua.bot.messages;

import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

import vn.motcua.knowledge.content.Language;

/// Texts by key and language: `messages_vi.properties` and `messages_en.properties`, in UTF-8, and the few in
/// `messages_zh.properties` for people who write Chinese. Immutable.
public final class Messages {
    private final Map<Language, Properties> texts;
    private final Properties chinese;

    private Messages(Map<Language, Properties> texts, Properties chinese) {
        this.texts = texts;
        this.chinese = chinese;
    }

    /// Reads the texts of a configuration folder. What a file there does not say, or when there is no such file, is as the
    /// product was shipped.
    ///
    /// @throws IllegalArgumentException when a file is not in the form of properties
    public static Messages load(Path configFolder) {
        var texts = new EnumMap<Language, Properties>(Language.class);
        for (var language : Language.values()) {
            texts.put(language, load(configFolder, "messages_" + language.tag() + ".properties"));
        }
        return new Messages(texts, load(configFolder, "messages_zh.properties"));
    }

    private static Properties load(Path configFolder, String name) {
        var properties = new Properties(shipped(name));
        var file = configFolder.resolve(name);
        if (Files.exists(file)) {
            read(properties, file);
        }
        return properties;
    }

    /// The text of a key, with `{0}`, `{1}`… replaced by the arguments as they are.
    ///
    /// @throws IllegalArgumentException when there is no such key
    public String text(Language language, String key, Object... arguments) {
        return text(Objects.requireNonNull(texts.get(language)), key, arguments);
    }

    /// The same in Chinese, which has fixed messages but no answers.
    ///
    /// @throws IllegalArgumentException when there is no such key
    public String chinese(String key, Object... arguments) {
        return text(chinese, key, arguments);
    }

    private static String text(Properties properties, String key, Object... arguments) {
        var text = properties.getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no message " + key);
        }
        return arguments.length == 0 ? text : filled(text, arguments);
    }

    /// All keys of a language.
    Set<String> keys(Language language) {
        return new TreeSet<>(Objects.requireNonNull(texts.get(language)).stringPropertyNames());
    }

    private static String filled(String text, Object[] arguments) {
        var filled = new StringBuilder(text.length() + 32);
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            int number = at + 2 < text.length() && sign == '{' && text.charAt(at + 2) == '}'
                    ? text.charAt(at + 1) - '0'
                    : -1;
            if (number >= 0 && number < arguments.length) {
                filled.append(arguments[number]);
                at += 2;
            } else {
                filled.append(sign);
            }
        }
        return filled.toString();
    }

    private static Properties shipped(String name) {
        try (var stream = Objects.requireNonNull(Messages.class.getResourceAsStream(name), name);
                var reader = new InputStreamReader(stream, StandardCharsets.UTF_8)) {
            var properties = new Properties();
            properties.load(reader);
            return properties;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void read(Properties properties, Path file) {
        try (Reader reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException wrong) {
            throw new IllegalArgumentException(file + " is not a properties file in UTF-8", wrong);
        }
    }
}
