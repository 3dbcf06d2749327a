package vn.motcua.knowledge.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

import vn.motcua.knowledge.content.Article;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.Elsewhere;
import vn.motcua.knowledge.content.Entry;
import vn.motcua.knowledge.content.Procedure;
import vn.motcua.knowledge.index.TextIndex;
import vn.motcua.knowledge.index.TextIndex.Form;
import vn.motcua.knowledge.index.Tokens;
import vn.motcua.knowledge.language.Syllables;

/// Everything the department knows, searchable. Immutable: a new content version is a new knowledge base. Safe to share
/// between threads.
///
/// Two indexes are asked together. One holds every known way of asking as a text of its own, so that a question meets the
/// nearest of them; the other holds each topic with all its words, for questions asked in words nobody has written down.
public final class KnowledgeBase {
    /// Syllables of a question that are searched; what is longer is a story, and its beginning tells the topic.
    private static final int LONGEST_QUESTION = 90;
    private static final int NEAREST = 60;
    private static final float PAIR = 0.7f;
    private static final float EXPANSION = 0.8f;
    private static final float SYNONYM = 0.45f;
    private static final double WHOLE = 0.45;
    private static final double SIMILARITY = 0.9;

    private final Content content;
    private final List<Topic> topics = new ArrayList<>();
    private final List<String> askTexts = new ArrayList<>();
    private final List<Set<String>> askTokens = new ArrayList<>();
    private final Map<String, Integer> frequency = new HashMap<>();
    private final TextIndex asks;
    private final TextIndex wholes;
    private final Phrasebook phrasebook;

    private KnowledgeBase(Content content) {
        this.content = content;
        phrasebook = new Phrasebook(content.speech().vocabulary());
        var askIndex = new TextIndex.Builder(1.2f, 0.6f);
        var wholeIndex = new TextIndex.Builder(1.2f, 0.75f);
        for (var entry : content.entries()) {
            add(new Topic.OfEntry(entry), waysToAsk(entry), everything(entry), askIndex, wholeIndex);
        }
        for (var intent : content.speech().intents()) {
            add(new Topic.OfIntent(intent.name()), intent.phrases(), String.join(" . ", intent.phrases()), askIndex,
                    wholeIndex);
        }
        asks = askIndex.build();
        wholes = wholeIndex.build();
    }

    /// Builds the indexes of a content version in memory.
    public static KnowledgeBase of(Content content) {
        return new KnowledgeBase(content);
    }

    public Content content() {
        return content;
    }

    private void add(Topic topic, List<String> ways, String whole, TextIndex.Builder askIndex,
            TextIndex.Builder wholeIndex) {
        int owner = topics.size();
        topics.add(topic);
        for (var way : ways) {
            var tokens = Tokens.of(way);
            askIndex.add(owner, tokens);
            askTexts.add(way);
            var set = new HashSet<>(tokens.folded());
            set.addAll(tokens.foldedPairs());
            askTokens.add(set);
            set.forEach(token -> frequency.merge(token, 1, Integer::sum));
        }
        wholeIndex.add(owner, Tokens.of(whole));
    }

    private static List<String> waysToAsk(Entry entry) {
        var ways = new ArrayList<>(entry.asks());
        ways.addAll(entry.asksEnglish());
        ways.add(entry.title().vi());
        var english = entry.title().en();
        if (english != null) {
            ways.add(english);
        }
        if (entry instanceof Procedure procedure) {
            for (var one : procedure.explained()) {
                ways.add(one.question().vi());
            }
        }
        return ways;
    }

    private static String everything(Entry entry) {
        var words = new StringBuilder(entry.title().vi()).append(" . ").append(entry.title().vi()).append(" . ");
        entry.asks().forEach(ask -> words.append(ask).append(" . "));
        entry.asksEnglish().forEach(ask -> words.append(ask).append(" . "));
        switch (entry) {
            case Procedure procedure -> {
                words.append(procedure.summary().vi()).append(" . ");
                procedure.explained().forEach(
                        one -> words.append(one.question().vi()).append(" . ").append(one.answer().vi()).append(" . "));
                procedure.documents().items().forEach(item -> words.append(item.text().vi()).append(" . "));
                procedure.conditions().items().forEach(item -> words.append(item.text().vi()).append(" . "));
                words.append(procedure.result().text().vi());
            }
            case Article article -> words.append(article.lead().vi()).append(" . ").append(article.more().vi());
            case Elsewhere elsewhere -> words.append(elsewhere.title().en());
        }
        return words.toString();
    }

    /// The topics a text may be about, best first.
    public List<Hit> find(String text, int limit) {
        var wanted = wanted(text);
        if (wanted.isEmpty()) {
            return List.of();
        }
        var nearest = asks.find(wanted, NEAREST);
        if (nearest.isEmpty()) {
            return List.of();
        }
        var folded = new HashMap<String, Float>(wanted.getOrDefault(Form.FOLDED, Map.of()));
        folded.putAll(wanted.getOrDefault(Form.FOLDED_PAIRS, Map.of()));
        double bestAsk = nearest.getFirst().score();
        var byOwner = new LinkedHashMap<Integer, Candidate>();
        for (var match : nearest) {
            byOwner.computeIfAbsent(match.owner(), _ -> new Candidate()).near(match.score() / bestAsk,
                    similarity(folded, askTokens.get(match.text())), match.text());
        }
        var whole = wholes.find(wanted, 40);
        double bestWhole = whole.isEmpty() ? 1 : whole.getFirst().score();
        for (var match : whole) {
            var candidate = byOwner.get(match.owner());
            if (candidate != null) {
                candidate.whole = match.score() / bestWhole;
            }
        }
        var hits = new ArrayList<Hit>(byOwner.size());
        byOwner.forEach((owner, candidate) -> hits.add(new Hit(topics.get(owner), candidate.score(),
                candidate.similarity, askTexts.get(candidate.nearest))));
        hits.sort(Comparator.comparingDouble(Hit::score).reversed());
        return hits.size() <= limit ? hits : List.copyOf(hits.subList(0, limit));
    }

    private static final class Candidate {
        private double ask;
        private double second;
        private double similarity;
        private int nearest;
        private double whole;

        void near(double score, double similarity, int text) {
            if (ask == 0) {
                ask = score;
            } else if (second == 0) {
                second = score;
            }
            if (similarity > this.similarity || this.similarity == 0) {
                this.similarity = similarity;
                nearest = text;
            }
        }

        double score() {
            return ask + 0.15 * second + WHOLE * whole + SIMILARITY * similarity;
        }
    }

    /// Shared weight over the weight of both together: 1 for the same words, 0 for nothing in common.
    private double similarity(Map<String, Float> question, Set<String> way) {
        double shared = 0;
        double asked = 0;
        for (var token : question.entrySet()) {
            double weight = token.getValue() * rarity(token.getKey());
            if (way.contains(token.getKey())) {
                shared += weight;
                asked += weight;
            } else if (token.getValue() >= PAIR * EXPANSION) {
                asked += weight;
            }
        }
        double known = 0;
        for (var token : way) {
            known += (token.indexOf(' ') < 0 ? 1 : PAIR) * rarity(token);
        }
        double union = asked + known - shared;
        return union <= 0 ? 0 : Math.min(1, shared / union);
    }

    private double rarity(String token) {
        int found = frequency.getOrDefault(token, 0);
        return Math.log(1 + (askTexts.size() - found + 0.5) / (found + 0.5));
    }

    /// What to look for: the text as typed, what its shorthand and everyday words stand for, and all of it without
    /// diacritics. Nothing the person typed is replaced.
    private Map<Form, Map<String, Float>> wanted(String text) {
        var typed = Syllables.of(text);
        if (typed.size() > LONGEST_QUESTION) {
            typed = typed.subList(0, LONGEST_QUESTION);
        }
        var wanted = new EnumMap<Form, Map<String, Float>>(Form.class);
        boolean diacritics = Syllables.hasDiacritics(text);
        want(wanted, typed, 1, diacritics);
        var spelledOut = new ArrayList<String>();
        int next = 0;
        boolean anyShorthand = false;
        for (var found : phrasebook.find(typed)) {
            if (found.shorthand() && found.from() >= next) {
                spelledOut.addAll(typed.subList(next, found.from()));
                spelledOut.addAll(found.expansions().getFirst());
                next = found.to();
                anyShorthand = true;
                found.expansions().stream().skip(1).forEach(other -> want(wanted, other, SYNONYM, diacritics));
            } else {
                found.expansions().forEach(other -> want(wanted, other, SYNONYM, diacritics));
            }
        }
        if (anyShorthand) {
            spelledOut.addAll(typed.subList(next, typed.size()));
            want(wanted, spelledOut, EXPANSION, diacritics);
        }
        return wanted;
    }

    private static void want(Map<Form, Map<String, Float>> wanted, List<String> syllables, float weight,
            boolean diacritics) {
        var tokens = Tokens.of(String.join(" ", syllables));
        if (diacritics) {
            want(wanted, Form.EXACT, tokens.exact(), 0.5f * weight);
            want(wanted, Form.EXACT_PAIRS, tokens.exactPairs(), 0.5f * PAIR * weight);
        }
        want(wanted, Form.FOLDED, tokens.folded(), weight);
        want(wanted, Form.FOLDED_PAIRS, tokens.foldedPairs(), PAIR * weight);
    }

    private static void want(Map<Form, Map<String, Float>> wanted, Form form, List<String> tokens, float weight) {
        var map = wanted.computeIfAbsent(form, _ -> new LinkedHashMap<>());
        tokens.forEach(token -> map.merge(token, weight, Math::max));
        if (map.isEmpty()) {
            wanted.remove(form);
        }
    }
}
