package vn.motcua.knowledge.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;

import vn.motcua.knowledge.evaluation.Calibration.Statement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class CalibrationTest {

    /// Statements that come true more or less often than stated.
    private static Calibration stating(double tooMuch, long seed) {
        var random = new Random(seed);
        var statements = new ArrayList<Statement>();
        for (int i = 0; i < 400; i++) {
            double stated = 0.3 + 0.65 * random.nextDouble();
            statements.add(new Statement(stated, random.nextDouble() < stated - tooMuch));
        }
        return Calibration.of(statements);
    }

    @Test
    void the_error_is_the_mean_distance_of_the_bins() {
        var calibration = Calibration.of(List.of(new Statement(0.95, true), new Statement(0.95, false),
                new Statement(0.55, true), new Statement(1, true)));

        assertThat(calibration.bins()).extracting(Calibration.Bin::count).containsExactly(1, 3);
        assertThat(calibration.error()).isCloseTo(0.45 / 4 + 3 * (2.9 / 3 - 2 / 3.0) / 4, within(1e-9));
        assertThat(calibration.diagram().lines().toList()).hasSize(3).element(1).asString().contains("#|#");
    }

    @Test
    void what_is_stated_rightly_errs_as_by_chance_and_what_is_claimed_too_much_does_not() {
        int within = 0;
        for (int seed = 0; seed < 40; seed++) {
            var honest = stating(0, seed);
            within += honest.error() <= honest.errorIfCalibrated().high() ? 1 : 0;
            var bragging = stating(0.2, seed);
            assertThat(bragging.error()).isGreaterThan(bragging.errorIfCalibrated().high());
            assertThat(bragging.overconfidenceInterval().low()).isGreaterThan(0.1);
        }
        assertThat(within).as("39 of 40 are expected").isBetween(36, 40);
    }

    @Test
    void the_interval_of_a_share_is_the_same_each_time_and_as_wide_as_theory_says() {
        var sample = new ArrayList<Integer>();
        for (int i = 0; i < 400; i++) {
            sample.add(i % 2);
        }
        var interval = Interval.of(sample,
                drawn -> drawn.stream().mapToInt(one -> one).average().orElse(0));

        assertThat(interval).isEqualTo(Interval.of(sample,
                drawn -> drawn.stream().mapToInt(one -> one).average().orElse(0)));
        assertThat(interval.low()).isCloseTo(0.5 - 1.96 * 0.025, within(0.01));
        assertThat(interval.high()).isCloseTo(0.5 + 1.96 * 0.025, within(0.01));
    }
}
