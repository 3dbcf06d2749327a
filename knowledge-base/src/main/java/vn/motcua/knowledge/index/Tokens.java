package vn.motcua.knowledge.index;

import java.util.ArrayList;
import java.util.List;

import vn.motcua.knowledge.language.Syllables;

/// A text in the forms that are indexed and searched: its syllables, the same without diacritics, and pairs of neighbours
/// of those.
///
/// Pairs do for Vietnamese what words do elsewhere, without a dictionary, and survive lost diacritics.
public record Tokens(List<String> exact, List<String> folded, List<String> foldedPairs) {

    public static Tokens of(String text) {
        return ofSyllables(Syllables.of(text));
    }

    /// Several texts as one, without pairs across their borders.
    public static Tokens ofAll(List<String> texts) {
        var all = new Tokens(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (var text : texts) {
            var one = of(text);
            all.exact.addAll(one.exact);
            all.folded.addAll(one.folded);
            all.foldedPairs.addAll(one.foldedPairs);
        }
        return all;
    }

    /// The forms of a text that was split already.
    public static Tokens ofSyllables(List<String> syllables) {
        var folded = syllables.stream().map(Syllables::fold).toList();
        return new Tokens(syllables, folded, pairs(folded));
    }

    /// Pairs of neighbours, each written with one space.
    public static List<String> pairs(List<String> syllables) {
        var pairs = new ArrayList<String>(Math.max(0, syllables.size() - 1));
        for (int i = 1; i < syllables.size(); i++) {
            pairs.add(syllables.get(i - 1) + ' ' + syllables.get(i));
        }
        return pairs;
    }
}
