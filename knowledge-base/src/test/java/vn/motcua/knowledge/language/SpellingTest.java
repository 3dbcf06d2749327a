package vn.motcua.knowledge.language;

import java.util.Comparator;
import java.util.List;
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
        assertThat(candidates(typed).getFirst()).isEqualTo(meant);
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
                assertThat(candidates(word.toString())).as(word.toString()).contains("nghiep");
            }
        }
    }

    private List<String> candidates(String typed) {
        return spelling.candidates(Syllables.fold(typed)).stream()
                .sorted(Comparator.comparingDouble(Spelling.Candidate::likelihood).reversed())
                .map(Spelling.Candidate::syllable).toList();
    }

    @ParameterizedTest
    @CsvSource({"thanhf, thanh", "laapj, lap", "thanh2, thanh", "ddangw, dang", "thnah, thanh", "lpa, lap", "hc, hoc"})
    void the_likeliest_candidate_is_what_was_meant(String typed, String meant) {
        var spelling = new Spelling(Map.of("thanh", 9, "lap", 9, "dang", 9, "hoc", 9, "khanh", 9));
        assertThat(spelling.candidates(typed)).isNotEmpty();
        assertThat(spelling.candidates(typed).stream()
                .max(Comparator.comparingDouble(Spelling.Candidate::likelihood)).orElseThrow().syllable())
                .isEqualTo(meant);
    }

    @Test
    void neighbours_on_the_keyboard_come_before_far_letters() {
        var spelling = new Spelling(Map.of("kinh", 1, "ninh", 1, "linh", 1));
        var ranked = spelling.candidates("jinh").stream()
                .sorted(Comparator.comparingDouble(Spelling.Candidate::likelihood).reversed())
                .map(Spelling.Candidate::syllable).toList();
        assertThat(ranked).hasSize(3).endsWith("linh"); // j touches k and n, but not l
    }

    @Test
    void a_known_syllable_has_candidates_too_but_never_itself() {
        assertThat(candidates("thanh")).doesNotContain("thanh");
        assertThat(new Spelling(Map.of("hoc", 1, "hoa", 1)).candidates("hoc"))
                .extracting(Spelling.Candidate::syllable).containsExactly("hoa");
        assertThat(candidates("x")).isEmpty();
        assertThat(candidates("2025")).isEmpty();
        assertThat(candidates("xyzabc")).isEmpty();
    }

    private double likelihood(String typed, String meant) {
        return spelling.candidates(typed).stream().filter(one -> one.syllable().equals(meant))
                .mapToDouble(Spelling.Candidate::likelihood).findFirst().orElse(0);
    }

    @Test
    void candidates_are_all_known_syllables_one_slip_away_even_of_a_known_one() {
        var near = new Spelling(Map.of("lap", 30, "lao", 5, "lam", 9, "luat", 2, "la", 1));
        assertThat(near.candidates("lap")).extracting(Spelling.Candidate::syllable)
                .containsExactlyInAnyOrder("lao", "lam", "la");
        assertThat(near.candidates("2025")).isEmpty();
        assertThat(near.candidates("l")).isEmpty();
    }

    @Test
    void a_neighbouring_key_is_likelier_than_a_far_one() {
        assertThat(likelihood("doangh", "doanh")).isGreaterThan(likelihood("doanph", "doanh"));
        assertThat(likelihood("thabh", "thanh")).isGreaterThan(likelihood("thaqh", "thanh"));
    }

    @Test
    void keys_of_a_typing_method_are_likelier_than_any_slip() {
        assertThat(likelihood("thanhf", "thanh")).isGreaterThan(likelihood("thanhg", "thanh"));
        assertThat(likelihood("thanh2", "thanh")).isGreaterThan(likelihood("tahnh", "thanh"));
        assertThat(likelihood("laapj", "lap")).isPositive();
    }

    @Test
    void a_swap_or_a_missing_letter_is_likelier_than_a_wrong_one_far_away() {
        assertThat(likelihood("thnah", "thanh")).isGreaterThan(likelihood("thaqh", "thanh"));
        assertThat(likelihood("tanh", "thanh")).isGreaterThan(likelihood("thaqh", "thanh"));
    }
}
