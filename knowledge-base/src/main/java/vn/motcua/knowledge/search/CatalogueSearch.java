package vn.motcua.knowledge.search;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import vn.motcua.knowledge.catalogue.Catalogue;
import vn.motcua.knowledge.content.CatalogueEntry;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.index.Form;
import vn.motcua.knowledge.index.Query;
import vn.motcua.knowledge.language.Syllables;
import vn.motcua.knowledge.search.KnowledgeBase.Catalogued;

/// Finds a procedure of the national [Catalogue] that a text names and that nothing of ours fits as well. It is heard after
/// our own topics and takes no part in their ranking, so that thousands of names cannot move a probability among them.
///
/// Words are weighed by how rare they are among the names of the catalogue; words that carry no topic, and those that ask
/// for a part, weigh nothing. A text names an entry when nearly all of that weight stands in the entry's name and a good
/// part of the name is said. The same weight is put to our own topics: only what says clearly more than the best of them is
/// taken.
final class CatalogueSearch {
    /// What a pair of neighbouring syllables counts, against a syllable.
    private static final float PAIR = 0.8f;
    /// What the share of a name that is said counts when entries compete, against the share of the text.
    private static final double NAME_COUNTS = 0.5;
    // The four figures below were set on generated questions that name entries, and on our own, of which none may be lost;
    // docs/evaluation.md has them.
    /// From this share of what a text says on, it names the entry.
    private static final double TEXT_NAMED = 0.7;
    /// At least so much of the name must be said: "xin giấy phép" (asking for a licence) stands in hundreds of names.
    private static final double NAME_SAID = 0.4;
    /// By so much more than the best of ours.
    private static final double CLEARLY_MORE = 0.15;
    /// From this probability on, a topic of ours is worth comparing.
    private static final double RIVAL = 0.05;
    private static final double SUREST = 0.95;

    /// What a text and an entry have in common, each 0..1.
    ///
    /// @param text how much of what the text says stands in the name
    /// @param name how much of the name is said
    /// @param ours how much of what the text says stands in the best of our own topics
    record Match(CatalogueEntry entry, double text, double name, double ours) {
    }

    private final Catalogue catalogue;
    private final QuestionAnalysis analysis;
    private final Witnesses witnesses;
    private final Map<Topic, Integer> numbers = new IdentityHashMap<>();
    private final Set<String> ownCodes = new HashSet<>();

    CatalogueSearch(Catalogue catalogue, Content content, QuestionAnalysis analysis, List<Topic> topics,
            Witnesses witnesses) {
        this.catalogue = catalogue;
        this.analysis = analysis;
        this.witnesses = witnesses;
        for (int i = 0; i < topics.size(); i++) {
            numbers.put(topics.get(i), i);
        }
        content.procedures().values().forEach(procedure -> {
            var code = procedure.code().value();
            if (code != null) {
                ownCodes.add(code);
            }
        });
    }

    /// The entry that a text names; empty when it names none, or when one of our own topics fits about as well.
    Optional<Catalogued> find(String text, List<String> likeliest, boolean[] asking, List<Hit> own) {
        var syllables = readAsTyped(Syllables.of(text), likeliest);
        var byCode = findCode(syllables);
        if (byCode.isPresent()) {
            return byCode.map(entry -> new Catalogued(entry, SUREST));
        }
        var rivals = own.stream().filter(hit -> hit.probability() >= RIVAL).mapToInt(hit -> numbers.get(hit.topic()))
                .toArray();
        return closest(syllables, asking, rivals)
                .filter(match -> match.text() >= TEXT_NAMED && match.name() >= NAME_SAID
                        && match.text() - match.ours() >= CLEARLY_MORE)
                .map(match -> new Catalogued(match.entry(), Math.min(SUREST, match.text())));
    }

    /// The likeliest reading is that of our own matters: what they do not know was taken for a slip. What the catalogue knows
    /// was none.
    private List<String> readAsTyped(List<String> typed, List<String> likeliest) {
        if (typed.size() != likeliest.size() || typed.equals(likeliest)) {
            return likeliest;
        }
        var read = new ArrayList<>(likeliest);
        for (int i = 0; i < read.size(); i++) {
            if (catalogue.dictionary().knows(Form.FOLDED, Syllables.fold(typed.get(i)))) {
                read.set(i, typed.get(i));
            }
        }
        return read;
    }

    /// The entry whose national code the text names; it is ours when one of our procedures has it.
    Optional<CatalogueEntry> findCode(List<String> syllables) {
        for (int i = 1; i < syllables.size(); i++) {
            var entry = catalogue.findCode(syllables.get(i - 1) + "." + syllables.get(i));
            if (entry.isPresent()) {
                return entry.filter(one -> !ownCodes.contains(one.code()));
            }
        }
        return Optional.empty();
    }

    /// The entry that has most in common with a text; empty when nothing in it carries a topic.
    ///
    /// @param syllables the likeliest reading of the text
    /// @param asking    marks the syllables that ask for a part of whatever it is about
    /// @param rivals    topics of ours the text may be about, by number
    Optional<Match> closest(List<String> syllables, boolean[] asking, int[] rivals) {
        var wanted = wanted(syllables, asking);
        var query = catalogue.dictionary().query(wanted);
        float all = catalogue.names().most(query);
        if (all == 0) {
            return Optional.empty();
        }
        var texts = catalogue.names().scores(query);
        var names = catalogue.names().said(query);
        int best = -1;
        for (int i = 0; i < texts.length; i++) {
            if (texts[i] > 0 && !ownCodes.contains(catalogue.entries().get(i).code())
                    && (best < 0 || together(texts[i] / all, names[i]) > together(texts[best] / all, names[best]))) {
                best = i;
            }
        }
        return best < 0
                ? Optional.empty()
                : Optional.of(new Match(catalogue.entries().get(best), texts[best] / all, names[best],
                        ours(query, witnesses.dictionary().query(wanted), rivals) / all));
    }

    /// What the text says decides; among entries of which it says the same, the shorter name.
    private static double together(double text, double name) {
        return text + NAME_COUNTS * name;
    }

    private Map<Form, Map<String, Float>> wanted(List<String> syllables, boolean[] asking) {
        var words = new LinkedHashMap<String, Float>();
        var pairs = new LinkedHashMap<String, Float>();
        var carries = new boolean[syllables.size()];
        var folded = syllables.stream().map(Syllables::fold).toList();
        for (int i = 0; i < carries.length; i++) {
            carries[i] = !asking[i] && !analysis.isFunctionWord(folded.get(i));
            words.merge(folded.get(i), carries[i] ? 1f : 0, Math::max);
            if (i > 0) {
                pairs.merge(folded.get(i - 1) + ' ' + folded.get(i), carries[i - 1] && carries[i] ? PAIR : 0,
                        Math::max);
            }
        }
        return Map.of(Form.FOLDED, words, Form.FOLDED_PAIRS, pairs);
    }

    private double ours(Query weights, Query wanted, int[] rivals) {
        double most = 0;
        for (int rival : rivals) {
            double sum = 0;
            for (int i = 0; i < wanted.size(); i++) {
                sum += witnesses.words().stands(wanted, i, rival) ? catalogue.names().most(weights, i) : 0;
            }
            most = Math.max(most, sum);
        }
        return most;
    }
}
