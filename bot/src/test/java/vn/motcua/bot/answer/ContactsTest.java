package vn.motcua.bot.answer;

import java.net.URI;
import java.time.Instant;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.bot.Scenario;
import vn.motcua.bot.configuration.Configuration.Contacts;
import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.dialogue.Circumstances;
import vn.motcua.bot.messages.Messages;
import vn.motcua.bot.turn.Brain;

import static org.assertj.core.api.Assertions.assertThat;

/// What the operator gives is spoken of where it helps; what is not given is not made up.
class ContactsTest {
    private static final Brain REACHABLE = new Brain(Scenario.BRAIN.knowledge(), Messages.load(Scenario.CONFIG),
            new Contacts("0205 1112 223", "0205 9998 887", "hoi@vidu.vn", "1 Phố Ví Dụ",
                    URI.create("https://dautu.vidu.vn")),
            Circumstances.Costs.USUAL);

    private static Reply answer(Brain brain, String text) {
        return brain.hear(DialogueState.fresh(), text, Instant.EPOCH).reply();
    }

    @Test
    void whoever_was_asked_for_money_is_given_both_hotlines() {
        assertThat(answer(REACHABLE, "cán bộ đòi phong bì").text()).contains("tham nhũng, tiêu cực: 0205 9998 887",
                "Văn phòng Sở: 0205 1112 223");
        assertThat(answer(REACHABLE, "the officer wants a bribe").text()).contains("0205 9998 887");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cho tôi gặp cán bộ", "địa chỉ liên hệ của Sở ở đâu", "I want to speak to an officer",
            "我想找人工客服"})
    void whoever_wants_a_person_is_told_how_to_reach_one(String text) {
        assertThat(answer(REACHABLE, text).text()).contains("0205 1112 223", "hoi@vidu.vn", "1 Phố Ví Dụ")
                .doesNotContain("0205 9998 887");
    }

    @Test
    void a_complaint_without_money_is_given_the_office() {
        assertThat(answer(REACHABLE, "nhân viên một cửa cáu gắt với tôi").text()).contains("0205 1112 223");
    }

    @Test
    void an_investor_who_writes_chinese_is_given_the_page_for_investors() {
        assertThat(answer(REACHABLE, "我想投资").text()).contains("https://dautu.vidu.vn", "0205 1112 223");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cán bộ đòi phong bì", "cho tôi gặp cán bộ", "địa chỉ liên hệ của Sở ở đâu",
            "nhân viên một cửa cáu gắt với tôi", "我想投资", "我想找人工客服", "I want to speak to an officer"})
    void what_is_not_configured_is_never_spoken_of(String text) {
        assertThat(answer(Scenario.BRAIN, text).text()).doesNotContainPattern("\\d{3}[ .]?\\d{3}").doesNotContain("{",
                "null", "Đường dây nóng Văn phòng", "热线");
    }
}
