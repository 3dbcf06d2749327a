package vn.motcua.knowledge.search;

import java.util.List;
import java.util.Map;

import vn.motcua.knowledge.content.Speech;
import vn.motcua.knowledge.language.Syllables;

/// Everyday forms and what they stand for.
final class Phrasebook {

    /// What a form stands for.
    ///
    /// @param expansions alternatives, each as syllables
    /// @param shorthand  whether the form is no word of its own (an abbreviation), so the expansion takes its place
    record Meaning(List<List<String>> expansions, boolean shorthand) {
    }

    private final Phrases<Meaning> phrases = new Phrases<>();

    Phrasebook(Speech.Vocabulary vocabulary) {
        add(vocabulary.abbreviations(), true);
        add(vocabulary.dialect(), false);
        add(vocabulary.synonyms(), false);
        add(vocabulary.english(), false);
    }

    private void add(Map<String, List<String>> table, boolean shorthand) {
        table.forEach((form, expansions) -> phrases.add(form,
                new Meaning(expansions.stream().map(Syllables::of).toList(), shorthand)));
    }

    /// Every known form in these syllables, longest first where they begin together.
    List<Phrases.Found<Meaning>> find(List<String> syllables) {
        return phrases.find(syllables);
    }
}
