package vn.motcua.bot.answer;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;

import vn.motcua.bot.Scenario;
import vn.motcua.bot.messages.Messages;
import vn.motcua.knowledge.content.Content;

import static org.assertj.core.api.Assertions.assertThat;

class ReviewSheetTest {
    private final Content ours = Scenario.BRAIN.knowledge().content();

    private String sheet(String... ids) {
        var bytes = new ByteArrayOutputStream();
        new ReviewSheet(ours, Messages.load(Scenario.CONFIG)).print(List.of(ids),
                new PrintStream(bytes, true, StandardCharsets.UTF_8));
        return bytes.toString(StandardCharsets.UTF_8);
    }

    @Test
    void a_fact_stands_in_words_with_its_source_and_the_law_it_rests_on() {
        assertThat(sheet("tn-tamngung"))
                .contains("trực tuyến, trực tiếp, qua bưu chính", "3 ngày làm việc", "Mức chắc chắn: ", "Nguồn: ",
                        "Căn cứ: Nghị định 168/2025/NĐ-CP, Điều 60", "== Cơ quan, trang nộp hồ sơ")
                .doesNotContain("thành lập công ty cổ phần");
    }

    @Test
    void all_that_citizens_may_be_told_is_on_the_sheet_as_long_as_nobody_approved_it() {
        var sheet = sheet();
        assertThat(ours.procedures().values()).allSatisfy(one -> assertThat(sheet).contains(one.title().vi()));
        assertThat(ours.articles().values()).filteredOn(one -> !one.assurance().approved())
                .allSatisfy(one -> assertThat(sheet).contains("(" + one.id() + ")").contains(one.lead().vi()));
        assertThat(ours.laws().values()).allSatisfy(one -> assertThat(sheet).contains("[ ] " + one.name().vi()));
        assertThat(ours.agencies().values()).allSatisfy(one -> assertThat(sheet).contains("[ ] " + one.name().vi()));
        assertThat(ours.portals().values()).allSatisfy(one -> assertThat(sheet).contains("[ ] " + one.name().vi()));
        assertThat(Pattern.compile("(?m)^  \\[ ] ").matcher(sheet).results().count())
                .isGreaterThan(10L * ours.procedures().size());
    }

    @Test
    void no_code_of_the_program_stands_where_an_officer_reads() {
        assertThat(sheet()).doesNotContainPattern("ONLINE|IN_PERSON|POST\\b|working-days|\\bdkkd-tinh\\b")
                .doesNotContain("null", "Localized[", "review.", "page.");
    }
}
