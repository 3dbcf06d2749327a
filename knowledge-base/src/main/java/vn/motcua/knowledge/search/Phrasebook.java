package vn.motcua.knowledge.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import vn.motcua.knowledge.content.Speech;
import vn.motcua.knowledge.language.Syllables;

/// Finds everyday forms in a question and what they stand for. Matching ignores diacritics where the form was typed
/// without any.
final class Phrasebook {
    private static final int LONGEST = 5;

    /// What a stretch of the question stands for.
    ///
    /// @param from       first syllable
    /// @param to         one behind the last syllable
    /// @param expansions alternatives, each as syllables
    /// @param shorthand  whether the form is no word of its own (an abbreviation), so the expansion takes its place
    record Found(int from, int to, List<List<String>> expansions, boolean shorthand) {
    }

    private record Meaning(List<List<String>> expansions, boolean shorthand, String exact) {
    }

    private final Map<String, List<Meaning>> meanings = new HashMap<>();

    Phrasebook(Speech.Vocabulary vocabulary) {
        add(vocabulary.abbreviations(), true);
        add(vocabulary.dialect(), false);
        add(vocabulary.synonyms(), false);
        add(vocabulary.english(), false);
    }

    private void add(Map<String, List<String>> table, boolean shorthand) {
        table.forEach((form, expansions) -> {
            var syllables = Syllables.of(form);
            if (syllables.isEmpty() || syllables.size() > LONGEST) {
                return;
            }
            var exact = String.join(" ", syllables);
            meanings.computeIfAbsent(Syllables.fold(exact), _ -> new ArrayList<>())
                    .add(new Meaning(expansions.stream().map(Syllables::of).toList(), shorthand, exact));
        });
    }

    /// Every known form in these syllables, longest first where they begin together.
    List<Found> find(List<String> syllables) {
        var found = new ArrayList<Found>();
        for (int from = 0; from < syllables.size(); from++) {
            var key = new StringBuilder();
            var candidates = new ArrayList<Found>();
            for (int to = from + 1; to <= Math.min(syllables.size(), from + LONGEST); to++) {
                key.append(to == from + 1 ? "" : " ").append(syllables.get(to - 1));
                var typed = key.toString();
                var folded = Syllables.fold(typed);
                for (var meaning : meanings.getOrDefault(folded, List.of())) {
                    if (typed.equals(folded) || typed.equals(meaning.exact())) {
                        candidates.addFirst(new Found(from, to, meaning.expansions(), meaning.shorthand()));
                    }
                }
            }
            found.addAll(candidates);
        }
        return found;
    }
}
