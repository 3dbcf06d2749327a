package vn.motcua.knowledge.language;

import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class InitialismsTest {
    private final Initialisms initialisms = new Initialisms(Stream
            .of("cấp giấy phép lái xe", "giấy phép lái xe hạng A1", "sinh viên", "sinh viên nộp đơn", "số vốn")
            .map(Syllables::of)
            .toList());

    @Test
    void first_letters_stand_for_what_the_texts_say() {
        assertThat(initialisms.expand("GPLX"))
                .containsExactly(new Initialisms.Expansion(List.of("giấy", "phép", "lái", "xe"), 1));
        assertThat(initialisms.expand("sv").getFirst().syllables()).containsExactly("sinh", "viên");
    }

    @Test
    void two_letters_found_once_are_no_evidence() {
        assertThat(initialisms.expand("sv")).extracting(Initialisms.Expansion::syllables)
                .doesNotContain(List.of("số", "vốn"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "an", "2025", "xyzt", "gplxhan", ""})
    void words_numbers_and_what_stands_nowhere_are_left_alone(String typed) {
        assertThat(initialisms.expand(typed)).isEmpty();
    }
}
