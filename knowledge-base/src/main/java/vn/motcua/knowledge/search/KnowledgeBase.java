package vn.motcua.knowledge.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import vn.motcua.knowledge.content.Article;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.Procedure;
import vn.motcua.knowledge.index.TextIndex;
import vn.motcua.knowledge.index.TextIndex.Form;
import vn.motcua.knowledge.index.Tokens;

/// Everything the department knows, searchable. Immutable: a new content version is a new knowledge base. Safe to share
/// between threads.
///
/// Two witnesses are heard about every question: all the words of a topic (Lucene, one text per topic) and a classifier
/// learned from the content, which knows the words that tell topics apart. Their testimonies are weighed into one
/// probability per topic.
public final class KnowledgeBase {
    private static final int HEARD = 40;
    /// Less probable topics are not worth a look.
    private static final double IMPROBABLE = 0.002;

    private final Content content;
    private final Weights weights;
    private final QuestionAnalysis analysis;
    private final List<Topic> topics;
    private final double[] prior;
    private final TextIndex words;
    private final TopicModel model;

    private KnowledgeBase(Content content, Weights weights, ModelSource models) {
        this.content = content;
        this.weights = weights;
        var list = TopicList.of(content);
        analysis = new QuestionAnalysis(content.speech().vocabulary(), list, weights);
        topics = list.stream().map(TopicList.Texts::topic).toList();
        prior = topics.stream().mapToDouble(this::prior).toArray();
        var index = new TextIndex.Builder(1.2f, 0.75f);
        for (int topic = 0; topic < list.size(); topic++) {
            index.add(topic, Tokens.ofAll(list.get(topic).ownWords()));
        }
        words = index.build();
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
        var shares = shares(wanted);
        if (shares.isEmpty()) {
            return List.of();
        }
        var logits = model.logits(QuestionAnalysis.folded(wanted));
        var scores = new double[logits.length];
        double highest = Double.NEGATIVE_INFINITY;
        for (int topic = 0; topic < scores.length; topic++) {
            scores[topic] = prior[topic] + weights.score(logits[topic], shares.getOrDefault(topic, 0.0));
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
            if (probability > IMPROBABLE) {
                hits.add(new Hit(topics.get(topic), probability,
                        new Hit.Evidence(logits[topic], shares.getOrDefault(topic, 0.0))));
            }
        }
        hits.sort(Comparator.comparingDouble(Hit::probability).reversed());
        return hits.size() <= limit ? hits : List.copyOf(hits.subList(0, limit));
    }

    /// Topics that share words with the question: BM25, as a share of the best topic's.
    private Map<Integer, Double> shares(Map<Form, Map<String, Float>> wanted) {
        var shares = new HashMap<Integer, Double>();
        var found = words.find(wanted, HEARD);
        for (var match : found) {
            shares.put(match.owner(), (double) match.score() / found.getFirst().score());
        }
        return shares;
    }
}
