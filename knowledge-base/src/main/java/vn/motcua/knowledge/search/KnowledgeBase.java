package vn.motcua.knowledge.search;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import vn.motcua.knowledge.content.Article;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.ContentReader;
import vn.motcua.knowledge.content.InvalidContentException;
import vn.motcua.knowledge.content.Procedure;
import vn.motcua.knowledge.index.TextIndex;

/// Everything the department knows, searchable. Immutable: a new content version is a new knowledge base. Safe to share
/// between threads.
///
/// Two witnesses are heard about every question: all the words of a topic (Lucene, one text per topic) and a classifier
/// learned from the content, which knows the words that tell topics apart. Their testimonies are weighed into one
/// probability per topic.
public final class KnowledgeBase {
    /// Less probable topics are not worth a look.
    private static final double IMPROBABLE = 0.002;

    private final Content content;
    private final Weights weights;
    private final QuestionAnalysis analysis;
    private final List<Topic> topics;
    private final double[] prior;
    private final TextIndex words;
    private final TopicModel model;

    private KnowledgeBase(Content content, Weights weights, WitnessSource source) {
        this.content = content;
        this.weights = weights;
        var list = TopicList.of(content);
        analysis = new QuestionAnalysis(content.speech().vocabulary(), list, weights);
        topics = list.stream().map(TopicList.Texts::topic).toList();
        prior = topics.stream().mapToDouble(this::prior).toArray();
        var witnesses = source.witnesses(list, analysis);
        words = witnesses.words();
        model = witnesses.model();
    }

    private interface WitnessSource {
        Witnesses witnesses(List<TopicList.Texts> topics, QuestionAnalysis analysis);
    }

    /// Reads a content folder and makes it searchable. The version that was checked when the product was built is not
    /// checked again.
    ///
    /// @throws InvalidContentException with every mistake in the folder
    public static KnowledgeBase load(Path folder) {
        return of(ContentReader.read(folder, Witnesses.packagedVersion()).sound());
    }

    /// Makes a content version searchable, with the index and the model that came with the build if they are of the same
    /// version, and fresh ones otherwise.
    public static KnowledgeBase of(Content content) {
        return new KnowledgeBase(content, Weights.TUNED,
                (topics, analysis) -> Witnesses.packagedOrFresh(content, topics, analysis));
    }

    /// The same with other weights and everything made afresh, for tuning.
    public static KnowledgeBase of(Content content, Weights weights) {
        return new KnowledgeBase(content, weights, Witnesses::fresh);
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
        var shares = words.scores(wanted);
        float best = 0;
        for (float share : shares) {
            best = Math.max(best, share);
        }
        if (best == 0) {
            return List.of();
        }
        var logits = model.logits(QuestionAnalysis.folded(wanted));
        var scores = new double[logits.length];
        double highest = Double.NEGATIVE_INFINITY;
        for (int topic = 0; topic < scores.length; topic++) {
            shares[topic] /= best;
            scores[topic] = prior[topic] + weights.score(logits[topic], shares[topic]);
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
                        new Hit.Evidence(logits[topic], shares[topic])));
            }
        }
        hits.sort(Comparator.comparingDouble(Hit::probability).reversed());
        return hits.size() <= limit ? hits : List.copyOf(hits.subList(0, limit));
    }
}
