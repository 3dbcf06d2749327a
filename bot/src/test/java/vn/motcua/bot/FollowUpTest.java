package vn.motcua.bot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/// What is left out of a message is taken from the conversation.
class FollowUpTest extends CitizenTalks {
    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            tôi muốn tạm ngừng công ty | thế còn hộ kinh doanh? | hkd-tamngung
            hộ kinh doanh đổi địa chỉ | thế công ty thì sao | td-diachi
            tôi muốn mở tiệm cắt tóc | thế đổi địa chỉ thì sao | hkd-diachi
            lệ phí đăng ký công ty cổ phần | what about a household business? | hkd-moi
            how do I suspend my company | and for a branch? | tn-tamngung
            mở chi nhánh | và văn phòng đại diện? | dv-vpdd
            mở chi nhánh | còn địa điểm kinh doanh? | dv-ddkd
            tăng vốn công ty cần giấy tờ gì | thế giảm vốn thì sao | td-giamvon
            lệ phí thành lập công ty cổ phần | còn hộ kinh doanh | hkd-moi
            """)
    void what_about_replaces_only_what_it_names(String first, String then, String procedure) {
        citizen.says(first).does("answer");
        citizen.says("mất bao lâu").does("answer");
        citizen.says(then).answers(procedure, "time");
    }

    @Test
    void what_about_can_change_everything() {
        citizen.says("đổi tên công ty mất mấy ngày").answers("td-ten", "time");
        citizen.says("còn giải thể thì cần giấy tờ gì").answers("gt-tunguyen", "documents");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lệ phí mở văn phòng đại diện | không, ý tôi là chi nhánh | dv-chinhanh | fee
            tạm ngừng công ty cần giấy gì | à không phải, em hỏi hộ kinh doanh | hkd-tamngung | documents
            how to open a branch | no, I mean a representative office | dv-vpdd | steps
            """)
    void a_correction_keeps_the_rest(String first, String correction, String procedure, String facet) {
        citizen.says(first).does("answer");
        citizen.says(correction).answers(procedure, facet);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            cổ phần | dn-ctcp
            2 người góp vốn | dn-tnhh2
            2 | dn-tnhh2
            số 2 | dn-tnhh2
            cái thứ hai | dn-tnhh2
            em chọn 3 ạ | dn-ctcp
            the first one | dn-tnhh1-cn
            """)
    void whoever_was_asked_back_may_answer_in_words_or_by_place(String answer, String procedure) {
        citizen.says("lệ phí mở công ty").does("clarify");
        citizen.says(answer).answers(procedure, "fee");
    }

    @ParameterizedTest
    @ValueSource(strings = {"mở công ty", "thanh lap doanh nghiep", "mất giấy phép kinh doanh",
            "đổi địa chỉ kinh doanh",
            "set up a company"})
    void what_fits_several_procedures_is_asked_back_about(String question) {
        citizen.says(question).does("clarify");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            bao nhiêu tiền | fee
            Thời hạn | time
            thời hạn? | time
            how long does it take | time
            nop o dau z | where
            """)
    void a_part_alone_is_about_the_current_procedure(String part, String facet) {
        citizen.says("thành lập công ty cổ phần").does("answer");
        citizen.says(part).answers("dn-ctcp", facet);
    }

    @Test
    void two_parts_are_both_answered() {
        citizen.says("mở hộ kinh doanh bán tạp hóa").answers("hkd-moi");
        var facets = citizen.says("hết bao nhiêu và mất mấy ngày").answers("hkd-moi").reply().facets();
        assertThat(facets).contains("fee", "time");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            phí đổi tên công ty và hồ sơ mở chi nhánh | td-ten:fee, dv-chinhanh:documents
            lệ phí mở công ty cổ phần, còn hộ kinh doanh thì sao? | dn-ctcp:fee, hkd-moi:fee
            tăng vốn cần giấy gì? đổi tên công ty phí bao nhiêu? giải thể mất mấy ngày? | td-tangvon:documents, td-ten:fee, gt-tunguyen:time
            Giải thể công ty mất bao lâu? Còn đóng hộ kinh doanh nộp ở đâu? | gt-tunguyen:time, hkd-chamdut:where
            how much is it to register a joint stock company and how long does it take to open a branch | dn-ctcp:fee, dv-chinhanh:time
            """)
    void two_questions_in_one_message_are_both_answered(String message, String parts) {
        var reply = citizen.says(message).does("answer").reply();
        assertThat(reply.parts().stream().map(part -> part.procedure() + ":" + part.facets().getFirst()))
                .containsExactly(parts.split(", "));
        reply.parts().forEach(part -> assertThat(reply.text()).contains(part.text()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tôi có hộ kinh doanh bán tạp hóa. Giờ muốn lên công ty thì hồ sơ cần gì?",
            "tăng vốn điều lệ cần giấy tờ gì và mất bao lâu", "thời hạn thành lập công ty cổ phần và lệ phí"})
    void one_question_stays_one(String message) {
        assertThat(citizen.says(message).does("answer").reply().parts()).hasSize(1);
    }

    @Test
    void what_was_masked_is_said_once_for_both_questions() {
        var text = citizen.says("0912345678 đây, phí đổi tên công ty và hồ sơ mở chi nhánh").does("answer").reply()
                .text();
        assertThat(text.split("đã che", -1)).hasSize(2);
    }

    @Test
    void after_a_matter_of_another_agency_the_old_procedure_is_over() {
        citizen.says("thành lập công ty cổ phần").answers("dn-ctcp");
        citizen.says("làm hộ chiếu").does("out_of_scope");
        citizen.says("mất bao lâu").does("clarify");
    }

    @Test
    void a_price_is_no_bribe() {
        citizen.says("bao nhiêu tiền").does("clarify");
    }

    @Test
    void waiting_long_is_a_complaint() {
        citizen.says("ủa sao lâu vậy, hồ sơ nộp 10 ngày rồi").does("complaint");
    }
}
