package vn.motcua.knowledge.search;

import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

import vn.motcua.knowledge.content.Speech;
import vn.motcua.knowledge.search.PassageSearch.Ingredient;
import vn.motcua.knowledge.search.PassageSearch.Passage;

import static org.assertj.core.api.Assertions.assertThat;

class PassageSearchTest {
    private static final List<Passage> PASSAGES = List.of(
            new Passage("Cấp lại thẻ thư viện", "Bạn đọc mất thẻ thư viện nộp đơn tại quầy và chờ ba ngày làm việc."),
            new Passage("Mượn sách về nhà", "Mỗi bạn đọc được mượn năm quyển sách về nhà trong mười bốn ngày."),
            new Passage("Phòng đọc yên tĩnh", "Phòng đọc mở cửa từ bảy giờ sáng; không mang đồ ăn vào phòng đọc."),
            new Passage("", "Người trả sách muộn nộp tiền phạt tại quầy. Mất sách thì đền theo giá bìa."));
    private static final Speech.Vocabulary VOCABULARY = new Speech.Vocabulary(Map.of("tv", List.of("thư viện")),
            Map.of("đi trễ", List.of("muộn")), Map.of(), Map.of(), List.of(), List.of(), Set.of(), List.of());

    private static int first(String question, Set<Ingredient> without) {
        var scores = new PassageSearch(PASSAGES, VOCABULARY, without).scores(question);
        int best = 0;
        for (int i = 0; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        return scores[best] > 0 ? best : -1;
    }

    @ParameterizedTest
    @CsvSource({"mất thẻ thư viện thì làm sao, 0", "mat the thu vien thi lam sao, 0", "mat teh thu vein, 0",
            "xin thẻ tv, 0",
            "duoc muon may quyen sach, 1", "phong doc mo cua luc nao, 2", "tra sach di tre, 3", "xyzxyz, -1", "'', -1"})
    void finds_the_passage_however_the_question_is_typed(String question, int passage) {
        assertThat(first(question, EnumSet.noneOf(Ingredient.class))).isEqualTo(passage);
    }

    @ParameterizedTest
    @EnumSource(Ingredient.class)
    void every_ingredient_can_be_left_out(Ingredient ingredient) {
        assertThat(first("mất thẻ thư viện", EnumSet.of(ingredient))).isZero();
    }

    @Test
    void ingredients_do_what_they_are_named_after() {
        assertThat(first("tv", EnumSet.of(Ingredient.VOCABULARY, Ingredient.INITIALISMS))).isEqualTo(-1);
        assertThat(first("tv", EnumSet.of(Ingredient.VOCABULARY))).isZero();
        assertThat(first("tv", EnumSet.of(Ingredient.INITIALISMS))).isZero();
        assertThat(first("quyeen", EnumSet.of(Ingredient.SLIPS))).isEqualTo(-1);
        assertThat(first("quyeen", EnumSet.noneOf(Ingredient.class))).isEqualTo(1);
        assertThat(first("quyen", EnumSet.of(Ingredient.FOLDED, Ingredient.RESTORATION))).isEqualTo(-1);
        assertThat(first("quyen", EnumSet.of(Ingredient.FOLDED))).isEqualTo(1);
        assertThat(first("quyen", EnumSet.of(Ingredient.RESTORATION))).isEqualTo(1);
    }
}
