package vn.motcua.knowledge.language;

import java.util.Map;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SpellingTest {
    private final Spelling spelling = new Spelling(
            Map.of("thanh", 90, "doanh", 80, "truong", 50, "nghiep", 40, "lap", 30, "giay", 20, "dang", 10, "kinh", 5));

    @ParameterizedTest
    @CsvSource({"doang, doanh", "trươg, truong", "truog, truong", "ngiep, nghiep", "nghiepp, nghiep", "thnah, thanh",
            "thanhf, thanh", "thanh2, thanh", "laapj, lap", "ddangw, dang", "giayy, giay"})
    void finds_the_syllable_that_was_meant(String typed, String meant) {
        assertThat(spelling.suggest(Syllables.fold(typed))).contains(meant);
    }

    @Test
    void leaves_known_short_and_foreign_things_alone() {
        assertThat(spelling.suggest("thanh")).isEmpty();
        assertThat(spelling.suggest("cp")).isEmpty();
        assertThat(spelling.suggest("2025")).isEmpty();
        assertThat(spelling.suggest("xyzabc")).isEmpty();
    }

    @Test
    void undoes_any_single_slip_in_a_long_syllable() {
        var random = new Random(3);
        for (int n = 0; n < 2_000; n++) {
            var word = new StringBuilder("nghiep");
            int at = random.nextInt(word.length());
            switch (random.nextInt(3)) {
                case 0 -> word.deleteCharAt(at);
                case 1 -> word.insert(at, (char) ('a' + random.nextInt(26)));
                default -> word.setCharAt(at, (char) ('a' + random.nextInt(26)));
            }
            if (!word.toString().equals("nghiep")) {
                assertThat(spelling.suggest(word.toString())).as(word.toString()).contains("nghiep");
            }
        }
    }
}
