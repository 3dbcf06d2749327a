package vn.motcua.knowledge.evaluation;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/// Where a figure probably lies that was measured on a sample: 95 % of the figures of samples drawn from the sample itself,
/// with replacement (the percentile bootstrap). The same sample gives the same interval.
public record Interval(double low, double high) {
    private static final int SAMPLES = 1_000;
    private static final long SEED = 95;
    private static final double OUTSIDE = 0.025;

    /// The interval of a figure.
    ///
    /// @param sample what it was measured on, not empty
    /// @param figure measures a sample
    public static <T> Interval of(List<T> sample, ToDoubleFunction<List<T>> figure) {
        var random = new Random(SEED);
        var figures = new double[SAMPLES];
        for (int i = 0; i < SAMPLES; i++) {
            var drawn = new ArrayList<T>(sample.size());
            for (int j = 0; j < sample.size(); j++) {
                drawn.add(sample.get(random.nextInt(sample.size())));
            }
            figures[i] = figure.applyAsDouble(drawn);
        }
        return between(figures);
    }

    static Interval between(double[] figures) {
        var sorted = figures.clone();
        Arrays.sort(sorted);
        int last = sorted.length - 1;
        return new Interval(sorted[(int) Math.round(OUTSIDE * last)], sorted[(int) Math.round((1 - OUTSIDE) * last)]);
    }
}
