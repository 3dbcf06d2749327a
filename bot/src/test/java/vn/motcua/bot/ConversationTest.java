package vn.motcua.bot;

import java.nio.file.Path;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/// What citizens experience.
class ConversationTest {
    @TempDir
    private Path data;
    private Scenario scenario;
    private Scenario.Citizen citizen;

    @BeforeEach
    void begin() {
        scenario = new Scenario(data);
        citizen = scenario.citizen();
    }

    @AfterEach
    void end() {
        scenario.close();
    }

    @Test
    void a_fee_is_answered_with_its_amounts_channel_by_channel_and_its_source() {
        citizen.says("lệ phí thành lập công ty cổ phần là bao nhiêu").answers("dn-ctcp", "fee").says("50.000 đồng")
                .says("trực tuyến: 0 đồng").says("100.000 đồng").cites("Thông tư 47/2019/TT-BTC")
                .says("Căn cứ: Thông tư 47/2019/TT-BTC");
    }

    @Test
    void the_first_reply_says_that_it_is_automated_and_later_ones_do_not() {
        citizen.says("lệ phí thành lập công ty cổ phần là bao nhiêu").says("trợ lý tự động");
        citizen.says("mất bao lâu?").doesNotSay("trợ lý tự động");
    }

    @Test
    void a_time_limit_says_from_when_it_counts_and_promises_nothing() {
        citizen.says("thành lập công ty cổ phần mất mấy ngày").answers("dn-ctcp", "time")
                .says("3 ngày làm việc kể từ khi nhận hồ sơ hợp lệ").doesNotSay("chắc chắn được");
    }

    @Test
    void what_the_citizen_must_do_in_time_stands_apart_from_the_processing_time() {
        var reply = citizen.says("công ty tạm ngừng kinh doanh thì thời hạn bao lâu").answers("tn-tamngung", "time")
                .reply();
        var lines = reply.text().lines().toList();
        int processing = indexOf(lines, "1 ngày làm việc");
        int duties = indexOf(lines, "Việc anh/chị phải làm đúng hạn");
        assertThat(processing).isNotNegative().isLessThan(duties);
        assertThat(lines.subList(duties, lines.size())).anyMatch(line -> line.contains("3 ngày làm việc"));
    }

    private static int indexOf(java.util.List<String> lines, String words) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(words)) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void an_unknown_fee_is_said_to_be_unknown_and_an_officer_is_offered() {
        citizen.says("lệ phí đăng ký hộ kinh doanh bao nhiêu tiền").answers("hkd-moi", "fee")
                .says("chưa có dữ kiện chắc chắn").offers("Gặp cán bộ");
    }

    @Test
    void a_fact_of_lower_certainty_says_so_in_the_answer_itself() {
        citizen.says("cấp giấy chứng nhận đăng ký đầu tư mất bao lâu").answers("dt-capgcn", "time")
                .says("chưa được Sở xác nhận");
    }

    @Test
    void an_opened_citation_tells_that_nobody_has_approved_the_fact_yet() {
        var reply = citizen.says("lệ phí thành lập công ty cổ phần là bao nhiêu").doesNotSay("chưa được Sở xác nhận")
                .reply();
        assertThat(reply.citations())
                .allSatisfy(citation -> assertThat(citation.note()).contains("Chưa có cán bộ Sở duyệt"));
    }

    @Test
    void the_conversation_is_remembered() {
        citizen.says("hồ sơ thành lập công ty TNHH hai thành viên gồm gì").answers("dn-tnhh2", "documents");
        citizen.says("mất bao lâu?").answers("dn-tnhh2", "time");
        citizen.says("thế còn công ty cổ phần?").answers("dn-ctcp", "time");
        citizen.says("lệ phí").answers("dn-ctcp", "fee");
    }

    @Test
    void an_article_that_explains_a_part_of_a_procedure_is_what_is_said() {
        var reply = citizen.says("bán hàng rong có cần đăng ký không").answers("hkd-moi").reply();
        assertThat(reply.text()).startsWith("Theo hiểu biết chung, người bán hàng rong")
                .contains("chưa được Sở xác nhận");
    }

    @Test
    void what_about_something_else_keeps_the_question_and_changes_the_topic() {
        citizen.says("công ty tạm ngừng kinh doanh thì thời hạn bao lâu").answers("tn-tamngung", "time");
        citizen.says("thế còn giải thể?").answers("gt-tunguyen", "time");
    }

    @Test
    void a_choice_goes_on_with_the_same_procedure() {
        citizen.says("lệ phí thành lập công ty cổ phần là bao nhiêu").offers("Hồ sơ").offers("Thời hạn")
                .offers("Nộp ở đâu").offers("Gặp cán bộ").offers("Đúng").offers("Chưa đúng");
        citizen.picks("Hồ sơ").answers("dn-ctcp", "documents").says("Điều lệ công ty");
        citizen.picks("Nộp ở đâu").answers("dn-ctcp", "where").says("dangkyquamang.dkkd.gov.vn");
    }

    @Test
    void a_question_without_a_topic_is_asked_back() {
        citizen.says("mất bao nhiêu tiền vậy ạ").does("clarify").offers("Gặp cán bộ");
    }

    @Test
    void a_number_picks_a_choice_that_was_offered_when_asking_back() {
        var first = citizen.says("mất bao nhiêu tiền vậy ạ").does("clarify").reply().choices().getFirst();
        citizen.says("1").answers(java.util.Objects.requireNonNull(first.procedure()), "fee");
    }

    @Test
    void a_greeting_is_greeted_and_thanks_are_welcome() {
        citizen.says("xin chào").does("smalltalk").says("trợ lý tự động");
        citizen.says("cảm ơn bạn nhiều nhé").does("smalltalk");
    }

    @Test
    void somebody_who_wants_a_person_is_not_kept() {
        citizen.says("cho tôi gặp cán bộ").does("handoff");
    }

    @Test
    void another_agencys_matter_is_pointed_there() {
        citizen.says("làm hộ chiếu ở đâu").does("out_of_scope").says("Công an");
    }

    @Test
    void a_dossier_code_is_a_question_about_its_status() {
        citizen.says("H37.13-260915-0042").does("status");
        citizen.says("hồ sơ 000.00.13.H37-260915-0042 đâu rồi").does("status");
    }

    @Test
    void extra_money_is_taken_seriously() {
        var reply = citizen.says("cán bộ gợi ý đưa phong bì mới làm nhanh").does("complaint").reply();
        assertThat(reply.procedure()).startsWith("pa-");
    }

    @Test
    void english_is_answered_in_english() {
        citizen.says("how much does it cost to set up a joint-stock company?").answers("dn-ctcp", "fee")
                .says("50,000 VND").says("automated assistant");
    }

    @Test
    void feedback_is_taken() {
        citizen.says("lệ phí thành lập công ty cổ phần là bao nhiêu");
        citizen.picks("Chưa đúng").does("smalltalk").offers("Gặp cán bộ");
    }

    @Test
    void a_choice_nobody_offered_does_no_harm() {
        var outcome = scenario.turns
                .run(new vn.motcua.bot.turn.TurnEvent.Picked(citizen.conversation, "x", "ask:../../etc/passwd:fee"));
        assertThat(outcome).isInstanceOf(vn.motcua.bot.turn.TurnOutcome.Done.class);
    }

    @Test
    void an_answer_leads_with_what_was_asked_and_stays_short_before_the_details() {
        var text = citizen.says("lệ phí thành lập công ty cổ phần là bao nhiêu").reply().text();
        assertThat(text.lines().findFirst().orElse("")).contains("lệ phí");
        assertThat(text.lines().findFirst().orElse("").split("\\s+").length).isLessThanOrEqualTo(60);
    }
}
