package vn.motcua.knowledge.evaluation;

import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TypingSlipsTest {
    private static final String TEXT = "nop hoc phi o dau vay ad oi";

    @RepeatedTest(200)
    void one_slip_in_one_syllable_of_three_letters_or_more(RepetitionInfo repetition) {
        var slipped = new TypingSlips(repetition.getCurrentRepetition()).slip(TEXT).split(" ");
        var typed = TEXT.split(" ");
        assertThat(slipped).hasSameSizeAs(typed);
        int changed = 0;
        for (int i = 0; i < typed.length; i++) {
            if (!typed[i].equals(slipped[i])) {
                changed++;
                assertThat(typed[i].length()).isGreaterThanOrEqualTo(3);
                assertThat(Math.abs(typed[i].length() - slipped[i].length())).isLessThanOrEqualTo(1);
            }
        }
        assertThat(changed).isEqualTo(1);
    }

    @Test
    void the_same_seed_slips_alike() {
        assertThat(new TypingSlips(7).slip(TEXT)).isEqualTo(new TypingSlips(7).slip(TEXT));
    }

    @Test
    void short_syllables_stay() {
        assertThat(new TypingSlips(1).slip("o do ad")).isEqualTo("o do ad");
    }
}
