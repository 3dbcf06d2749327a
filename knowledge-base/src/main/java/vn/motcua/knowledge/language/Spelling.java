package vn.motcua.knowledge.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Suggests a known syllable for one that nobody writes: one letter too many, too few, wrong, or two swapped (Damerau
/// distance 1), and keys of the Telex and VNI typing methods left behind. Works on folded syllables. Immutable and safe to
/// share between threads.
public final class Spelling {
    private static final int SHORTEST = 3;
    private static final String TELEX_TONES = "sfrxjwz";
    private static final Map<String, String> TELEX_LETTERS = Map.of("aa", "a", "ee", "e", "oo", "o", "dd", "d", "aw",
            "a", "ow", "o", "uw", "u");

    private final Map<String, Integer> frequency;
    private final Map<String, List<String>> byDeletion = new HashMap<>();

    /// @param frequency how often each known folded syllable is written
    public Spelling(Map<String, Integer> frequency) {
        this.frequency = Map.copyOf(frequency);
        for (var known : this.frequency.keySet()) {
            if (known.length() >= SHORTEST - 1 && isWord(known)) {
                for (var shorter : deletions(known)) {
                    byDeletion.computeIfAbsent(shorter, _ -> new ArrayList<>(2)).add(known);
                }
            }
        }
    }

    /// The most frequent known syllable that this one may have been meant as; empty when it is known itself, too short to
    /// tell, or like none.
    public Optional<String> suggest(String folded) {
        if (folded.length() < SHORTEST || frequency.containsKey(folded) || !isWordWithTone(folded)) {
            return Optional.empty();
        }
        var untyped = withoutTypingKeys(folded);
        if (!untyped.equals(folded) && frequency.containsKey(untyped)) {
            return Optional.of(untyped);
        }
        var candidates = new ArrayList<String>(byDeletion.getOrDefault(folded, List.of()));
        for (var shorter : deletions(folded)) {
            if (frequency.containsKey(shorter)) {
                candidates.add(shorter);
            }
            for (var candidate : byDeletion.getOrDefault(shorter, List.of())) {
                if (near(folded, candidate)) {
                    candidates.add(candidate);
                }
            }
        }
        return candidates.stream()
                .max(Comparator.comparingInt((String candidate) -> frequency.getOrDefault(candidate, 0))
                        .thenComparing(Comparator.reverseOrder()));
    }

    /// "thanhf" and "thanh2" are "thanh" typed without a working input method; "ddangw" is "dang".
    private static String withoutTypingKeys(String folded) {
        var text = folded;
        for (var letters : TELEX_LETTERS.entrySet()) {
            text = text.replace(letters.getKey(), letters.getValue());
        }
        while (text.length() > 2 && (TELEX_TONES.indexOf(text.charAt(text.length() - 1)) >= 0
                || Character.isDigit(text.charAt(text.length() - 1)))) {
            text = text.substring(0, text.length() - 1);
        }
        return text;
    }

    /// Both differ from a common shorter form by one letter: same length means one substitution or one swap.
    private static boolean near(String a, String b) {
        if (a.length() != b.length()) {
            return false;
        }
        int first = -1;
        int differing = 0;
        for (int i = 0; i < a.length(); i++) {
            if (a.charAt(i) != b.charAt(i)) {
                differing++;
                first = first < 0 ? i : first;
            }
        }
        return differing == 1 || differing == 2 && first + 1 < a.length() && a.charAt(first) == b.charAt(first + 1)
                && a.charAt(first + 1) == b.charAt(first);
    }

    private static List<String> deletions(String word) {
        var deletions = new ArrayList<String>(word.length());
        for (int i = 0; i < word.length(); i++) {
            deletions.add(word.substring(0, i) + word.substring(i + 1));
        }
        return deletions;
    }

    private static boolean isWord(String text) {
        return text.chars().allMatch(c -> c >= 'a' && c <= 'z');
    }

    private static boolean isWordWithTone(String text) {
        return text.chars().allMatch(c -> c >= 'a' && c <= 'z' || c >= '0' && c <= '9')
                && Character.isLetter(text.charAt(0)) && Character.isLetter(text.charAt(1));
    }
}
