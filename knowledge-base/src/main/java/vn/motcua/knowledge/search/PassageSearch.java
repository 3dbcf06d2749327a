package vn.motcua.knowledge.search;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import vn.motcua.knowledge.content.Speech;
import vn.motcua.knowledge.index.Dictionary;
import vn.motcua.knowledge.index.Form;
import vn.motcua.knowledge.index.TextIndex;
import vn.motcua.knowledge.index.Tokens;
import vn.motcua.knowledge.language.Initialisms;
import vn.motcua.knowledge.language.SyllableModel;
import vn.motcua.knowledge.language.Syllables;

/// Ranks the passages of any collection for a question, with one setting for all collections. What it knows about the
/// language of a collection it learns from that collection; beside that it has our vocabulary and a few words with which
/// one asks. Immutable and safe to share between threads.
///
/// A question is searched in all its readings, typed, repaired and restored, each by its probability. Each passage is
/// weighed as a whole and by its best window: a rule that says it all in two sentences is not held back by its length.
public final class PassageSearch {
    private static final float SATURATION = 1.2f;
    private static final float LENGTH = 0.75f;
    private static final float WINDOW_LENGTH = 0.5f;
    /// Syllables of a window; the next one begins half a window later.
    private static final int WINDOW = 40;
    /// How often a title counts in its passage, and in each window of it.
    private static final int TITLE = 5;
    private static final int TITLE_IN_WINDOW = 4;
    private static final float BEST_WINDOW = 0.8f;
    private static final float EXACT = 0.5f;
    private static final float FOLDED = 0.2f;
    private static final float VOCABULARY = 0.5f;
    private static final float INITIALISM = 0.8f;
    /// A reading less probable is not searched.
    private static final float LEAST = 0.05f;
    /// What was typed is searched with at least this weight, whatever it was probably meant as.
    private static final float TYPED = 0.3f;

    /// What can be left out, to measure what it brings.
    public enum Ingredient {
        /// Pairs of neighbouring syllables.
        PAIRS,
        /// The best window of each passage.
        WINDOWS,
        /// The forms without diacritics.
        FOLDED,
        /// Titles that count more than other text.
        TITLES,
        /// Weights of words by whether they tell the topic.
        TOPICALITY,
        /// Our vocabulary: abbreviations, synonyms, dialect, English.
        VOCABULARY,
        /// Abbreviations of first letters, from the collection.
        INITIALISMS,
        /// Slips of the finger.
        SLIPS,
        /// Diacritics that were not typed.
        RESTORATION
    }

    /// A passage as it is given.
    public record Passage(String title, String text) {
    }

    private final Set<Ingredient> without;
    private final Phrasebook phrasebook;
    private final SyllableModel model;
    private final Initialisms initialisms;
    private final Topicality topicality;
    private final Dictionary dictionary = new Dictionary();
    private final TextIndex whole;
    private final TextIndex windows;
    /// The passage of each window.
    private final int[] passageOf;

    /// @param passages   numbered in this order, from 0
    /// @param vocabulary everyday forms and what they stand for
    /// @param without    ingredients to leave out
    public PassageSearch(List<Passage> passages, Speech.Vocabulary vocabulary, Set<Ingredient> without) {
        this.without = Set.copyOf(without);
        phrasebook = new Phrasebook(vocabulary);
        var sentences = sentences(passages);
        var learning = new SyllableModel.Builder();
        sentences.forEach(learning::add);
        model = learning.build();
        initialisms = new Initialisms(sentences);
        topicality = new Topicality(passages);
        var wholeBuilder = new TextIndex.Builder(dictionary, SATURATION, LENGTH);
        var windowBuilder = new TextIndex.Builder(dictionary, SATURATION, WINDOW_LENGTH);
        var owners = new ArrayList<Integer>();
        for (int number = 0; number < passages.size(); number++) {
            var title = Syllables.of(passages.get(number).title());
            var text = Syllables.of(passages.get(number).text());
            wholeBuilder.add(tokens(title, has(Ingredient.TITLES) ? TITLE : 1, text,
                    Set.of(Form.EXACT, Form.EXACT_PAIRS, Form.FOLDED, Form.FOLDED_PAIRS)));
            for (int from = 0; from == 0 || from + WINDOW / 2 < text.size(); from += WINDOW / 2) {
                var window = text.subList(from, Math.min(text.size(), from + WINDOW));
                windowBuilder.add(tokens(title, has(Ingredient.TITLES) ? TITLE_IN_WINDOW : 1, window,
                        Set.of(Form.EXACT, Form.EXACT_PAIRS)));
                owners.add(number);
            }
        }
        whole = wholeBuilder.build();
        windows = windowBuilder.build();
        passageOf = owners.stream().mapToInt(number -> number).toArray();
    }

    private static List<List<String>> sentences(List<Passage> passages) {
        var sentences = new ArrayList<List<String>>();
        for (var passage : passages) {
            for (var text : List.of(passage.title(), passage.text())) {
                for (var sentence : text.split("[\\n.;:!?()\"“”]+")) {
                    sentences.add(Syllables.of(sentence));
                }
            }
        }
        return sentences;
    }

    private static Map<Form, List<String>> tokens(List<String> title, int times, List<String> text, Set<Form> forms) {
        var tokens = new EnumMap<Form, List<String>>(Form.class);
        forms.forEach(form -> tokens.put(form, new ArrayList<>()));
        for (int i = 0; i <= times; i++) {
            var syllables = i < times ? title : text;
            var folded = syllables.stream().map(Syllables::fold).toList();
            add(tokens, Form.EXACT, syllables);
            add(tokens, Form.EXACT_PAIRS, Tokens.pairs(syllables));
            add(tokens, Form.FOLDED, folded);
            add(tokens, Form.FOLDED_PAIRS, Tokens.pairs(folded));
        }
        return tokens;
    }

    private static void add(Map<Form, List<String>> tokens, Form form, List<String> more) {
        var list = tokens.get(form);
        if (list != null) {
            list.addAll(more);
        }
    }

    /// What every passage is worth for a question; 0 where nothing fits, comparable within one question only.
    public float[] scores(String question) {
        var query = dictionary.query(read(question));
        var scores = whole.scores(query);
        if (has(Ingredient.WINDOWS)) {
            var best = new float[scores.length];
            var each = windows.scores(query);
            for (int window = 0; window < each.length; window++) {
                best[passageOf[window]] = Math.max(best[passageOf[window]], each[window]);
            }
            for (int i = 0; i < scores.length; i++) {
                scores[i] += BEST_WINDOW * best[i];
            }
        }
        return scores;
    }

    private boolean has(Ingredient ingredient) {
        return !without.contains(ingredient);
    }

    private Map<Form, Map<String, Float>> read(String question) {
        var typed = Syllables.of(question);
        var readings = model.read(typed, has(Ingredient.SLIPS));
        var wanted = new Wanted();
        for (int i = 0; i < typed.size(); i++) {
            float asTyped = 0;
            for (var reading : readings.syllables().get(i).entrySet()) {
                if (reading.getValue() >= LEAST) {
                    wanted.syllable(reading.getKey(), typed.get(i), reading.getValue());
                }
                if (Syllables.fold(reading.getKey()).equals(Syllables.fold(typed.get(i)))) {
                    asTyped += reading.getValue();
                }
            }
            if (asTyped < TYPED) {
                wanted.add(Form.FOLDED, Syllables.fold(typed.get(i)), TYPED - asTyped);
            }
            if (i > 0) {
                var asTypedPair = typed.get(i - 1) + ' ' + typed.get(i);
                readings.pairs().get(i - 1).forEach((pair, probability) -> {
                    if (probability >= LEAST) {
                        wanted.pair(pair, asTypedPair, probability);
                    }
                });
            }
        }
        expand(typed, wanted);
        var likeliest = readings.likeliest();
        if (!likeliest.equals(typed)) {
            expand(likeliest, wanted);
        }
        return wanted.tokens;
    }

    private void expand(List<String> syllables, Wanted wanted) {
        if (has(Ingredient.VOCABULARY)) {
            for (var found : phrasebook.find(syllables)) {
                var expansions = found.meaning().expansions();
                expansions.forEach(expansion -> wanted.atLeast(expansion, VOCABULARY / expansions.size()));
            }
        }
        if (has(Ingredient.INITIALISMS)) {
            for (var syllable : syllables) {
                if (!model.knows(syllable)) {
                    initialisms.expand(syllable).forEach(
                            one -> wanted.atLeast(one.syllables(), INITIALISM * (float) one.share()));
                }
            }
        }
    }

    /// Tokens with their weights, in all forms.
    private final class Wanted {
        private final Map<Form, Map<String, Float>> tokens = new EnumMap<>(Form.class);

        void syllable(String reading, String typed, float probability) {
            if (has(Ingredient.RESTORATION) || reading.equals(typed)) {
                add(Form.EXACT, reading, probability);
            }
            add(Form.FOLDED, Syllables.fold(reading), probability);
        }

        void pair(String reading, String typed, float probability) {
            if (has(Ingredient.RESTORATION) || reading.equals(typed)) {
                add(Form.EXACT_PAIRS, reading, probability);
            }
            add(Form.FOLDED_PAIRS, Syllables.fold(reading), probability);
        }

        void add(Form form, String token, float probability) {
            float weight = probability * weight(form, token);
            if (weight > 0) {
                tokens.computeIfAbsent(form, _ -> new HashMap<>()).merge(token, weight, Float::sum);
            }
        }

        void atLeast(List<String> syllables, float probability) {
            var folded = syllables.stream().map(Syllables::fold).toList();
            atLeast(Form.EXACT, syllables, probability);
            atLeast(Form.EXACT_PAIRS, Tokens.pairs(syllables), probability);
            atLeast(Form.FOLDED, folded, probability);
            atLeast(Form.FOLDED_PAIRS, Tokens.pairs(folded), probability);
        }

        private void atLeast(Form form, List<String> list, float probability) {
            for (var token : list) {
                float weight = probability * weight(form, token);
                if (weight > 0) {
                    tokens.computeIfAbsent(form, _ -> new HashMap<>()).merge(token, weight, Math::max);
                }
            }
        }

        private float weight(Form form, String token) {
            float topic = has(Ingredient.TOPICALITY) ? topicality.of(token) : 1;
            return switch (form) {
                case EXACT -> EXACT * topic;
                case EXACT_PAIRS -> has(Ingredient.PAIRS) ? EXACT * topic : 0;
                case FOLDED -> has(Ingredient.FOLDED) ? FOLDED * topic : 0;
                case FOLDED_PAIRS -> has(Ingredient.FOLDED) && has(Ingredient.PAIRS) ? FOLDED * topic : 0;
                case DISTINCTION -> 0;
            };
        }
    }
}
