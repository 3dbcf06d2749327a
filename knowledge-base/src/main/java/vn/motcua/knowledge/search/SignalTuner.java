package vn.motcua.knowledge.search;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.ToDoubleFunction;

import vn.motcua.knowledge.content.Article;
import vn.motcua.knowledge.content.Elsewhere;
import vn.motcua.knowledge.content.Procedure;
import vn.motcua.knowledge.evaluation.Calibration;
import vn.motcua.knowledge.evaluation.Calibration.Statement;
import vn.motcua.knowledge.evaluation.Interval;
import vn.motcua.knowledge.evaluation.QuestionSet.Question;

/// Learns [SignalWeights] from labelled questions: the weights under which the right topics are most probable (maximum
/// likelihood of a softmax over topics, with a penalty on large weights), found by gradient ascent. The same questions in
/// the same order give the same weights. `docs/evaluation.md` says how it is used.
public final class SignalTuner {
    private static final int STEPS = 400;
    private static final double STEP = 0.05;
    private static final double PENALTY = 0.0005;
    private static final double LEAST_TEMPERATURE = 0.25;
    private static final Map<String, Set<String>> INTENTS = Map.of("status", Set.of("status"), "handoff",
            Set.of("handoff"), "complaint", Set.of("late", "dissatisfied", "extra_money"));

    /// What was learned, and how well it does on questions it was not learned from.
    ///
    /// @param questions   how many could be learned from; questions with no topic cannot
    /// @param temperature what the weights were divided by, so that left-out questions are most probable
    /// @param leftOut     how each question is answered by what was learned without its fold
    /// @param raw         the same without the temperature
    /// @param now         how each is answered under the weights in use
    public record Tuning(Map<Signal, Double> weights, int questions, double temperature, Outcomes leftOut,
            Outcomes raw, Outcomes now) {

        /// The weights as the text of a properties file.
        public String properties() {
            var text = new StringBuilder("# Learned by `motcua kb tune`; docs/evaluation.md says from what.\n");
            weights.forEach((signal, weight) -> text.append(signal.name()).append('=')
                    .append(String.format(Locale.ROOT, "%.3f", weight)).append('\n'));
            return text.toString();
        }
    }

    /// How questions are answered.
    ///
    /// @param first    for each the probability stated of what the first topic is about, and whether it is right
    /// @param surprise mean negative logarithm of the probability given to what is right
    public record Outcomes(Calibration first, double surprise) {

        /// Share of questions whose first topic is right.
        public double right() {
            return right(first.statements());
        }

        public Interval rightInterval() {
            return Interval.of(first.statements(), Outcomes::right);
        }

        private static double right(List<Statement> some) {
            return some.stream().filter(Statement::right).count() / (double) Math.max(1, some.size());
        }
    }

    private record Example(float[][] signals, BitSet right, int fold) {
    }

    /// A question under some weights: the logarithm of each topic's share before the division by a temperature.
    private record Judged(double[] logits, BitSet right, int fold) {
    }

    private SignalTuner() {
    }

    /// Learns from questions, and judges by folds. Weights fitted to questions are too sure of others, the more so the fewer
    /// the questions; so one temperature is learned as well, from how left-out questions were answered, and the weights are
    /// divided by it. What is reported of left-out questions takes a fold's temperature from the other folds.
    ///
    /// @param folds how many parts the questions are dealt into, at least 3
    public static Tuning tune(KnowledgeBase knowledge, List<Question> questions, int folds) {
        var examples = examples(knowledge, questions, folds);
        var leftOut = new ArrayList<Judged>();
        for (int fold = 0; fold < folds; fold++) {
            var weights = SignalWeights.of(learn(without(fold, examples)));
            int left = fold;
            examples.stream().filter(one -> one.fold() == left).forEach(one -> leftOut.add(judge(one, weights)));
        }
        var temperatures = new double[folds];
        for (int fold = 0; fold < folds; fold++) {
            int left = fold;
            temperatures[fold] = temperature(leftOut.stream().filter(one -> one.fold() != left).toList());
        }
        double temperature = temperature(leftOut);
        var weights = new EnumMap<Signal, Double>(Signal.class);
        learn(examples).forEach((signal, weight) -> weights.put(signal, weight / temperature));
        return new Tuning(weights, examples.size(), temperature,
                outcomes(knowledge.topics(), leftOut, one -> temperatures[one.fold()]),
                outcomes(knowledge.topics(), leftOut, _ -> 1),
                outcomes(knowledge.topics(), examples.stream().map(one -> judge(one, SignalWeights.tuned())).toList(),
                        _ -> 1));
    }

    /// For each fold a knowledge base whose weights were learned, temperature and all, from the other folds alone. The
    /// question with number i is in fold i modulo their number.
    ///
    /// @param folds at least 3
    public static List<KnowledgeBase> leavingOut(KnowledgeBase knowledge, List<Question> questions, int folds) {
        var list = new ArrayList<KnowledgeBase>();
        for (int fold = 0; fold < folds; fold++) {
            var others = new ArrayList<Question>();
            for (int i = 0; i < questions.size(); i++) {
                if (i % folds != fold) {
                    others.add(questions.get(i));
                }
            }
            list.add(knowledge.weighedBy(SignalWeights.of(tune(knowledge, others, folds).weights())));
        }
        return list;
    }

    /// What a topic is about: an article that explains a part of a procedure is about that procedure.
    private static Object matter(Topic topic) {
        return switch (topic) {
            case Topic.OfEntry(Procedure procedure) -> procedure.id();
            case Topic.OfEntry(Article article) when article.belongsTo() != null -> article.belongsTo();
            case Topic.OfEntry(var entry) -> entry;
            case Topic.OfUmbrella(var umbrella) -> umbrella;
            case Topic.OfIntent intent -> intent;
        };
    }

    private static List<Example> examples(KnowledgeBase knowledge, List<Question> questions, int folds) {
        var examples = new ArrayList<Example>();
        for (var question : questions) {
            var signals = knowledge.signals(question.text());
            var right = right(knowledge.topics(), question);
            if (signals != null && !right.isEmpty()) {
                examples.add(new Example(signals, right, examples.size() % folds));
            }
        }
        return examples;
    }

    private static List<Example> without(int fold, List<Example> examples) {
        return examples.stream().filter(one -> one.fold() != fold).toList();
    }

    private static Judged judge(Example example, SignalWeights weights) {
        var logits = weights.probabilities(example.signals());
        for (int topic = 0; topic < logits.length; topic++) {
            logits[topic] = Math.log(Math.max(1e-300, logits[topic]));
        }
        return new Judged(logits, example.right(), example.fold());
    }

    /// The temperature under which questions are least surprising, by golden section.
    private static double temperature(List<Judged> judged) {
        double low = LEAST_TEMPERATURE;
        double high = 1 / LEAST_TEMPERATURE;
        double ratio = (Math.sqrt(5) - 1) / 2;
        while (high - low > 0.001) {
            double left = high - ratio * (high - low);
            double right = low + ratio * (high - low);
            if (surprise(judged, _ -> left) < surprise(judged, _ -> right)) {
                high = right;
            } else {
                low = left;
            }
        }
        return (low + high) / 2;
    }

    private static double surprise(List<Judged> judged, ToDoubleFunction<Judged> temperature) {
        return judged.stream().mapToDouble(one -> -Math.log(
                Math.max(1e-9, sum(probabilities(one, temperature.applyAsDouble(one)), one.right())))).average()
                .orElse(0);
    }

    private static double[] probabilities(Judged one, double temperature) {
        double highest = one.logits()[best(one.logits())];
        var probabilities = new double[one.logits().length];
        double sum = 0;
        for (int topic = 0; topic < probabilities.length; topic++) {
            probabilities[topic] = Math.exp((one.logits()[topic] - highest) / temperature);
            sum += probabilities[topic];
        }
        for (int topic = 0; topic < probabilities.length; topic++) {
            probabilities[topic] /= sum;
        }
        return probabilities;
    }

    private static Outcomes outcomes(List<Topic> topics, List<Judged> judged,
            ToDoubleFunction<Judged> temperature) {
        var matters = topics.stream().map(SignalTuner::matter).toList();
        var statements = judged.stream().map(one -> {
            var probabilities = probabilities(one, temperature.applyAsDouble(one));
            int best = best(probabilities);
            double stated = 0;
            for (int topic = 0; topic < probabilities.length; topic++) {
                stated += matters.get(topic).equals(matters.get(best)) ? probabilities[topic] : 0;
            }
            return new Statement(stated, one.right().get(best));
        }).toList();
        return new Outcomes(Calibration.of(statements), surprise(judged, temperature));
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
            right.set(topic, isRight(topics.get(topic), question));
        }
        return right;
    }

    /// Whether a question is about this topic, by its label. Some questions are about none.
    public static boolean isRight(Topic topic, Question question) {
        return switch (topic) {
            case Topic.OfEntry(Procedure procedure) -> question.accepts(procedure.id());
            case Topic.OfEntry(Article article) -> article.id().equals(question.article())
                    || question.accepts(article.belongsTo());
            case Topic.OfEntry(Elsewhere _) -> question.facet().equals("out_of_scope");
            case Topic.OfUmbrella _ -> question.decisions().contains("clarify");
            case Topic.OfIntent(var name) -> INTENTS.getOrDefault(question.facet(), Set.of()).contains(name);
        };
    }
}
