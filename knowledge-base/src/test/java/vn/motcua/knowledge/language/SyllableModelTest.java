package vn.motcua.knowledge.language;

import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
}
