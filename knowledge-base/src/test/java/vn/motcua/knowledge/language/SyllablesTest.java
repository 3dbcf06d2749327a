package vn.motcua.knowledge.language;

import java.text.Normalizer;
import java.util.List;
import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

class SyllablesTest {
    private static final String LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵAĂÂĐÊÔƠƯÁẤẾỘ 0123456789.,?!/-";

    @Test
    void splits_at_everything_that_is_no_letter_or_digit() {
        assertThat(Syllables.of("Nghị định 168/2025/NĐ-CP: phí 50.000đ?"))
                .containsExactly("nghị", "định", "168", "2025", "nđ", "cp", "phí", "50", "000đ");
    }

    @Test
    void folds_every_vietnamese_letter() {
        assertThat(Syllables.fold("Thành lập công ty TNHH ở Đồng Đăng, Ðà Nẵng, quý khách"))
                .isEqualTo("thanh lap cong ty tnhh o dong dang, da nang, quy khach");
    }

    @Test
    void reads_decomposed_text_like_composed_text() {
        var composed = "tạm ngừng kinh doanh hộ";
        assertThat(Syllables.of(Normalizer.normalize(composed, Normalizer.Form.NFD))).isEqualTo(Syllables.of(composed));
    }

    @ParameterizedTest
    @CsvSource({"đăng kí, đăng ký", "quản lí, quản lý", "công ti, công ty", "mĩ phẩm, mỹ phẩm", "bác sĩ, bác sỹ",
            "quí khách, quý khách", "mười tỉ, mười tỷ", "văn hoá, văn hóa", "uỷ quyền, ủy quyền", "thuỷ sản, thủy sản",
            "khoẻ, khỏe", "dang ki quan li, dang ky quan ly"})
    void both_spellings_of_a_syllable_are_one(String one, String other) {
        assertThat(Syllables.of(one)).isEqualTo(Syllables.of(other));
        assertThat(Syllables.key(one)).isEqualTo(Syllables.key(other));
    }

    @Test
    void what_sounds_otherwise_stays() {
        assertThat(Syllables.of("phí nghỉ thi quý hoàn quỹ hi vi tai toán thủy"))
                .containsExactly("phí", "nghỉ", "thi", "quý", "hoàn", "quỹ", "hi", "vi", "tai", "toán", "thủy");
    }

    @Test
    void knows_whether_diacritics_were_typed() {
        assertThat(Syllables.hasDiacritics("giai the cong ty")).isFalse();
        assertThat(Syllables.hasDiacritics("giai the cong tỷ")).isTrue();
        assertThat(Syllables.hasDiacritics("dang ky o Đồng Đăng")).isTrue();
    }

    @Test
    void folding_is_idempotent_and_blind_to_unicode_form_for_any_text() {
        var random = new Random(7);
        for (int n = 0; n < 20_000; n++) {
            var text = text(random);
            var folded = Syllables.fold(text);
            assertThat(Syllables.fold(folded)).isEqualTo(folded);
            assertThat(Syllables.key(Normalizer.normalize(text, Normalizer.Form.NFD))).isEqualTo(Syllables.key(text));
            assertThat(Syllables.hasDiacritics(folded)).isFalse();
        }
    }

    @Test
    void survives_what_is_not_text() {
        assertThat(List.of("", " ", "\0", "\ud800", "🙂🙂", "…")).allSatisfy(odd -> {
            Syllables.of(odd);
            Syllables.key(odd);
            Syllables.hasDiacritics(odd);
        });
    }

    private static String text(Random random) {
        var text = new StringBuilder();
        for (int i = random.nextInt(30); i >= 0; i--) {
            text.append(LETTERS.charAt(random.nextInt(LETTERS.length())));
        }
        return text.toString();
    }
}
