package vn.motcua.knowledge.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

import vn.motcua.knowledge.content.Article;
import vn.motcua.knowledge.content.Elsewhere;
import vn.motcua.knowledge.content.Procedure;
import vn.motcua.knowledge.evaluation.QuestionSet.Question;

/// Learns [SignalWeights] from labelled questions: the weights under which the right topics are most probable (maximum
/// likelihood of a softmax over topics, with a penalty on large weights), found by gradient ascent. The same questions in
/// the same order give the same weights. `docs/evaluation.md` says how it is used.
public final class SignalTuner {
    private static final int STEPS = 400;
    private static final double STEP = 0.05;
    private static final double PENALTY = 0.0005;
    private static final Map<String, Set<String>> INTENTS = Map.of("status", Set.of("status"), "handoff",
            Set.of("handoff"), "complaint", Set.of("late", "dissatisfied", "extra_money"));

    /// What was learned, and how well it does on questions it was not learned from.
    ///
    /// @param questions how many could be learned from; questions with no topic cannot
    /// @param first     share of them whose first topic was right, each judged by weights learned without its fold
    /// @param surprise  mean negative logarithm of the probability given to what was right, likewise
    /// @param firstNow  the share under the weights in use
    public record Tuning(Map<Signal, Double> weights, int questions, double first, double surprise, double firstNow) {

        /// The weights as the text of a properties file.
        public String properties() {
            var text = new StringBuilder("# Learned by `motcua kb tune`; docs/evaluation.md says from what.\n");
            weights.forEach((signal, weight) -> text.append(signal.name()).append('=')
                    .append(String.format(Locale.ROOT, "%.3f", weight)).append('\n'));
            return text.toString();
        }
    }

    private record Example(float[][] signals, BitSet right) {
    }

    private SignalTuner() {
    }

    /// Learns from questions, and judges by folds.
    ///
    /// @param folds how many parts the questions are dealt into, at least 2
    public static Tuning tune(KnowledgeBase knowledge, List<Question> questions, int folds) {
        var examples = new ArrayList<Example>();
        for (var question : questions) {
            var signals = knowledge.signals(question.text());
            var right = right(knowledge.topics(), question);
            if (signals != null && !right.isEmpty()) {
                examples.add(new Example(signals, right));
            }
        }
        double first = 0;
        double surprise = 0;
        double firstNow = 0;
        for (int fold = 0; fold < folds; fold++) {
            var others = new ArrayList<Example>();
            for (int i = 0; i < examples.size(); i++) {
                if (i % folds != fold) {
                    others.add(examples.get(i));
                }
            }
            var weights = SignalWeights.of(learn(others));
            for (int i = fold; i < examples.size(); i += folds) {
                var example = examples.get(i);
                var probabilities = weights.probabilities(example.signals());
                first += example.right().get(best(probabilities)) ? 1 : 0;
                surprise -= Math.log(Math.max(1e-9, sum(probabilities, example.right())));
                firstNow += example.right().get(best(SignalWeights.tuned().probabilities(example.signals()))) ? 1 : 0;
            }
        }
        int count = Math.max(1, examples.size());
        return new Tuning(learn(examples), examples.size(), first / count, surprise / count, firstNow / count);
    }

    private static int best(double[] probabilities) {
        int best = 0;
        for (int i = 1; i < probabilities.length; i++) {
            best = probabilities[i] > probabilities[best] ? i : best;
        }
        return best;
    }

    private static double sum(double[] probabilities, BitSet of) {
        return of.stream().mapToDouble(topic -> probabilities[topic]).sum();
    }

    /// Adam's ascent (Kingma and Ba 2015) on the likelihood of all examples.
    private static Map<Signal, Double> learn(List<Example> examples) {
        int count = Signal.values().length;
        var weights = new double[count];
        var mean = new double[count];
        var square = new double[count];
        for (int step = 1; step <= STEPS; step++) {
            var gradient = gradient(examples, SignalWeights.of(map(weights)), count);
            for (int s = 0; s < count; s++) {
                double slope = gradient[s] / examples.size() - 2 * PENALTY * weights[s];
                mean[s] = 0.9 * mean[s] + 0.1 * slope;
                square[s] = 0.999 * square[s] + 0.001 * slope * slope;
                weights[s] += STEP * (mean[s] / (1 - Math.pow(0.9, step)))
                        / (Math.sqrt(square[s] / (1 - Math.pow(0.999, step))) + 1e-8);
            }
        }
        return map(weights);
    }

    private static double[] gradient(List<Example> examples, SignalWeights weights, int count) {
        var gradient = new double[count];
        for (var example : examples) {
            var probabilities = weights.probabilities(example.signals());
            double right = Math.max(1e-12, sum(probabilities, example.right()));
            for (int topic = 0; topic < probabilities.length; topic++) {
                double pull = (example.right().get(topic) ? probabilities[topic] / right : 0) - probabilities[topic];
                if (Math.abs(pull) > 1e-7) {
                    for (int s = 0; s < count; s++) {
                        gradient[s] += pull * example.signals()[s][topic];
                    }
                }
            }
        }
        return gradient;
    }

    private static Map<Signal, Double> map(double[] weights) {
        var map = new EnumMap<Signal, Double>(Signal.class);
        Arrays.stream(Signal.values()).forEach(signal -> map.put(signal, weights[signal.ordinal()]));
        return map;
    }

    private static BitSet right(List<Topic> topics, Question question) {
        var right = new BitSet();
        for (int topic = 0; topic < topics.size(); topic++) {
            boolean is = switch (topics.get(topic)) {
                case Topic.OfEntry(Procedure procedure) -> question.accepts(procedure.id());
                case Topic.OfEntry(Article article) -> article.id().equals(question.article())
                        || question.accepts(article.belongsTo());
                case Topic.OfEntry(Elsewhere _) -> question.facet().equals("out_of_scope");
                case Topic.OfUmbrella _ -> question.decisions().contains("clarify");
                case Topic.OfIntent(var name) ->
                    INTENTS.getOrDefault(question.facet(), Set.of()).contains(name);
            };
            right.set(topic, is);
        }
        return right;
    }
}
