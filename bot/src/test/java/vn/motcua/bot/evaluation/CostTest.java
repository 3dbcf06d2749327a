package vn.motcua.bot.evaluation;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class CostTest {

    @Test
    void what_was_asked_for_in_between_is_counted_and_nothing_runs_backwards() {
        var start = Cost.soFar();
        var memory = new byte[1_000_000];
        var cost = Cost.soFar().since(start);

        assertThat(cost.allocatedBytes()).isGreaterThanOrEqualTo(memory.length);
        assertThat(cost.processorNanos()).isNotNegative();
        assertThat(cost.wallNanos()).isPositive();
    }
}
