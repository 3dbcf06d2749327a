package vn.motcua.knowledge.evaluation;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/// How well documents are ranked, on the average of all questions; each from 0 to 1.
///
/// @param ndcg10   gains of the first ten, the lower ones discounted by the logarithm of their rank, against the best order
/// @param mrr10    one divided by the rank of the first right document, 0 if it is not among the first ten
/// @param p1       how often the first document is right
/// @param recall1  which share of the right documents comes first
/// @param recall10 which share is among the first ten
public record RankingMeasures(double ndcg10, double mrr10, double p1, double recall1, double recall10) {
    private static final int DEPTH = 10;

    /// Measures a ranking of all questions.
    ///
    /// @param scores what each document is worth for a question, by number; what is worth nothing is not found
    public static RankingMeasures of(List<BeirCollection.Question> questions, Function<String, float[]> scores) {
        var all = questions.stream().map(one -> of(ranking(scores.apply(one.text())), one.gains())).toList();
        return new RankingMeasures(average(all, RankingMeasures::ndcg10), average(all, RankingMeasures::mrr10),
                average(all, RankingMeasures::p1), average(all, RankingMeasures::recall1),
                average(all, RankingMeasures::recall10));
    }

    private static double average(List<RankingMeasures> all, Function<RankingMeasures, Double> measure) {
        return all.stream().mapToDouble(measure::apply).average().orElse(0);
    }

    /// The best documents in order; the earlier one first where two are worth the same.
    static List<Integer> ranking(float[] scores) {
        var found = new ArrayList<Integer>();
        for (int i = 0; i < scores.length; i++) {
            if (scores[i] > 0) {
                found.add(i);
            }
        }
        found.sort(Comparator.comparingDouble((Integer i) -> -scores[i]));
        return List.copyOf(found.subList(0, Math.min(DEPTH, found.size())));
    }

    /// Measures one question.
    ///
    /// @param ranking documents, the best first
    /// @param gains   how well a document answers, above 0; others do not
    static RankingMeasures of(List<Integer> ranking, Map<Integer, Integer> gains) {
        double gained = 0;
        double reciprocal = 0;
        int found = 0;
        for (int rank = 1; rank <= Math.min(DEPTH, ranking.size()); rank++) {
            int gain = gains.getOrDefault(ranking.get(rank - 1), 0);
            if (gain > 0) {
                gained += gain / discount(rank);
                reciprocal = found++ == 0 ? 1.0 / rank : reciprocal;
            }
        }
        var best = gains.values().stream().sorted(Comparator.reverseOrder()).limit(DEPTH).toList();
        double possible = 0;
        for (int rank = 1; rank <= best.size(); rank++) {
            possible += best.get(rank - 1) / discount(rank);
        }
        boolean first = !ranking.isEmpty() && gains.containsKey(ranking.getFirst());
        return new RankingMeasures(gained / possible, reciprocal, first ? 1 : 0, first ? 1.0 / gains.size() : 0,
                (double) found / gains.size());
    }

    private static double discount(int rank) {
        return Math.log(rank + 1.0) / Math.log(2);
    }
}
