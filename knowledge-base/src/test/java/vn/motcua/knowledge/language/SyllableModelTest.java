package vn.motcua.knowledge.language;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

class SyllableModelTest {
    private final SyllableModel model = learned("đăng ký kinh doanh", "đăng ký khai sinh", "cơ quan đăng ký kinh doanh",
            "tạm ngừng kinh doanh", "công ty cổ phần", "công dân có thể nộp", "giấy khai sinh", "phân công cán bộ",
            "thành lập công ty", "thanh toán lệ phí", "địa chỉ ở đâu");

    private static SyllableModel learned(String... sentences) {
        var builder = new SyllableModel.Builder();
        for (var sentence : sentences) {
            builder.add(Syllables.of(sentence));
        }
        return builder.build();
    }

    private String likeliest(String typed) {
        return String.join(" ", model.read(Syllables.of(typed)).likeliest());
    }

    @ParameterizedTest
    @CsvSource({"dang ky kinh doanh, đăng ký kinh doanh", "thanh lap cong ty co phan, thành lập công ty cổ phần",
            "thanh toan le phi, thanh toán lệ phí", "phan cong can bo, phân công cán bộ"})
    void neighbours_say_which_diacritics_were_meant(String typed, String meant) {
        assertThat(likeliest(typed)).isEqualTo(meant);
    }

    @ParameterizedTest
    @CsvSource({"dang ky kinh doang, đăng ký kinh doanh", "giay khai sin, giấy khai sinh",
            "tam nugng kinh doanh, tạm ngừng kinh doanh", "thanhf laapj cong ty, thành lập công ty",
            "thanh2 lap cong ty, thành lập công ty"})
    void slips_and_keys_left_behind_are_repaired(String typed, String meant) {
        assertThat(likeliest(typed)).isEqualTo(meant);
    }

    @Test
    void diacritics_that_were_typed_are_believed() {
        assertThat(likeliest("thanh lập công ty")).startsWith("th").endsWith("lập công ty");
        assertThat(model.read(List.of("thành", "toán")).syllables().getFirst()).containsKey("thành");
        assertThat(likeliest("công ty cổ phần")).isEqualTo("công ty cổ phần");
    }

    @Test
    void without_slips_only_diacritics_are_restored() {
        var reading = model.read(Syllables.of("kinh doang"), false);
        assertThat(reading.likeliest()).containsExactly("kinh", "doang");
    }

    @Test
    void strangers_stay_as_they_are_and_probabilities_add_up() {
        var reading = model.read(Syllables.of("dang ky xyzxyz kinh doanh 2025"));
        assertThat(reading.likeliest()).containsExactly("đăng", "ký", "xyzxyz", "kinh", "doanh", "2025");
        assertThat(reading.pairs()).hasSize(5);
        reading.syllables().forEach(one -> assertThat(
                one.values().stream().mapToDouble(probability -> probability).sum()).isCloseTo(1, within(0.1)));
    }

    @Test
    void nothing_typed_and_nothing_learned_are_no_mistakes() {
        assertThat(model.read(List.of()).likeliest()).isEmpty();
        assertThat(learned().read(List.of("dang", "ky")).likeliest()).containsExactly("dang", "ky");
    }

    @Test
    void a_long_text_keeps_its_probabilities() {
        var typed = Syllables.of("dang ky kinh doanh ".repeat(300));
        assertThat(model.read(typed).likeliest()).startsWith("đăng", "ký", "kinh", "doanh").hasSize(1200);
    }

    /// Folded, as citizens' questions are read; everything twice, so that nothing looks like a slip of the writer.
    private final SyllableModel folded = learned("thanh lap cong ty", "thanh lap cong ty", "tang von dieu le",
            "tang von dieu le", "van phong dai dien", "van phong dai dien", "doi ten cong ty", "doi ten cong ty");

    @ParameterizedTest
    @CsvSource({"thanh lap conh ty, thanh lap cong ty", "thnah lap cong ty, thanh lap cong ty",
            "tang vn dieu le, tang von dieu le", "tang bon dieu le, tang von dieu le",
            "van phong dai dein, van phong dai dien", "thanhf laapj cong ty, thanh lap cong ty"})
    void only_what_looks_wrong_is_repaired_and_its_neighbours_say_how(String typed, String meant) {
        var readings = folded.repair(Syllables.of(typed)).orElseThrow();
        assertThat(String.join(" ", readings.likeliest())).isEqualTo(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"thanh lap cong ty", "doi ten cong ty", "tang von", "2025"})
    void what_looks_right_is_not_doubted(String typed) {
        assertThat(folded.repair(Syllables.of(typed))).isEmpty();
    }

    @Test
    void known_syllables_in_a_new_order_stay_the_likeliest() {
        assertThat(folded.repair(List.of("cong", "van")).map(SyllableModel.Readings::likeliest)
                .orElse(List.of("cong", "van"))).containsExactly("cong", "van");
    }

    @ParameterizedTest
    @CsvSource({"congty, cong ty", "tangvon, tang von", "dieule, dieu le"})
    void a_missing_space_is_put_in_between_syllables_that_follow_each_other(String typed, String meant) {
        assertThat(folded.apart(typed).map(apart -> String.join(" ", apart))).contains(meant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"cong", "tycong", "lapvon", "xyzabc", ""})
    void other_words_are_left_together(String typed) {
        assertThat(folded.apart(typed)).isEmpty();
    }

    @Test
    void a_model_that_was_written_reads_the_same() throws IOException {
        var bytes = new ByteArrayOutputStream();
        model.write(new DataOutputStream(bytes));
        var copy = SyllableModel.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        for (var text : List.of("dang ky kinh doang", "thanhf laapj cong ty", "phan cong can bo")) {
            assertThat(copy.read(Syllables.of(text))).isEqualTo(model.read(Syllables.of(text)));
        }
    }
}
