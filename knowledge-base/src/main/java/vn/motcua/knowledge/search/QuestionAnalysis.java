package vn.motcua.knowledge.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import vn.motcua.knowledge.content.Speech;
import vn.motcua.knowledge.index.Form;
import vn.motcua.knowledge.index.Tokens;
import vn.motcua.knowledge.language.SyllableModel;
import vn.motcua.knowledge.language.Syllables;

/// Turns a text into what to look for: the words as typed, what shorthand and everyday words stand for, and all of it
/// without diacritics. Nothing the person typed is replaced; every reading is looked for, the surer ones with more weight.
final class QuestionAnalysis {
    /// Syllables that are looked at; what is longer is a story, and its beginning tells the topic.
    private static final int LONGEST = 90;
    /// What a distinction counts in the topic model, against a syllable.
    private static final float DISTINCTION = 1;

    /// Less probable readings are not looked for.
    private static final float IMPROBABLE = 0.05f;

    private final ReadingWeights weights;
    private final Set<String> functionWords;
    private final Phrasebook phrasebook;
    private final Distinctions distinctions;
    private final SyllableModel model;

    /// @param model of folded syllables, to repair what was mistyped
    QuestionAnalysis(Speech.Vocabulary vocabulary, SyllableModel model, ReadingWeights weights) {
        this.weights = weights;
        this.model = model;
        functionWords = vocabulary.functionWords();
        phrasebook = new Phrasebook(vocabulary);
        distinctions = new Distinctions(vocabulary.distinctions());
    }

    /// What a text says.
    ///
    /// @param wanted    tokens with their weights, by form
    /// @param syllables the likeliest reading: respelled, shorthand spelled out
    /// @param said      the distinctions it makes
    record Reading(Map<Form, Map<String, Float>> wanted, List<String> syllables, BitSet said) {
    }

    Reading read(String text) {
        var typed = Syllables.of(text);
        if (typed.size() > LONGEST) {
            typed = typed.subList(0, LONGEST);
        }
        var wanted = new EnumMap<Form, Map<String, Float>>(Form.class);
        boolean diacritics = Syllables.hasDiacritics(text);
        want(wanted, typed, 1, diacritics);
        var apart = apart(typed);
        if (apart.size() > typed.size()) {
            want(wanted, apart, weights.expansion(), false);
        }
        typed = repaired(apart, wanted);
        var spelledOut = new ArrayList<String>();
        int next = 0;
        boolean anyShorthand = false;
        for (var found : phrasebook.find(typed)) {
            var expansions = found.meaning().expansions();
            if (found.meaning().shorthand() && found.from() >= next) {
                spelledOut.addAll(typed.subList(next, found.from()));
                spelledOut.addAll(expansions.getFirst());
                next = found.to();
                anyShorthand = true;
                expansions.stream().skip(1)
                        .forEach(other -> want(wanted, other, weights.synonym(), diacritics));
            } else {
                expansions.forEach(other -> want(wanted, other, weights.synonym(), diacritics));
            }
        }
        if (anyShorthand) {
            spelledOut.addAll(typed.subList(next, typed.size()));
            want(wanted, spelledOut, weights.expansion(), diacritics);
        }
        var syllables = anyShorthand ? spelledOut : typed;
        var said = distinctions.said(syllables);
        if (!wanted.isEmpty()) {
            wanted.put(Form.DISTINCTION, Distinctions.tokens(said, DISTINCTION));
        }
        return new Reading(wanted, syllables, said);
    }

    /// The syllables with missing spaces put in.
    private List<String> apart(List<String> typed) {
        return typed.stream()
                .flatMap(syllable -> model.apart(Syllables.fold(syllable)).orElse(List.of(syllable)).stream()).toList();
    }

    /// The syllables as they were probably meant; whatever else they may have been meant as is looked for too.
    private List<String> repaired(List<String> typed, Map<Form, Map<String, Float>> wanted) {
        var folded = typed.stream().map(Syllables::fold).toList();
        var readings = model.repair(folded);
        if (readings.isEmpty()) {
            return typed;
        }
        var likeliest = readings.get().likeliest();
        var meant = new ArrayList<String>(typed);
        for (int i = 0; i < meant.size(); i++) {
            if (!likeliest.get(i).equals(folded.get(i))) {
                meant.set(i, likeliest.get(i));
            }
        }
        readings.get().syllables().forEach(one -> want(wanted, Form.FOLDED, one, weights.expansion()));
        readings.get().pairs()
                .forEach(one -> want(wanted, Form.FOLDED_PAIRS, one, weights.expansion() * weights.pair()));
        return meant;
    }

    private void want(Map<Form, Map<String, Float>> wanted, Form form, Map<String, Float> probabilities, float weight) {
        var map = wanted.computeIfAbsent(form, _ -> new LinkedHashMap<>());
        probabilities.forEach((token, probability) -> {
            if (probability >= IMPROBABLE) {
                map.merge(token, weight * probability * topicality(token), Math::max);
            }
        });
    }

    /// A name without the words that a text replaces: those of a group of distinctions of which the text names another.
    String without(String name, String text) {
        return String.join(" ", distinctions.without(read(name).syllables(), read(text).syllables()));
    }

    Distinctions distinctions() {
        return distinctions;
    }

    private void want(Map<Form, Map<String, Float>> wanted, List<String> syllables, float weight,
            boolean diacritics) {
        var tokens = Tokens.ofSyllables(syllables);
        if (diacritics) {
            want(wanted, Form.EXACT, tokens.exact(), weights.exact() * weight);
        }
        want(wanted, Form.FOLDED, tokens.folded(), weight);
        want(wanted, Form.FOLDED_PAIRS, tokens.foldedPairs(), weights.pair() * weight);
    }

    private void want(Map<Form, Map<String, Float>> wanted, Form form, List<String> tokens, float weight) {
        if (tokens.isEmpty()) {
            return;
        }
        var map = wanted.computeIfAbsent(form, _ -> new LinkedHashMap<>());
        tokens.forEach(token -> map.merge(token, weight * topicality(Syllables.fold(token)), Math::max));
    }

    /// Whether a syllable, without diacritics, carries no topic.
    boolean isFunctionWord(String folded) {
        return functionWords.contains(folded);
    }

    /// Words that carry no topic count less.
    float topicality(String folded) {
        int space = folded.indexOf(' ');
        if (space < 0) {
            return functionWords.contains(folded) ? weights.functionWord() : 1;
        }
        boolean both = functionWords.contains(folded.substring(0, space))
                && functionWords.contains(folded.substring(space + 1));
        return both ? weights.functionWord() : 1;
    }
}
