package vn.motcua.bot.evaluation;

import java.util.Set;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.ObjectMapper;

import vn.motcua.knowledge.content.Speech;
import vn.motcua.knowledge.evaluation.BeirCollection;
import vn.motcua.knowledge.evaluation.RankingMeasures;
import vn.motcua.knowledge.search.PassageSearch;

/// How well, and how fast, the passages of a collection were ranked.
///
/// @param perSecond questions answered in a second by one thread
public record RankingReport(RankingMeasures measures, double perSecond, int documents) {
    private static final double FIGURES = 10_000;

    /// Builds the search over a collection and asks all questions, once to be ready and once for time.
    ///
    /// @param typed how a question is typed; asked for once for each, in their order
    public static RankingReport run(BeirCollection collection, Speech.Vocabulary vocabulary,
            Set<PassageSearch.Ingredient> without, UnaryOperator<String> typed) {
        var questions = collection.questions().stream()
                .map(one -> new BeirCollection.Question(one.id(), typed.apply(one.text()), one.gains())).toList();
        var search = new PassageSearch(collection.documents().stream()
                .map(one -> new PassageSearch.Passage(one.title(), one.text())).toList(), vocabulary, without);
        var measures = RankingMeasures.of(questions, search::scores);
        long start = System.nanoTime();
        questions.forEach(one -> search.scores(one.text()));
        double seconds = (System.nanoTime() - start) / 1e9;
        return new RankingReport(measures, questions.size() / seconds, collection.documents().size());
    }

    /// One JSON object.
    public String toJson() {
        var node = new ObjectMapper().createObjectNode();
        node.put("ndcg@10", rounded(measures.ndcg10()));
        node.put("mrr@10", rounded(measures.mrr10()));
        node.put("p@1", rounded(measures.p1()));
        node.put("recall@1", rounded(measures.recall1()));
        node.put("recall@10", rounded(measures.recall10()));
        node.put("queries_per_second", Math.round(perSecond));
        node.put("docs", documents);
        return node.toString();
    }

    private static double rounded(double measure) {
        return Math.round(measure * FIGURES) / FIGURES;
    }
}
