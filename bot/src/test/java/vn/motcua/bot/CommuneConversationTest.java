package vn.motcua.bot;

import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.bot.conversation.DialogueState;

import static org.assertj.core.api.Assertions.assertThat;

/// What citizens experience who ask where the people of their commune file, or what became of it.
class CommuneConversationTest extends CitizenTalks {
    private static final String ARTICLE = "xa-cu-thuoc-xa-nao";

    @Test
    void a_former_commune_is_told_where_its_household_businesses_file() {
        citizen.says("Tôi ở xã Gia Cát cũ (huyện Cao Lộc) thì nộp hồ sơ mở hộ kinh doanh ở đâu")
                .answers("hkd-moi", "where").says("xã Gia Cát (huyện Cao Lộc cũ) thuộc phường Kỳ Lừa")
                .says("Trung tâm Phục vụ hành chính công phường Kỳ Lừa").says("UBND phường Kỳ Lừa")
                .cites("Nghị quyết 1672/NQ-UBTVQH15");
    }

    @Test
    void the_way_online_comes_before_the_counter() {
        var text = citizen.says("mở hộ kinh doanh ở xã Gia Cát cũ thì nộp ở đâu").reply().text();
        assertThat(text.indexOf("hokinhdoanh.dkkd.gov.vn")).isPositive()
                .isLessThan(text.indexOf("Trung tâm Phục vụ hành chính công phường Kỳ Lừa"));
    }

    @Test
    void a_question_where_to_file_invites_to_name_the_commune_and_the_commune_is_then_enough() {
        citizen.says("mở hộ kinh doanh nộp ở đâu").answers("hkd-moi", "where").says("xã, phường (cũ hoặc mới)");
        citizen.says("tôi ở xã Mai Pha cũ").answers("hkd-moi", "where").says("phường Đông Kinh")
                .doesNotSay("xã, phường (cũ hoặc mới)");
        citizen.says("mất bao lâu?").answers("hkd-moi", "time");
    }

    @Test
    void where_somebody_lives_is_remembered_until_it_matters() {
        citizen.says("nhà em ở xã Gia Cát cũ");
        citizen.says("phí thành lập công ty cổ phần").answers("dn-ctcp", "fee");
        citizen.says("mở hộ kinh doanh nộp ở đâu").answers("hkd-moi", "where").says("phường Kỳ Lừa")
                .doesNotSay("xã, phường (cũ hoặc mới)");
        citizen.says("giải thể công ty nộp ở đâu").answers("gt-tunguyen", "where").doesNotSay("Kỳ Lừa");
    }

    @Test
    void after_the_invitation_a_bare_name_is_understood() {
        citizen.says("mo ho kinh doanh nop o dau").answers("hkd-moi", "where");
        citizen.says("mai pha").answers("hkd-moi", "where").says("phường Đông Kinh");
    }

    @Test
    void what_is_filed_with_the_province_does_not_invite_to_name_a_commune() {
        citizen.says("thành lập công ty cổ phần nộp ở đâu").answers("dn-ctcp", "where")
                .doesNotSay("xã, phường (cũ hoặc mới)");
    }

    @Test
    void a_company_files_with_the_department_wherever_it_is() {
        citizen.says("thành lập công ty cổ phần ở xã Gia Cát cũ thì nộp ở đâu").answers("dn-ctcp", "where")
                .says("phường Kỳ Lừa").says("Sở Tài chính").says("cũng nộp tại nơi trên")
                .doesNotSay("UBND phường Kỳ Lừa");
        citizen.says("công ty ở xã Hồng Phong muốn tạm ngừng kinh doanh thì nộp ở đâu")
                .answers("tn-tamngung", "where").says("Sở Tài chính");
    }

    @Test
    void a_cooperative_files_in_its_commune_which_is_said_to_be_unconfirmed() {
        citizen.says("thành lập hợp tác xã ở xã Yên Thịnh, Hữu Lũng thì nộp ở đâu").answers("htx-moi", "where")
                .says("UBND xã Hữu Liên").says("chưa được Sở xác nhận");
    }

    @Test
    void without_a_matter_both_ways_are_told() {
        var reply = citizen.says("tôi ở xã Gia Cát cũ thì nộp ở đâu").does("answer").says("UBND phường Kỳ Lừa")
                .says("Sở Tài chính").reply();
        assertThat(reply.procedure()).isNull();
        assertThat(reply.article()).isEqualTo(ARTICLE);
        assertThat(reply.facets()).containsExactly("where");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Cao Lộc", "huyện cao lộc ạ", "2", "Xã Hồng Phong, huyện Cao Lộc", "ở Cao Lộc"})
    void a_name_that_existed_twice_is_asked_back_and_answered_by_its_district(String typed) {
        citizen.says("mở hộ kinh doanh ở xã Hồng Phong cũ thì nộp ở đâu").does("clarify")
                .offers("Xã Hồng Phong, huyện Bình Gia").offers("Xã Hồng Phong, huyện Cao Lộc").offers("Gặp cán bộ");
        citizen.says(typed).answers("hkd-moi", "where").says("xã Đồng Đăng");
    }

    @Test
    void the_other_one_is_picked_by_its_button() {
        citizen.says("mở hộ kinh doanh ở xã Hồng Phong cũ thì nộp ở đâu").does("clarify");
        citizen.picks("Xã Hồng Phong, huyện Bình Gia").answers("hkd-moi", "where").says("UBND xã Hồng Phong");
    }

    @Test
    void asking_back_about_a_place_keeps_what_the_talk_was_about() {
        citizen.says("giải thể hộ kinh doanh thì nộp ở đâu").answers("hkd-chamdut", "where");
        citizen.says("em ở xã Tân Thành").does("clarify").offers("Xã Tân Thành, huyện Bắc Sơn");
        citizen.says("bắc sơn").answers("hkd-chamdut", "where").says("UBND xã Nhất Hòa");
        citizen.says("lệ phí").answers("hkd-chamdut", "fee");
    }

    @ParameterizedTest
    @CsvSource({"Bính Xá, xã Đình Lập, xã Kiên Mộc", "Kiên Mộc, xã Kiên Mộc, xã Châu Sơn"})
    void a_divided_commune_names_both_and_says_that_the_hamlet_decides(String divided, String one, String other) {
        citizen.says("tôi ở xã " + divided + " cũ thì nộp ở đâu").does("answer").says(one).says(other).says("tùy thôn")
                .says("chưa được Sở xác nhận");
    }

    @Test
    void a_present_commune_is_told_what_it_was_formed_from() {
        citizen.says("xã Ba Sơn là xã nào trước đây").does("answer").says("xã Cao Lâu").says("xã Xuất Lễ")
                .says("xã Mẫu Sơn");
    }

    @Test
    void asking_what_a_place_is_now_is_not_about_the_procedure_of_before() {
        citizen.says("thành lập công ty cổ phần nộp ở đâu").answers("dn-ctcp", "where");
        var reply = citizen.says("thị trấn Đồng Đăng giờ thuộc xã nào").does("answer").says("xã Đồng Đăng").reply();
        assertThat(reply.article()).isEqualTo(ARTICLE);
    }

    @Test
    void other_parts_asked_for_are_answered_as_well() {
        citizen.says("mở hộ kinh doanh ở xã Gia Cát cũ thì nộp ở đâu và cần giấy tờ gì")
                .answers("hkd-moi", "where", "documents").says("phường Kỳ Lừa").says("Giấy đề nghị");
    }

    @Test
    void english_is_answered_in_english() {
        citizen.says("I live in the former Gia Cat commune, where do I register a household business?")
                .answers("hkd-moi", "where")
                .says("the former Gia Cát commune (Cao Lộc district) has been part of Kỳ Lừa ward")
                .says("Public Administration Service Centre of Kỳ Lừa ward");
        citizen.says("Hong Phong commune").does("clarify").offers("Hồng Phong commune, Cao Lộc district");
        citizen.says("Cao Loc").answers("hkd-moi", "where").says("Đồng Đăng commune");
    }

    @ParameterizedTest
    @ValueSource(strings = {"tôi ở xã Tân Lập, huyện Đồng Hỷ, tỉnh Thái Nguyên mở hộ kinh doanh nộp ở đâu",
            "tôi ở Thái Bình mở hộ kinh doanh nộp ở đâu"})
    void nothing_is_said_about_a_commune_of_another_province(String text) {
        citizen.says(text).answers("hkd-moi", "where").doesNotSay("01/07/2025, xã").doesNotSay("UBND xã ");
    }

    @Test
    void another_agencys_matter_stays_another_agencys_matter() {
        citizen.says("làm giấy khai sinh ở xã Gia Cát cũ thì nộp ở đâu").does("out_of_scope");
    }

    @Test
    void a_complaint_about_a_commune_stays_a_complaint() {
        var reply = citizen.says("cán bộ xã Gia Cát vòi tiền tôi thì báo ở đâu").reply();
        assertThat(reply.procedure()).startsWith("pa-");
        assertThat(reply.text()).doesNotContain("Kỳ Lừa");
    }

    @Test
    void a_choice_of_a_place_nobody_knows_does_no_harm() {
        var thought = Scenario.BRAIN.see(DialogueState.fresh(), "commune:../../etc:hkd-moi", Instant.EPOCH);
        assertThat(thought.reply().decision()).isEqualTo("clarify");
    }
}
