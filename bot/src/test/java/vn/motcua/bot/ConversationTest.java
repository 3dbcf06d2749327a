package vn.motcua.bot;

import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What citizens experience.
class ConversationTest extends CitizenTalks {
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
        var text = citizen.says("lệ phí thành lập công ty cổ phần là bao nhiêu").says("Chi tiết:").reply().text();
        assertThat(text.lines().findFirst().orElse("")).contains("lệ phí");
        assertThat(text.substring(0, text.indexOf("Chi tiết:")).split("\\s+").length).isLessThanOrEqualTo(60);
    }

    @Test
    void papers_that_do_not_fit_go_on_in_the_details_with_their_number() {
        var text = citizen.says("hồ sơ thành lập công ty cổ phần gồm gì").answers("dn-ctcp", "documents")
                .says("gồm 7 loại giấy tờ:").says("\n1. Giấy đề nghị").says("\n7. Văn bản ủy quyền").reply().text();
        assertThat(text.indexOf("\n1. ")).isLessThan(text.indexOf("Chi tiết:"));
        assertThat(text.indexOf("\n7. ")).isGreaterThan(text.indexOf("Chi tiết:"));
    }

    @Test
    void whoever_names_only_a_matter_gets_a_few_lines_and_buttons_for_the_rest() {
        var text = citizen.says("thành lập công ty cổ phần").answers("dn-ctcp")
                .says("Thời hạn: 3 ngày làm việc kể từ khi nhận hồ sơ hợp lệ").says("Phí, lệ phí: 50.000 đồng")
                .says("Nơi nộp: Phòng Đăng ký kinh doanh").offers("Hồ sơ").offers("Lệ phí").reply().text();
        assertThat(text.substring(0, text.indexOf("Căn cứ:")).split("\\s+").length).isLessThanOrEqualTo(60);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "công ty tạm ngừng 6 tháng phải báo trước bao lâu | 3 ngày làm việc trước ngày tạm ngừng",
            "thêm ngành nghề kinh doanh trong bao nhiêu ngày phải báo | 10 ngày kể từ ngày có thay đổi",
            "đổi tên công ty phải thông báo trong mấy ngày | 10 ngày kể từ ngày có thay đổi",
            "gia hạn dự án đầu tư phải nộp trước bao lâu | 6 tháng trước ngày hết thời hạn",
            "tạm ngừng kinh doanh được tối đa bao lâu | không quá 12 tháng",
            "hộ kinh doanh tạm ngừng tối đa bao lâu | không quá một năm",
            "công ty tnhh hai thành viên tối đa bao nhiêu người góp vốn | Từ 2 đến 50 thành viên",
            "thành lập hợp tác xã cần bao nhiêu người | từ 5 thành viên trở lên",
            "ctcp tối thiểu mấy cổ đông | Tối thiểu 3 cổ đông",
            "báo cáo tình hình dự án đầu tư bao lâu một lần | báo cáo quý và năm",
            "mua thông tin doanh nghiệp giá bao nhiêu | 20.000 đồng",
            "how do I suspend my company, how many days in advance must I notify? | 3 working days before the day"})
    void the_figure_that_was_asked_for_is_the_first_one_read(String question, String figure) {
        var text = citizen.says(question).does("answer").says(figure).reply().text();
        assertThat(text.substring(0, text.indexOf(figure)))
                .doesNotContainPattern("\\d+ (ngày|tháng|năm|đồng|day|working)");
        assertThat(text.split(Pattern.quote(figure), -1)).as("said once: " + text).hasSize(2);
    }

    @Test
    void an_explanation_stands_behind_its_own_question() {
        citizen.says("chuyển hộ kinh doanh lên công ty có được miễn phí không").answers("dn-tu-hkd")
                .doesNotSay("\nKhông.").says("0 đồng");
    }

    @Test
    void nothing_is_said_twice_and_the_warning_stands_once() {
        citizen.says("ctcp tối thiểu mấy cổ đông").saysOnce("Tối thiểu 3 cổ đông");
        citizen.says("cấp giấy chứng nhận đăng ký đầu tư mất bao lâu").doesNotSay("chưa được Sở xác nhận) (chưa");
        citizen.says("gia hạn dự án đầu tư").says("Thời hạn: chưa có dữ kiện chắc chắn")
                .doesNotSay("Thời hạn: Thời hạn");
    }

    @Test
    void a_matter_of_no_agency_is_not_said_to_be_somebodys() {
        citizen.says("thời tiết lạng sơn mai mưa không").does("out_of_scope").says("không thuộc phạm vi của Motcua")
                .doesNotSay("phụ trách phụ trách").doesNotSay("Sở Tài chính.");
    }

    @Test
    void nobody_is_promised_an_officer_in_this_chat() {
        citizen.says("cho tôi gặp cán bộ").does("handoff").says("chưa có cán bộ trực")
                .says("Trung tâm Phục vụ hành chính công").doesNotSay("Trong lúc chờ");
        citizen.says("có ai xem máy tính hộ tôi không").does("answer").says("chưa có hỗ trợ từ xa");
        citizen.says("mấy giờ mở cửa vậy").does("answer").says("Nguồn: ").doesNotSay("chuyển câu hỏi");
    }

    @Test
    void whoever_is_asked_for_extra_money_learns_where_to_report_it() {
        citizen.says("cán bộ gợi ý đưa phong bì mới làm nhanh").does("complaint").says("không ai được đòi thêm")
                .says(": Sở Tài chính tỉnh Lạng Sơn").doesNotSay("Nộp đề nghị");
    }

    @Test
    void an_english_answer_is_english_down_to_the_articles() {
        citizen.says("what documents do I need to open a branch?").answers("dv-chinhanh", "documents")
                .says("Source: Article 30, Decree 168/2025").doesNotSay("Điều");
        citizen.says("how do I suspend my company?").answers("tn-tamngung").doesNotSay("Điều");
    }
}
