package vn.motcua.bot.privacy;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import vn.motcua.bot.privacy.Misconduct.Mention;
import vn.motcua.knowledge.language.Syllables;

import static org.assertj.core.api.Assertions.assertThat;

class MisconductTest {
    private static final Set<String> NEED_DIACRITICS = Set.of("mụ nớ vòi tiền tui hai bữa ni",
            "cb vòi quà tết mới trả kết quả", "mấy ổng ở xã đòi chung chi mới làm");

    @ParameterizedTest
    @MethodSource("vn.motcua.bot.privacy.Sentences#told")
    void whoever_tells_of_misconduct_is_recognised(String text) {
        assertThat(Misconduct.in(text)).isEqualTo(Mention.TOLD);
    }

    @ParameterizedTest
    @MethodSource("vn.motcua.bot.privacy.Sentences#told")
    void whatever_the_keyboard_did_to_it(String text) {
        assertThat(Misconduct.in(text.toUpperCase(Locale.ROOT))).isNotEqualTo(Mention.NONE);
        assertThat(Misconduct.in(Normalizer.normalize(text, Normalizer.Form.NFD))).isNotEqualTo(Mention.NONE);
        assertThat(Misconduct.in(text.replace(" ", "  … "))).isNotEqualTo(Mention.NONE);
        assertThat(Misconduct.in(text.replaceAll("(?<=\\p{L})(?=\\p{L})", "\u200b"))).isNotEqualTo(Mention.NONE);
        assertThat(Misconduct.in("chào bot, mình kể chuyện này: " + text + " ạ, cảm ơn")).isNotEqualTo(Mention.NONE);
    }

    @ParameterizedTest
    @MethodSource("vn.motcua.bot.privacy.Sentences#told")
    void most_of_it_also_without_diacritics(String text) {
        // Some words are too common without theirs: "voi tien" is mostly "với tiền".
        var bare = Syllables.fold(text);
        if (!NEED_DIACRITICS.contains(text)) {
            assertThat(Misconduct.in(bare)).as(bare).isNotEqualTo(Mention.NONE);
        }
    }

    @ParameterizedTest
    @MethodSource("vn.motcua.bot.privacy.Sentences#asked")
    void a_question_about_the_rules_tells_of_nothing(String text) {
        assertThat(Misconduct.in(text)).isNotEqualTo(Mention.TOLD);
    }

    @ParameterizedTest
    @MethodSource("vn.motcua.bot.privacy.Sentences#none")
    void everyday_messages_are_not_taken_for_it(String text) {
        assertThat(Misconduct.in(text)).isEqualTo(Mention.NONE);
        assertThat(Misconduct.in(Syllables.fold(text))).as("without diacritics").isEqualTo(Mention.NONE);
    }
}
