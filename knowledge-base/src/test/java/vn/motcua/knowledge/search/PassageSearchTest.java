package vn.motcua.knowledge.search;

import java.util.List;
import java.util.Set;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import vn.motcua.knowledge.ContentFolder;
import vn.motcua.knowledge.search.PassageSearch.Passage;

import static org.assertj.core.api.Assertions.assertThat;

class PassageSearchTest {
    private static final List<Passage> PASSAGES = List.of(
            new Passage("Học phí", "Sinh viên nộp học phí một lần vào đầu mỗi học kỳ tại phòng kế hoạch tài chính."),
            new Passage("Học lại", "Sinh viên có điểm dưới mức đạt phải đăng ký học lại học phần đó."),
            new Passage("Ký túc xá", "Sinh viên được xét vào ở ký túc xá theo thứ tự ưu tiên của nhà trường."),
            new Passage("Tốt nghiệp", "Sinh viên được xét tốt nghiệp khi tích lũy đủ số tín chỉ của chương trình."));
    private static final PassageSearch SEARCH = new PassageSearch(PASSAGES,
            ContentFolder.content().speech().vocabulary(), Set.of());

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nộp học phí ở phòng nào | 0
            nop hoc phi o phong nao | 0
            nộp hocj phis ở phòng nào | 0
            nop hoc phis o phongg nao | 0
            điểm thấp có phải học lại không | 1
            diem thap co phai hocj laij khong | 1
            vao ki tuc xa can gi | 2
            khi nao duoc xet tot nghiep | 3
            khi nao duoc xet tot nghipe | 3
            bao nhieu tin chir thi totj nghieepj | 3
            """)
    void finds_what_was_meant_however_it_was_typed(String question, int passage) {
        var scores = SEARCH.scores(question);
        int best = 0;
        for (int i = 1; i < scores.length; i++) {
            best = scores[i] > scores[best] ? i : best;
        }
        assertThat(best).isEqualTo(passage);
    }

    @ParameterizedTest
    @CsvSource({"xyzzy", "''", "' ?! '"})
    void finds_nothing_where_nothing_fits(String question) {
        for (float score : SEARCH.scores(question)) {
            assertThat(score).isZero();
        }
    }
}
