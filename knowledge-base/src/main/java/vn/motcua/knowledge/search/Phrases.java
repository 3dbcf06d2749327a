package vn.motcua.knowledge.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import vn.motcua.knowledge.language.Syllables;

/// Known sequences of up to five syllables, each with a meaning, and where they stand in a text. A form matches with its
/// own diacritics or with none at all. Filled by one thread, then safe to share.
final class Phrases<T> {
    private static final int LONGEST = 5;

    /// A form in a text.
    ///
    /// @param from first syllable
    /// @param to   one behind the last syllable
    record Found<T>(int from, int to, T meaning) {
    }

    private record Form<T>(String exact, T meaning) {
    }

    private final Map<String, List<Form<T>>> forms = new HashMap<>();
    /// Folded syllables with which a form begins; most syllables of a text begin none.
    private final Map<String, Integer> longestFrom = new HashMap<>();

    /// Adds a form; one of no syllable, or of more than five, is left out.
    void add(String form, T meaning) {
        var syllables = Syllables.of(form);
        if (syllables.isEmpty() || syllables.size() > LONGEST) {
            return;
        }
        var exact = String.join(" ", syllables);
        forms.computeIfAbsent(Syllables.fold(exact), _ -> new ArrayList<>()).add(new Form<>(exact, meaning));
        longestFrom.merge(Syllables.fold(syllables.getFirst()), syllables.size(), Math::max);
    }

    /// Every known form in these syllables, longest first where they begin together.
    List<Found<T>> find(List<String> syllables) {
        var found = new ArrayList<Found<T>>();
        for (int from = 0; from < syllables.size(); from++) {
            int longest = longestFrom.getOrDefault(Syllables.fold(syllables.get(from)), 0);
            var here = new ArrayList<Found<T>>();
            var key = new StringBuilder();
            for (int to = from + 1; to <= Math.min(syllables.size(), from + longest); to++) {
                key.append(to == from + 1 ? "" : " ").append(syllables.get(to - 1));
                var typed = key.toString();
                var folded = Syllables.fold(typed);
                for (var form : forms.getOrDefault(folded, List.of())) {
                    if (typed.equals(folded) || typed.equals(form.exact())) {
                        here.addFirst(new Found<>(from, to, form.meaning()));
                    }
                }
            }
            found.addAll(here);
        }
        return found;
    }

    /// The forms that do not overlap, the longest from the left.
    List<Found<T>> apart(List<String> syllables) {
        var apart = new ArrayList<Found<T>>();
        int next = 0;
        for (var one : find(syllables)) {
            if (one.from() >= next) {
                apart.add(one);
                next = one.to();
            }
        }
        return apart;
    }
}
