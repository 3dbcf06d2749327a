package vn.motcua.bot.understanding;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import vn.motcua.knowledge.content.Facet;
import vn.motcua.knowledge.content.Speech;
import vn.motcua.knowledge.language.Syllables;

/// Recognises intents and facets by short word sequences. Diacritics are compared only where they were typed.
final class Cues {
    private static final double FACET_NAMED = 0.5;
    private static final double SECOND_FACET = 0.8;
    private static final int MOST_FACETS = 3;

    private static final Set<String> NOT = Set.of("khong", "ko", "k", "hong", "hok", "kg", "hk");

    /// A rule about a paper is best told together with the list of papers.
    private static final Set<String> PAPER = Set.of("giay", "don", "cccd", "cmnd", "chung", "ban");

    private record Pattern(List<String> exact, List<String> folded, double weight, int gapAfter) {
    }

    /// Whoever asks whether something must be done wants to know how, too.
    private static final List<Pattern> MUST = Stream.of("có phải", "có cần", "phải không", "cần không")
            .map(cue -> pattern(cue, 1)).toList();

    private record FacetCue(Facet facet, Pattern pattern) {
    }

    private enum Effect {
        SPEAKS_FOR, DECIDES, RULES_OUT
    }

    private record IntentCue(int intent, Effect effect, Pattern pattern) {
    }

    /// Intents that a text speaks of.
    ///
    /// @param cued    names of those with a cue and nothing that rules them out
    /// @param decided those of them of which the text leaves no doubt
    record Intents(List<String> cued, List<String> decided) {
    }

    private final List<String> intents;
    /// Cues by the first syllable, folded: a text is compared only with those that can begin in it.
    private final Map<String, List<IntentCue>> intentCues = new HashMap<>();
    private final Map<String, List<FacetCue>> facetCues = new HashMap<>();

    Cues(Speech speech) {
        intents = speech.intents().stream().map(Speech.Intent::name).toList();
        for (int i = 0; i < intents.size(); i++) {
            int intent = i;
            var said = speech.intents().get(i);
            Map.of(Effect.SPEAKS_FOR, said.cues(), Effect.DECIDES, said.decisive(), Effect.RULES_OUT, said.not())
                    .forEach((effect, cues) -> cues.forEach(
                            cue -> add(intentCues, pattern(cue, 1), one -> new IntentCue(intent, effect, one))));
        }
        speech.facetCues().forEach((facet, cues) -> cues.forEach(
                cue -> add(facetCues, pattern(cue.text(), cue.weight()), one -> new FacetCue(facet, one))));
    }

    private static <T> void add(Map<String, List<T>> index, Pattern pattern, Function<Pattern, T> cue) {
        if (!pattern.folded().isEmpty()) {
            index.computeIfAbsent(pattern.folded().getFirst(), _ -> new ArrayList<>()).add(cue.apply(pattern));
        }
    }

    /// A cue may hold one gap, written …, that stands for up to eight syllables.
    private static Pattern pattern(String cue, double weight) {
        int gap = cue.indexOf('…');
        var exact = Syllables.of(cue);
        return new Pattern(exact, exact.stream().map(Syllables::fold).toList(), weight,
                gap < 0 ? -1 : Syllables.of(cue.substring(0, gap)).size());
    }

    /// The intents that a text speaks of in one of its readings, unless one of them rules it out.
    Intents intents(List<List<String>> readings) {
        var effects = new EnumMap<Effect, BitSet>(Effect.class);
        for (var effect : Effect.values()) {
            effects.put(effect, new BitSet());
        }
        readings.forEach(syllables -> mark(Typed.of(syllables), effects));
        var decided = Objects.requireNonNull(effects.get(Effect.DECIDES));
        decided.andNot(Objects.requireNonNull(effects.get(Effect.RULES_OUT)));
        var cued = Objects.requireNonNull(effects.get(Effect.SPEAKS_FOR));
        cued.andNot(Objects.requireNonNull(effects.get(Effect.RULES_OUT)));
        cued.or(decided);
        return new Intents(cued.stream().mapToObj(intents::get).toList(),
                decided.stream().mapToObj(intents::get).toList());
    }

    private void mark(Typed typed, Map<Effect, BitSet> effects) {
        for (var first : typed.present()) {
            for (var cue : intentCues.getOrDefault(first, List.of())) {
                var marks = Objects.requireNonNull(effects.get(cue.effect()));
                if (!marks.get(cue.intent()) && typed.find(cue.pattern()) >= 0) {
                    marks.set(cue.intent());
                }
            }
        }
    }

    /// Facets that a text names.
    ///
    /// @param facets  strongest first, at most three
    /// @param covered marks the syllables that speak of a facet
    record Facets(List<Facet> facets, boolean[] covered) {
    }

    /// Facets the text names.
    ///
    /// @param topicWords marks the syllables that name the topic; a cue made of them alone says nothing about a facet
    Facets facets(List<String> syllables, boolean[] topicWords) {
        var typed = Typed.of(syllables);
        record Found(Facet facet, double weight, int at, int length) {
        }
        var found = new ArrayList<Found>();
        for (var first : typed.present()) {
            for (var cue : facetCues.getOrDefault(first, List.of())) {
                var pattern = cue.pattern();
                int at = typed.find(pattern);
                if (at >= 0 && !covered(topicWords, at, pattern.exact().size())) {
                    found.add(new Found(cue.facet(), pattern.weight() + 0.01 * pattern.exact().size(), at,
                            pattern.exact().size()));
                }
            }
        }
        found.sort(Comparator.comparingDouble(Found::weight).reversed().thenComparing(Found::facet)
                .thenComparing(Found::at));
        var taken = new boolean[syllables.size()];
        var scores = new EnumMap<Facet, Double>(Facet.class);
        for (var one : found) {
            boolean overlaps = false;
            for (int i = one.at(); i < Math.min(taken.length, one.at() + one.length()); i++) {
                overlaps |= taken[i];
            }
            boolean first = scores.isEmpty();
            if (overlaps && !scores.containsKey(one.facet())) {
                continue;
            }
            scores.merge(one.facet(), one.weight(), (a, b) -> Math.max(a, b) + 0.1 * Math.min(a, b));
            if (!overlaps || first) {
                for (int i = one.at(); i < Math.min(taken.length, one.at() + one.length()); i++) {
                    taken[i] = true;
                }
            }
        }
        var ranked = scores.entrySet().stream().sorted(Map.Entry.<Facet, Double>comparingByValue().reversed()).toList();
        var named = new ArrayList<Facet>();
        for (var entry : ranked) {
            if (entry.getValue() >= (named.isEmpty() ? FACET_NAMED : SECOND_FACET) && named.size() < MOST_FACETS) {
                named.add(entry.getKey());
            }
        }
        if (named.isEmpty() && asksYesOrNo(typed.folded())) {
            named.add(Facet.CONDITIONS);
        }
        if (named.equals(List.of(Facet.CONDITIONS))) {
            if (typed.folded().stream().anyMatch(PAPER::contains)) {
                named.add(Facet.DOCUMENTS);
            } else if (MUST.stream().anyMatch(must -> typed.find(must) >= 0)) {
                named.add(Facet.STEPS);
            }
        }
        var covered = new boolean[syllables.size()];
        for (var one : found) {
            if (named.contains(one.facet())) {
                Arrays.fill(covered, one.at(), Math.min(covered.length, one.at() + one.length()), true);
            }
        }
        return new Facets(named, covered);
    }

    private static boolean covered(boolean[] topicWords, int from, int length) {
        for (int i = from; i < Math.min(topicWords.length, from + length); i++) {
            if (!topicWords[i]) {
                return false;
            }
        }
        return true;
    }

    /// "… không?", "… chưa?": somebody who asks so wants to know a rule.
    private static boolean asksYesOrNo(List<String> folded) {
        for (int i = folded.size() - 1; i >= Math.max(1, folded.size() - 3); i--) {
            if (NOT.contains(folded.get(i))) {
                return true;
            }
        }
        return false;
    }

    private record Typed(List<String> exact, List<String> folded, Set<String> present) {
        static Typed of(List<String> syllables) {
            var folded = syllables.stream().map(Syllables::fold).toList();
            return new Typed(syllables, folded, new HashSet<>(folded));
        }

        /// Position of the pattern, or -1. A typed syllable with diacritics must carry the cue's.
        int find(Pattern pattern) {
            int length = pattern.exact().size();
            if (!present.containsAll(pattern.folded())) {
                return -1;
            }
            for (int from = 0; from < exact.size(); from++) {
                int at = from;
                int matched = 0;
                int gap = 0;
                while (matched < length && at < exact.size()) {
                    if (same(pattern, matched, at)) {
                        matched++;
                        at++;
                    } else if (matched == pattern.gapAfter() && gap < 8) {
                        gap++;
                        at++;
                    } else {
                        break;
                    }
                }
                if (matched == length) {
                    return from;
                }
            }
            return -1;
        }

        private boolean same(Pattern pattern, int i, int at) {
            var typed = exact.get(at);
            return typed.equals(pattern.exact().get(i))
                    || folded.get(at).equals(pattern.folded().get(i)) && typed.equals(folded.get(at));
        }
    }
}
