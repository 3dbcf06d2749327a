package vn.motcua.bot.privacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import vn.motcua.knowledge.language.Syllables;

/// The words people use for misconduct, read once from `misconduct.txt`.
final class MisconductWords {

    /// What a phrase stands for; the file says more.
    enum Kind {
        ACT, BESIDE, DEMAND, GIVE, TAKE, EXTRA, PERSON, MONEY, LAWFUL, HAN
    }

    /// A phrase in syllables, as it is written and without diacritics.
    ///
    /// @param strict whether it must be typed with its diacritics
    /// @param except what makes it harmless
    record Phrase(List<String> exact, List<String> folded, boolean strict, List<Phrase> except) {
        static Phrase of(String text, List<Phrase> except) {
            var exact = Syllables.of(text);
            return new Phrase(exact, exact.stream().map(Syllables::fold).toList(), text.startsWith("="), except);
        }
    }

    /// Shorter words without their spaces could stand in any other word.
    static final int SHORTEST_JOINED = 5;
    private static final Map<Kind, Map<String, List<Phrase>>> PHRASES = new EnumMap<>(Kind.class);
    private static final Set<String> JOINED = new HashSet<>();
    private static final Set<String> HAN = new HashSet<>();

    static {
        read();
    }

    private MisconductWords() {
    }

    /// Phrases of a kind that begin with this syllable, without diacritics.
    static List<Phrase> beginning(Kind kind, String syllable) {
        return Objects.requireNonNull(PHRASES.get(kind)).getOrDefault(syllable, List.of());
    }

    /// Acts written without spaces: "hoilo", "phongbi".
    static Set<String> joinedActs() {
        return JOINED;
    }

    /// Whether a text has one of the Chinese words.
    static boolean inChinese(String text) {
        return HAN.stream().anyMatch(text::contains);
    }

    private static void read() {
        for (var kind : Kind.values()) {
            PHRASES.put(kind, new HashMap<>());
        }
        try (var stream = Objects.requireNonNull(MisconductWords.class.getResourceAsStream("misconduct.txt"));
                var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            var section = Kind.ACT;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    section = Kind.valueOf(line.substring(1, line.length() - 1).toUpperCase(Locale.ROOT));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    add(section, line.strip());
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void add(Kind section, String line) {
        if (section == Kind.HAN) {
            HAN.add(line);
            return;
        }
        var parts = line.split(" except ", 2);
        var except = new ArrayList<Phrase>();
        if (parts.length == 2) {
            for (var one : parts[1].split("\\|")) {
                except.add(Phrase.of(one, List.of()));
            }
        }
        var phrase = Phrase.of(parts[0], except);
        Objects.requireNonNull(PHRASES.get(section))
                .computeIfAbsent(phrase.folded().getFirst(), _ -> new ArrayList<>()).add(phrase);
        var joined = String.join("", phrase.folded());
        if (section == Kind.ACT && joined.length() >= SHORTEST_JOINED && !phrase.strict()) {
            JOINED.add(joined);
        }
    }
}
