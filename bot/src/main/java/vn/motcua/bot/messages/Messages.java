package vn.motcua.bot.messages;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

import vn.motcua.knowledge.content.Language;

/// The product's own sentences in every language. Immutable and safe to share between threads.
public final class Messages {
    private final Map<Language, Properties> texts = new EnumMap<>(Language.class);

    private Messages() {
    }

    /// Reads `messages_vi.properties` and `messages_en.properties` (UTF-8) from the configuration folder.
    ///
    /// @throws UncheckedIOException     when a file is missing
    /// @throws IllegalArgumentException when the two files do not hold the same keys
    public static Messages load(Path configFolder) {
        var messages = new Messages();
        for (var language : Language.values()) {
            var properties = new Properties();
            var file = configFolder.resolve("messages_" + language.tag() + ".properties");
            try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
                properties.load(reader);
            } catch (IOException unreadable) {
                throw new UncheckedIOException(file + " cannot be read", unreadable);
            }
            messages.texts.put(language, properties);
        }
        var vi = messages.keys(Language.VI);
        var en = messages.keys(Language.EN);
        if (!vi.equals(en)) {
            var odd = new TreeSet<>(vi);
            odd.addAll(en);
            odd.removeIf(key -> vi.contains(key) && en.contains(key));
            throw new IllegalArgumentException("these messages stand in one language only: " + odd);
        }
        return messages;
    }

    /// All keys of a language.
    public Set<String> keys(Language language) {
        return new TreeSet<>(get(language).stringPropertyNames());
    }

    /// A sentence, its `{0}`, `{1}` … replaced by the arguments.
    ///
    /// @throws IllegalArgumentException when there is no such key
    public String text(Language language, String key, Object... arguments) {
        var text = get(language).getProperty(key);
        if (text == null) {
            throw new IllegalArgumentException("no message " + key);
        }
        for (int i = 0; i < arguments.length; i++) {
            text = text.replace("{" + i + "}", String.valueOf(arguments[i]));
        }
        return text;
    }

    private Properties get(Language language) {
        var properties = texts.get(language);
        if (properties == null) {
            throw new IllegalStateException("no messages in " + language);
        }
        return properties;
    }
}
