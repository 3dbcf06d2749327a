package vn.motcua.bot.evaluation;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import vn.motcua.bot.conversation.Reply;
import vn.motcua.knowledge.evaluation.Calibration;
import vn.motcua.knowledge.evaluation.Calibration.Statement;
import vn.motcua.knowledge.evaluation.Interval;
import vn.motcua.knowledge.evaluation.QuestionSet.Question;

/// What a run over a question set showed.
public record EvaluationReport(List<Judged> judged) {
    private static final int BINS = 10;
    private static final int PAIRS_SHOWN = 20;

    /// One question with its answer and how it was judged.
    ///
    /// @param cost of understanding and answering
    public record Judged(Question question, Reply reply, Verdict verdict, boolean facetRight, Cost cost) {
    }

    /// Share of questions with this verdict, 0..1.
    public double share(Verdict verdict) {
        return share(judged, verdict);
    }

    private static double share(List<Judged> some, Verdict verdict) {
        return some.isEmpty()
                ? 0
                : some.stream().filter(one -> one.verdict() == verdict).count() / (double) some.size();
    }

    /// Among right answers to questions with a procedure, the share that is about the part asked for.
    public double facetAccuracy() {
        return facetAccuracy(judged);
    }

    private static double facetAccuracy(List<Judged> some) {
        var right = some.stream()
                .filter(one -> one.verdict() == Verdict.RIGHT && one.question().procedure() != null).toList();
        return right.isEmpty() ? 0 : right.stream().filter(Judged::facetRight).count() / (double) right.size();
    }

    /// A line for each question that was not answered rightly, or not about the part asked for.
    public List<String> notRight() {
        return judged.stream().filter(one -> one.verdict() != Verdict.RIGHT
                || one.question().procedure() != null && !one.facetRight())
                .sorted(Comparator.comparing(Judged::verdict).reversed())
                .map(one -> "%s %s | %s | want %s/%s | got %s %s%s %s".formatted(one.verdict(), one.question().id(),
                        one.question().text(), one.question().procedure(), one.question().facet(),
                        one.reply().decision(),
                        one.reply().procedure(), one.reply().article() == null ? "" : " " + one.reply().article(),
                        one.reply().facets()))
                .toList();
    }

    /// The whole report as one JSON object.
    public String toJson() {
        var root = new ObjectMapper().createObjectNode();
        root.put("questions", judged.size());
        root.setAll(shares(judged));
        root.put("facet_accuracy", rounded(facetAccuracy()));
        root.set("intervals_95", intervals());
        root.set("by_style", grouped(one -> one.question().style()));
        root.set("by_facet", grouped(one -> one.question().facet()));
        root.set("out_of_scope", outOfScope());
        root.set("calibration", calibrated());
        root.set("risk_coverage", riskCoverage());
        root.set("confusions", confusions());
        root.set("latency_us", spread(cost -> cost.wallNanos() / 1000));
        root.set("processor_us", spread(cost -> cost.processorNanos() / 1000));
        root.set("allocated_kib", spread(cost -> cost.allocatedBytes() / 1024));
        return root.toString();
    }

    private static ObjectNode node() {
        return new ObjectMapper().createObjectNode();
    }

    private static ArrayNode array() {
        return new ObjectMapper().createArrayNode();
    }

    private static ObjectNode shares(List<Judged> some) {
        var counts = some.stream().collect(
                Collectors.groupingBy(Judged::verdict, () -> new EnumMap<>(Verdict.class), Collectors.counting()));
        var node = node();
        for (var verdict : Verdict.values()) {
            node.put(verdict.name().toLowerCase(Locale.ROOT),
                    rounded(counts.getOrDefault(verdict, 0L) / (double) Math.max(1, some.size())));
        }
        return node;
    }

    private ObjectNode grouped(Function<Judged, String> key) {
        var node = node();
        judged.stream().collect(Collectors.groupingBy(key, TreeMap::new, Collectors.toList())).forEach((name, some) -> {
            var group = shares(some);
            group.put("questions", some.size());
            node.set(name, group);
        });
        return node;
    }

    private ObjectNode outOfScope() {
        var node = node();
        var outside = judged.stream().filter(one -> one.question().facet().equals("out_of_scope")).toList();
        node.put("questions", outside.size());
        node.put("answered_as_in_scope", rounded(outside.stream()
                .filter(one -> List.of("answer", "guide", "status", "complaint").contains(one.reply().decision()))
                .count()
                / (double) Math.max(1, outside.size())));
        return node;
    }

    private List<Judged> answered() {
        return judged.stream().filter(one -> !one.reply().decision().equals("clarify")).toList();
    }

    /// Stated probability of every answer against whether it was right.
    public Calibration calibration() {
        return Calibration.of(answered().stream()
                .map(one -> new Statement(one.reply().confidence(), one.verdict() == Verdict.RIGHT)).toList());
    }

    private ObjectNode calibrated() {
        var calibration = calibration();
        var bins = array();
        calibration.bins().forEach(bin -> bins.add(node().put("from", bin.from()).put("stated", rounded(bin.stated()))
                .put("right", rounded(bin.right())).put("answers", bin.count())));
        var node = node().put("expected_calibration_error", rounded(calibration.error()));
        if (!calibration.statements().isEmpty()) {
            node.set("interval_95", interval(calibration.errorInterval()));
            node.set("by_chance_if_calibrated_95", interval(calibration.errorIfCalibrated()));
            node.put("overconfidence", rounded(calibration.overconfidence()));
            node.set("overconfidence_interval_95", interval(calibration.overconfidenceInterval()));
        }
        node.set("bins", bins);
        return node;
    }

    private ObjectNode intervals() {
        var node = node();
        if (!judged.isEmpty()) {
            for (var verdict : Verdict.values()) {
                node.set(verdict.name().toLowerCase(Locale.ROOT),
                        interval(Interval.of(judged, drawn -> share(drawn, verdict))));
            }
            node.set("facet_accuracy", interval(Interval.of(judged, EvaluationReport::facetAccuracy)));
        }
        return node;
    }

    private static ArrayNode interval(Interval interval) {
        return array().add(rounded(interval.low())).add(rounded(interval.high()));
    }

    /// Share of wrong answers if only the surest answers were given.
    private ArrayNode riskCoverage() {
        var curve = array();
        var sorted = answered().stream()
                .sorted(Comparator.comparingDouble((Judged one) -> one.reply().confidence()).reversed()).toList();
        for (int tenth = 1; tenth <= BINS; tenth++) {
            var some = sorted.subList(0, sorted.size() * tenth / BINS);
            if (!some.isEmpty()) {
                curve.add(node().put("coverage", rounded(some.size() / (double) judged.size())).put("wrong", rounded(
                        some.stream().filter(one -> one.verdict() == Verdict.WRONG).count() / (double) some.size())));
            }
        }
        return curve;
    }

    private ArrayNode confusions() {
        var pairs = array();
        judged.stream().filter(one -> one.verdict() == Verdict.WRONG)
                .collect(Collectors.groupingBy(one -> one.question().procedure() + " -> "
                        + (one.reply().procedure() != null
                                ? one.reply().procedure()
                                : one.reply().article() != null
                                        ? "article " + one.reply().article()
                                        : one.reply().decision()),
                        Collectors.counting()))
                .entrySet().stream().sorted(Map.Entry.<String, Long>comparingByValue().reversed()).limit(PAIRS_SHOWN)
                .forEach(pair -> pairs.add(node().put("pair", pair.getKey()).put("times", pair.getValue())));
        return pairs;
    }

    private ObjectNode spread(ToLongFunction<Cost> part) {
        var sorted = judged.stream().map(Judged::cost).mapToLong(part).sorted().toArray();
        var node = node();
        if (sorted.length > 0) {
            node.put("median", sorted[sorted.length / 2]);
            node.put("p99", sorted[Math.min(sorted.length - 1, sorted.length * 99 / 100)]);
        }
        return node;
    }

    private static double rounded(double value) {
        return Math.round(value * 1000) / 1000.0;
    }
}
