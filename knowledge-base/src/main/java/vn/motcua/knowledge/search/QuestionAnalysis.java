package vn.motcua.knowledge.search;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import vn.motcua.knowledge.content.Speech;
import vn.motcua.knowledge.index.Form;
import vn.motcua.knowledge.index.Tokens;
import vn.motcua.knowledge.language.Spelling;
import vn.motcua.knowledge.language.Syllables;

/// Turns a text into what to look for: the words as typed, what shorthand and everyday words stand for, and all of it
/// without diacritics. Nothing the person typed is replaced; every reading is looked for, the surer ones with more weight.
final class QuestionAnalysis {
    /// Syllables that are looked at; what is longer is a story, and its beginning tells the topic.
    private static final int LONGEST = 90;
    /// What a distinction counts in the topic model, against a syllable.
    private static final float DISTINCTION = 1;

    private final ReadingWeights weights;
    private final Set<String> functionWords;
    private final Phrasebook phrasebook;
    private final Phrases<Integer> distinctions = new Phrases<>();
    /// The group of each distinction.
    private final List<String> groups;

    private final Spelling spelling;

    /// @param topics whose words are the ones people are expected to write
    QuestionAnalysis(Speech.Vocabulary vocabulary, List<TopicList.Texts> topics, ReadingWeights weights) {
        this.weights = weights;
        spelling = spelling(vocabulary, topics);
        functionWords = vocabulary.functionWords();
        phrasebook = new Phrasebook(vocabulary);
        groups = vocabulary.distinctions().stream().map(Speech.Distinction::group).toList();
        for (int i = 0; i < vocabulary.distinctions().size(); i++) {
            for (var form : vocabulary.distinctions().get(i).forms()) {
                distinctions.add(form, i);
            }
        }
    }

    /// Syllables that were written at least twice, so that a slip in the content does not become a word.
    private static Spelling spelling(Speech.Vocabulary vocabulary, List<TopicList.Texts> topics) {
        var frequency = new HashMap<String, Integer>();
        topics.forEach(topic -> topic.ownWords().forEach(text -> Syllables.of(text)
                .forEach(syllable -> frequency.merge(Syllables.fold(syllable), 1, Integer::sum))));
        frequency.values().removeIf(times -> times < 2);
        vocabulary.abbreviations().keySet().forEach(form -> Syllables.of(form)
                .forEach(syllable -> frequency.merge(Syllables.fold(syllable), 1, Integer::sum)));
        return new Spelling(frequency);
    }

    /// The syllables with unknown ones replaced by what was probably meant; null when none is unknown.
    private @Nullable List<String> respelled(List<String> typed) {
        List<String> respelled = null;
        for (int i = 0; i < typed.size(); i++) {
            var suggestion = spelling.suggest(Syllables.fold(typed.get(i)));
            if (suggestion.isPresent()) {
                respelled = respelled == null ? new ArrayList<>(typed) : respelled;
                respelled.set(i, suggestion.get());
            }
        }
        return respelled;
    }

    /// What a text says.
    ///
    /// @param wanted    tokens with their weights, by form
    /// @param syllables the likeliest reading: respelled, shorthand spelled out
    record Reading(Map<Form, Map<String, Float>> wanted, List<String> syllables) {
    }

    Reading read(String text) {
        var typed = Syllables.of(text);
        if (typed.size() > LONGEST) {
            typed = typed.subList(0, LONGEST);
        }
        var wanted = new EnumMap<Form, Map<String, Float>>(Form.class);
        boolean diacritics = Syllables.hasDiacritics(text);
        want(wanted, typed, 1, diacritics);
        var respelled = respelled(typed);
        if (respelled != null) {
            want(wanted, respelled, weights.expansion(), false);
            typed = respelled;
        }
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
        if (!wanted.isEmpty()) {
            wanted.put(Form.DISTINCTION, distinctionsOf(syllables));
        }
        return new Reading(wanted, syllables);
    }

    /// The distinctions that a text makes, single and in pairs, by their places in the vocabulary.
    private Map<String, Float> distinctionsOf(List<String> syllables) {
        var said = new TreeSet<Integer>();
        distinctions.apart(syllables).forEach(found -> said.add(found.meaning()));
        var tokens = new HashMap<String, Float>();
        for (int one : said) {
            tokens.put(Integer.toString(one), DISTINCTION);
            for (int other : said.tailSet(one, false)) {
                tokens.put(one + " " + other, DISTINCTION);
            }
        }
        return tokens;
    }

    /// A name without the words that a text replaces: those of a group of distinctions of which the text names another.
    String without(String name, String text) {
        var groups = distinctions.apart(read(text).syllables()).stream().map(found -> group(found.meaning()))
                .collect(Collectors.toSet());
        var syllables = read(name).syllables();
        var kept = new ArrayList<String>();
        int next = 0;
        for (var found : distinctions.apart(syllables)) {
            kept.addAll(syllables.subList(next, found.from()));
            next = found.to();
            if (!groups.contains(group(found.meaning()))) {
                kept.addAll(syllables.subList(found.from(), next));
            }
        }
        kept.addAll(syllables.subList(next, syllables.size()));
        return String.join(" ", kept);
    }

    private String group(int distinction) {
        return groups.get(distinction);
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
