package vn.motcua.knowledge.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import vn.motcua.knowledge.content.Article;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.Procedure;
import vn.motcua.knowledge.index.TextIndex;
import vn.motcua.knowledge.index.TextIndex.Form;
import vn.motcua.knowledge.index.Tokens;

/// Everything the department knows, searchable. Immutable: a new content version is a new knowledge base. Safe to share
/// between threads.
///
/// Three witnesses are heard about every question: the nearest known way of asking (Lucene, one text each), all the words
/// of a topic (Lucene, one text per topic), and a classifier learned from the content, which knows the words that tell
/// topics apart. Their testimonies are weighed into one probability per topic.
public final class KnowledgeBase {
    private static final int NEAREST = 40;
    private static final int WHOLES = 30;

    private final Content content;
    private final Weights weights;
    private final QuestionAnalysis analysis;
    private final List<Topic> topics;
    private final double[] prior;
    private final List<String> wayTexts = new ArrayList<>();
    private final List<Set<String>> wayTokens = new ArrayList<>();
    private final Map<String, Integer> frequency = new HashMap<>();
    private final TextIndex ways;
    private final TextIndex wholes;
    private final TopicModel model;

    private KnowledgeBase(Content content, Weights weights, ModelSource models) {
        this.content = content;
        this.weights = weights;
        analysis = new QuestionAnalysis(content.speech().vocabulary(), weights);
        var list = TopicList.of(content);
        topics = list.stream().map(TopicList.Texts::topic).toList();
        prior = topics.stream().mapToDouble(this::prior).toArray();
        var wayIndex = new TextIndex.Builder(1.2f, 0.6f);
        var wholeIndex = new TextIndex.Builder(1.2f, 0.75f);
        for (int topic = 0; topic < list.size(); topic++) {
            var whole = new ArrayList<String>();
            for (var way : list.get(topic).ways()) {
                var tokens = Tokens.of(way);
                wayIndex.add(topic, tokens);
                remember(way, tokens);
                whole.addAll(tokens.exact());
            }
            list.get(topic).prose().forEach(prose -> whole.addAll(Tokens.of(prose).exact()));
            wholeIndex.add(topic, Tokens.ofSyllables(whole));
        }
        ways = wayIndex.build();
        wholes = wholeIndex.build();
        model = models.model(content, list, analysis);
    }

    /// Where the topic model of a content comes from.
    interface ModelSource {
        TopicModel model(Content content, List<TopicList.Texts> topics, QuestionAnalysis analysis);
    }

    /// Builds the indexes of a content version in memory, with the topic model that came with the build if it is of the
    /// same version, and a freshly learned one otherwise.
    public static KnowledgeBase of(Content content) {
        return new KnowledgeBase(content, Weights.TUNED, TopicModels::packagedOrLearned);
    }

    /// The same with other weights and a freshly learned model, for tuning.
    public static KnowledgeBase of(Content content, Weights weights) {
        return new KnowledgeBase(content, weights,
                (_, topics, analysis) -> TopicModels.learn(topics, analysis));
    }

    public Content content() {
        return content;
    }

    private void remember(String way, Tokens tokens) {
        wayTexts.add(way);
        var set = new HashSet<>(tokens.folded());
        set.addAll(tokens.foldedPairs());
        wayTokens.add(set);
        set.forEach(token -> frequency.merge(token, 1, Integer::sum));
    }

    /// What is asked for more often is more probable before a word is read.
    private double prior(Topic topic) {
        return switch (topic) {
            case Topic.OfEntry(Procedure procedure) -> procedure.mostAsked() ? weights.mostAsked() : 0;
            case Topic.OfEntry(Article article) -> article.belongsTo() == null ? weights.article() : 0;
            case Topic.OfEntry _,Topic.OfIntent _ -> 0;
        };
    }

    /// The topics a text may be about, most probable first. Empty when no word of it is known.
    ///
    /// @param limit at most so many
    public List<Hit> find(String text, int limit) {
        var wanted = analysis.read(text);
        if (wanted.isEmpty()) {
            return List.of();
        }
        var folded = QuestionAnalysis.folded(wanted);
        var testimonies = testimonies(wanted, folded);
        if (testimonies.isEmpty()) {
            return List.of();
        }
        var logits = model.logits(QuestionAnalysis.folded(wanted));
        var scores = new double[logits.length];
        double highest = Double.NEGATIVE_INFINITY;
        for (int topic = 0; topic < scores.length; topic++) {
            var heard = testimonies.get(topic);
            scores[topic] = prior[topic] + (heard == null
                    ? weights.score(logits[topic], 0, 0, 0)
                    : weights.score(logits[topic], heard.nearest, heard.whole, heard.similarity));
            highest = Math.max(highest, scores[topic]);
        }
        double sum = 0;
        for (int topic = 0; topic < scores.length; topic++) {
            scores[topic] = Math.exp(scores[topic] - highest);
            sum += scores[topic];
        }
        var hits = new ArrayList<Hit>();
        for (int topic = 0; topic < scores.length; topic++) {
            double probability = scores[topic] / sum;
            if (probability > 0.002) {
                var heard = testimonies.getOrDefault(topic, Testimony.NONE);
                hits.add(new Hit(topics.get(topic), probability, heard.similarity,
                        new Hit.Evidence(logits[topic], heard.nearest, heard.whole,
                                heard.way < 0 ? "" : wayTexts.get(heard.way))));
            }
        }
        hits.sort(Comparator.comparingDouble(Hit::probability).reversed());
        return hits.size() <= limit ? hits : List.copyOf(hits.subList(0, limit));
    }

    private static final class Testimony {
        private static final Testimony NONE = new Testimony();
        private double nearest;
        private double whole;
        private double similarity;
        private int way = -1;
    }

    private Map<Integer, Testimony> testimonies(Map<Form, Map<String, Float>> wanted, Map<String, Float> folded) {
        var heard = new HashMap<Integer, Testimony>();
        double asked = 0;
        for (var token : folded.entrySet()) {
            if (token.getValue() >= weights.functionWord() * weights.pair() * weights.expansion()) {
                asked += token.getValue() * rarity(token.getKey());
            }
        }
        var nearest = ways.find(wanted, NEAREST);
        for (var match : nearest) {
            var testimony = heard.computeIfAbsent(match.owner(), _ -> new Testimony());
            testimony.nearest = Math.max(testimony.nearest, match.score() / nearest.getFirst().score());
            double similarity = similarity(folded, asked, wayTokens.get(match.text()));
            if (similarity > testimony.similarity || testimony.way < 0) {
                testimony.similarity = similarity;
                testimony.way = match.text();
            }
        }
        var found = wholes.find(wanted, WHOLES);
        for (var match : found) {
            heard.computeIfAbsent(match.owner(), _ -> new Testimony()).whole = match.score() / found.getFirst().score();
        }
        return heard;
    }

    /// Shared weight over the weight of both together: 1 for the same words, 0 for nothing in common.
    private double similarity(Map<String, Float> question, double asked, Set<String> way) {
        double shared = 0;
        double known = 0;
        for (var token : way) {
            double rarity = rarity(token);
            known += (token.indexOf(' ') < 0 ? 1 : weights.pair()) * analysis.topicality(token) * rarity;
            var weight = question.get(token);
            if (weight != null) {
                shared += weight * rarity;
            }
        }
        double union = Math.max(asked, shared) + Math.max(known, shared) - shared;
        return union <= 0 ? 0 : shared / union;
    }

    private double rarity(String token) {
        int found = frequency.getOrDefault(token, 0);
        return Math.log(1 + (wayTexts.size() - found + 0.5) / (found + 0.5));
    }
}
