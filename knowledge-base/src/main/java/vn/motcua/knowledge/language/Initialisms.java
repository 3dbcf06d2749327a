package vn.motcua.knowledge.language;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What an abbreviation of first letters may stand for: a sequence of syllables in the texts that begin with its letters
/// ("gplx" is "giấy phép lái xe" wherever that is written). Immutable and safe to share between threads.
public final class Initialisms {
    private static final int SHORTEST = 2;
    private static final int LONGEST = 6;
    /// From so many letters on one place is evidence enough, and vowels do not make a word of it.
    private static final int TELLING = 4;
    private static final int ALTERNATIVES = 2;
    private static final char BORDER = '.';

    /// @param syllables what it stands for
    /// @param share     how many of the sequences with these initials are this one, 0..1
    public record Expansion(List<String> syllables, double share) {
    }

    /// The first letter of each syllable of all sentences, a border behind each sentence.
    private final String initials;
    private final List<String> syllables;

    /// @param sentences as syllables
    public Initialisms(List<List<String>> sentences) {
        var letters = new StringBuilder();
        var all = new ArrayList<String>();
        for (var sentence : sentences) {
            for (var syllable : sentence) {
                letters.append(Syllables.fold(syllable).charAt(0));
                all.add(syllable);
            }
            letters.append(BORDER);
            all.add("");
        }
        initials = letters.toString();
        syllables = List.copyOf(all);
    }

    /// What a form that is no word may stand for, the likelier first.
    public List<Expansion> expand(String typed) {
        var folded = Syllables.fold(typed);
        if (!mayAbbreviate(folded)) {
            return List.of();
        }
        var counts = new HashMap<List<String>, Integer>();
        int all = 0;
        for (int at = initials.indexOf(folded); at >= 0; at = initials.indexOf(folded, at + 1)) {
            counts.merge(syllables.subList(at, at + folded.length()), 1, Integer::sum);
            all++;
        }
        double places = all;
        int least = folded.length() >= TELLING ? 1 : 2;
        return counts.entrySet().stream().filter(one -> one.getValue() >= least)
                .sorted(Map.Entry.<List<String>, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(one -> String.join(" ", one.getKey())))
                .limit(ALTERNATIVES).map(one -> new Expansion(one.getKey(), one.getValue() / places)).toList();
    }

    private static boolean mayAbbreviate(String folded) {
        return folded.length() >= SHORTEST && folded.length() <= LONGEST
                && folded.chars().allMatch(c -> c >= 'a' && c <= 'z')
                && (folded.length() >= TELLING || folded.chars().noneMatch(c -> "aeiouy".indexOf(c) >= 0));
    }
}
