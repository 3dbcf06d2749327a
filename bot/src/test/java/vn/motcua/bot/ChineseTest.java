package vn.motcua.bot;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.knowledge.content.Language;

import static org.assertj.core.api.Assertions.assertThat;

/// People who write Chinese are told what this is, and led to a person.
class ChineseTest extends CitizenTalks {
    @ParameterizedTest
    @ValueSource(strings = {"你好", "我想在谅山开公司，需要什么文件？", "我想在諒山開公司，需要什麼文件？", "注册公司多少钱",
            "我想在 Lang Son 投资 project", "Đồng Đăng 口岸 开公司", "company 注册", "tôi muốn hỏi 注册公司"})
    void chinese_is_answered_in_chinese_and_an_officer_is_offered(String text) {
        citizen.says(text).does("smalltalk").says("谅山省财政厅").says("https://dangkykinhdoanh.gov.vn")
                .doesNotSay("trợ lý tự động").offers("联系工作人员");
    }

    @ParameterizedTest
    @ValueSource(strings = {"人工", "转人工", "請找客服", "我要联系工作人员", "有電話嗎"})
    void a_person_is_handed_on_to(String text) {
        citizen.says(text).does("handoff").says("请联系");
    }

    @Test
    void the_button_in_chinese_is_answered_in_chinese_and_the_next_question_in_its_own_language() {
        citizen.says("我想投资").does("smalltalk");
        citizen.picks("联系工作人员").does("handoff").says("请联系");
        citizen.says("lệ phí thành lập công ty cổ phần là bao nhiêu").answers("dn-ctcp", "fee").says("đồng");
        assertThat(scenario.store.find(citizen.conversation).orElseThrow().conversation().dialogue().language())
                .isEqualTo(Language.VI);
    }

    @Test
    void the_language_of_the_conversation_stays() {
        citizen.says("how much does it cost to set up a joint-stock company?").answers("dn-ctcp", "fee");
        citizen.says("你好").does("smalltalk");
        assertThat(scenario.store.find(citizen.conversation).orElseThrow().conversation().dialogue().language())
                .isEqualTo(Language.EN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Tên công ty bằng tiếng Trung là 宏达 thì có được không", "会社を設立したいです", "회사를 設立"})
    void a_name_in_vietnamese_talk_japanese_and_korean_are_not_chinese(String text) {
        citizen.says(text).doesNotSay("谅山省");
    }

    @Test
    void personal_data_is_masked_and_told_in_chinese() {
        citizen.says("我的电话 0912345678").says("个人信息").doesNotSay("0912345678");
    }
}
