package vn.motcua.knowledge.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;

/// What each [Signal] counts when topics are ranked. Learned from labelled questions by [SignalTuner]; the weights in use
/// lie in `signal-weights.properties` beside this class.
public final class SignalWeights {
    static final String FILE = "signal-weights.properties";

    private final double[] weights;

    private SignalWeights(double[] weights) {
        this.weights = weights;
    }

    /// The weights in use.
    ///
    /// @throws IllegalStateException when a signal has none
    static SignalWeights tuned() {
        var read = new Properties();
        try (var stream = SignalWeights.class.getResourceAsStream(FILE)) {
            read.load(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        var weights = new EnumMap<Signal, Double>(Signal.class);
        for (var signal : Signal.values()) {
            var weight = read.getProperty(signal.name());
            if (weight == null) {
                throw new IllegalStateException(FILE + " has no weight for " + signal);
            }
            weights.put(signal, Double.parseDouble(weight));
        }
        return of(weights);
    }

    /// @param weights one for each signal that counts
    static SignalWeights of(Map<Signal, Double> weights) {
        var array = new double[Signal.values().length];
        weights.forEach((signal, weight) -> array[signal.ordinal()] = weight);
        return new SignalWeights(array);
    }

    double of(Signal signal) {
        return weights[signal.ordinal()];
    }

    /// The probability of each topic: the exponential of its weighted signals, as a share of all.
    ///
    /// @param signals by signal, then topic
    double[] probabilities(float[][] signals) {
        var scores = new double[signals[0].length];
        for (int signal = 0; signal < weights.length; signal++) {
            double weight = weights[signal];
            if (weight != 0) {
                var figures = signals[signal];
                for (int topic = 0; topic < scores.length; topic++) {
                    scores[topic] += weight * figures[topic];
                }
            }
        }
        double highest = Double.NEGATIVE_INFINITY;
        for (double score : scores) {
            highest = Math.max(highest, score);
        }
        double sum = 0;
        for (int topic = 0; topic < scores.length; topic++) {
            scores[topic] = Math.exp(scores[topic] - highest);
            sum += scores[topic];
        }
        for (int topic = 0; topic < scores.length; topic++) {
            scores[topic] /= sum;
        }
        return scores;
    }
}
