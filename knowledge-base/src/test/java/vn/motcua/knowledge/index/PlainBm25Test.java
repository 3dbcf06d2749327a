package vn.motcua.knowledge.index;

import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class PlainBm25Test {
    private final PlainBm25 plain = new PlainBm25(
            List.of("mở thư viện ở đâu", "bể bơi mấy giờ mở cửa", "vé vào bể bơi"));

    @Test
    void the_text_with_the_rarest_shared_words_is_nearest_whatever_the_case() {
        assertThat(plain.nearest("THƯ VIỆN mở cửa chưa")).hasValue(0);
        assertThat(plain.nearest("mua vé bơi")).hasValue(2);
    }

    @Test
    void nothing_is_near_without_a_shared_word_and_diacritics_make_another_word() {
        assertThat(plain.nearest("thu vien")).isEmpty();
        assertThat(plain.nearest("?")).isEmpty();
    }
}
