package vn.motcua.bot;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.bot.turn.TurnEvent;

import static org.assertj.core.api.Assertions.assertThat;

/// Who wants to go on elsewhere, and who only uses the same words.
class GoOnElsewhereTest extends CitizenTalks {

    @ParameterizedTest
    @ValueSource(strings = {"Cho em chuyển sang web với ạ", "chuyen sang website duoc khong",
            "mình muốn chat tiếp trên máy tính",
            "tiep tuc tren may tinh", "em muốn tiếp tục cuộc trò chuyện trên máy khác", "lấy mã chuyển ở đâu",
            "xin ma chuyen sang web", "chuyển qua zalo nhé", "chuyen sang zalo",
            "tôi muốn sang messenger nói chuyện tiếp",
            "chuyển sang telegram đi bạn", "Can we continue on the website?", "I want to move this chat to Zalo",
            "please switch this conversation to Telegram"})
    void is_shown_the_way(String text) {
        assertThat(citizen.says(text).does("smalltalk").reply().choices()).extracting(choice -> choice.value())
                .contains("move:zalo", "move:phone");
    }

    @ParameterizedTest
    @ValueSource(strings = {"chuyển sang công ty cổ phần", "chuyển trụ sở sang tỉnh khác cần giấy tờ gì",
            "tiếp tục kinh doanh trước thời hạn", "muốn hoạt động trở lại thì làm sao",
            "bán hàng trên zalo có phải đăng ký không",
            "mã ngành bán lẻ", "chuyển từ hộ kinh doanh lên công ty", "chuyển mã số thuế cá nhân sang hộ kinh doanh",
            "nộp hồ sơ trên web nào", "đăng ký website thương mại điện tử", "chuyển nhượng vốn góp",
            "resume business early", "nộp hồ sơ trên máy tính được không", "mã số doanh nghiệp chuyển đổi"})
    void keeps_a_question_of_its_own(String text) {
        var outcome = scenario.turns.run(new TurnEvent.Said(citizen.conversation, "asked", text));
        assertThat(outcome.toString()).doesNotContain("move:");
    }
}
