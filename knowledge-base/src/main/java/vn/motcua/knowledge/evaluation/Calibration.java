package vn.motcua.knowledge.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/// Whether what is said to be so sure is so often right: stated probabilities against what came true, in bins of a tenth.
public record Calibration(List<Statement> statements, List<Bin> bins) {
    private static final int BINS = 10;
    private static final int WORLDS = 1_000;
    private static final long SEED = 1_950;
    private static final int WIDTH = 50;

    /// Something said with a probability, and whether it came true.
    public record Statement(double stated, boolean right) {
    }

    /// Statements of about the same probability.
    ///
    /// @param stated their mean probability
    /// @param right  the share that came true
    public record Bin(double from, double stated, double right, int count) {
    }

    public static Calibration of(List<Statement> statements) {
        var stated = new double[BINS];
        var right = new int[BINS];
        var count = new int[BINS];
        for (var one : statements) {
            int bin = Math.min(BINS - 1, (int) (one.stated() * BINS));
            stated[bin] += one.stated();
            right[bin] += one.right() ? 1 : 0;
            count[bin]++;
        }
        var bins = new ArrayList<Bin>();
        for (int bin = 0; bin < BINS; bin++) {
            if (count[bin] > 0) {
                bins.add(new Bin(bin / (double) BINS, stated[bin] / count[bin], right[bin] / (double) count[bin],
                        count[bin]));
            }
        }
        return new Calibration(List.copyOf(statements), bins);
    }

    /// The expected calibration error: how far stated and right lie apart, on the average of all statements.
    public double error() {
        return bins.stream().mapToDouble(bin -> Math.abs(bin.stated() - bin.right()) * bin.count()).sum()
                / Math.max(1, statements.size());
    }

    public Interval errorInterval() {
        return Interval.of(statements, drawn -> of(drawn).error());
    }

    /// Mean probability stated minus share right: above 0 when more is claimed than is true.
    public double overconfidence() {
        return overconfidence(statements);
    }

    public Interval overconfidenceInterval() {
        return Interval.of(statements, Calibration::overconfidence);
    }

    private static double overconfidence(List<Statement> some) {
        return some.stream().mapToDouble(one -> one.stated() - (one.right() ? 1 : 0)).average().orElse(0);
    }

    /// Where the error would lie by chance alone if every stated probability were exactly right: an error within says that
    /// nothing was found wrong on so few statements.
    public Interval errorIfCalibrated() {
        var random = new Random(SEED);
        var errors = new double[WORLDS];
        for (int world = 0; world < WORLDS; world++) {
            errors[world] = of(statements.stream()
                    .map(one -> new Statement(one.stated(), random.nextDouble() < one.stated())).toList()).error();
        }
        return Interval.between(errors);
    }

    /// The reliability diagram as text: a bar for the share right of each bin, with `|` where it should end.
    public String diagram() {
        var text = new StringBuilder("stated  right   count\n");
        for (var bin : bins) {
            var line = new StringBuilder("#".repeat((int) Math.round(bin.right() * WIDTH)));
            int due = (int) Math.round(bin.stated() * WIDTH);
            line.append(" ".repeat(Math.max(0, due + 1 - line.length()))).setCharAt(due, '|');
            text.append(String.format(Locale.ROOT, "%5.2f  %5.2f  %6d  %s%n", bin.stated(), bin.right(), bin.count(),
                    line));
        }
        return text.toString();
    }
}
