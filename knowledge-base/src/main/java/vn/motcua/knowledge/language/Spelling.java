package vn.motcua.knowledge.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Known syllables that another may have been meant as: one letter too many, too few, wrong, or two swapped (Damerau
/// distance 1), and keys of the Telex and VNI typing methods left behind. Works on folded syllables. Immutable and safe to
/// share between threads.
///
/// How likely a slip is follows from where it could have happened: a missing letter or a swap is one of as many as there are
/// letters, a wrong or an additional letter also one of 25, half of the time a neighbour on the keyboard.
public final class Spelling {
    private static final int SHORTEST = 3;
    /// How often a syllable is mistyped; each of the four kinds of slip as often as the others.
    private static final double SLIP = 0.02;
    /// How often the keys of a typing method are left behind, where that explains the whole syllable.
    private static final double KEYS_LEFT = 0.2;
    private static final double NEIGHBOUR = 0.5;
    private static final int OTHER_LETTERS = 25;
    private static final String[] KEYBOARD = {"qwertyuiop", "asdfghjkl", "zxcvbnm"};
    private static final List<String> NEIGHBOURS = neighbours();
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

    /// What may have been meant, and how likely this is typed for it.
    public record Candidate(String syllable, double likelihood) {
    }

    /// Known syllables one slip away from this one, which may be known itself; not the syllable itself. In no order.
    public List<Candidate> candidates(String folded) {
        if (folded.length() < SHORTEST - 1 || !isWordWithTone(folded)) {
            return List.of();
        }
        var likelihood = new HashMap<String, Double>();
        var untyped = withoutTypingKeys(folded);
        if (!untyped.equals(folded) && frequency.containsKey(untyped)) {
            likelihood.put(untyped, KEYS_LEFT);
        }
        for (var longer : byDeletion.getOrDefault(folded, List.of())) {
            likelihood.merge(longer, slip(longer.length()), Math::max);
        }
        if (folded.length() >= SHORTEST) {
            for (int i = 0; i < folded.length(); i++) {
                var shorter = folded.substring(0, i) + folded.substring(i + 1);
                if (frequency.containsKey(shorter)) {
                    double letter = Math.max(i > 0 ? letter(folded.charAt(i - 1), folded.charAt(i)) : 0,
                            i + 1 < folded.length() ? letter(folded.charAt(i + 1), folded.charAt(i)) : 0);
                    likelihood.merge(shorter, slip(folded.length()) * letter, Math::max);
                }
                for (var other : byDeletion.getOrDefault(shorter, List.of())) {
                    if (!other.equals(folded) && near(folded, other)) {
                        likelihood.merge(other, replaced(folded, other), Math::max);
                    }
                }
            }
        }
        return likelihood.entrySet().stream().map(one -> new Candidate(one.getKey(), one.getValue())).toList();
    }

    private static double slip(int places) {
        return SLIP / 4 / places;
    }

    /// A swap, or one letter for another.
    private static double replaced(String typed, String meant) {
        int at = 0;
        while (typed.charAt(at) == meant.charAt(at)) {
            at++;
        }
        boolean swap = at + 1 < typed.length() && typed.charAt(at + 1) != meant.charAt(at + 1);
        return swap
                ? slip(typed.length() - 1)
                : slip(typed.length()) * letter(meant.charAt(at), typed.charAt(at));
    }

    /// How likely a finger that wanted one key hits another; the same key twice counts like a neighbour.
    private static double letter(char wanted, char typed) {
        double anywhere = (1 - NEIGHBOUR) / OTHER_LETTERS;
        if (wanted == typed) {
            return anywhere + NEIGHBOUR / 2;
        }
        var near = wanted >= 'a' && wanted <= 'z' ? NEIGHBOURS.get(wanted - 'a') : "";
        return near.indexOf(typed) < 0 ? anywhere : anywhere + NEIGHBOUR / near.length();
    }

    /// For each letter those that touch it on the keyboard.
    private static List<String> neighbours() {
        var neighbours = new ArrayList<String>();
        for (char c = 'a'; c <= 'z'; c++) {
            var near = new StringBuilder();
            for (int row = 0; row < KEYBOARD.length; row++) {
                int at = KEYBOARD[row].indexOf(c);
                if (at >= 0) {
                    append(near, row, at - 1);
                    append(near, row, at + 1);
                    append(near, row - 1, at);
                    append(near, row - 1, at + 1);
                    append(near, row + 1, at - 1);
                    append(near, row + 1, at);
                }
            }
            neighbours.add(near.toString());
        }
        return neighbours;
    }

    private static void append(StringBuilder near, int row, int at) {
        if (row >= 0 && row < KEYBOARD.length && at >= 0 && at < KEYBOARD[row].length()) {
            near.append(KEYBOARD[row].charAt(at));
        }
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
