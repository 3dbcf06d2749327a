package vn.motcua.bot.moving;

import java.util.HashSet;
import java.util.Locale;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.keys.RootKey;
import vn.motcua.connectors.Address;
import vn.motcua.connectors.OutboundMessage;
import vn.motcua.connectors.Outgoing;
import vn.motcua.connectors.Outgoing.Author;

import static org.assertj.core.api.Assertions.assertThat;

class MovingCodeTest {
    private static final MovingCodes CODES = new MovingCodes(
            RootKey.master("a master key of at least thirty-two signs"));
    private static final ConversationId CONVERSATION = ConversationId.next();

    @Test
    void a_code_is_understood_as_people_type_it_and_differs_from_turn_to_turn() {
        var seen = new HashSet<MovingCode>();
        IntStream.range(0, 2_000).forEach(turn -> {
            var code = CODES.code(CONVERSATION, turn);
            seen.add(code);
            assertThat(code).isEqualTo(CODES.code(CONVERSATION, turn));
            assertThat(code.shown()).matches("[2-9A-HJKMNP-Z]{3}-[2-9A-HJKMNP-Z]{3}").matches(".*[2-9].*")
                    .matches(".*[A-Z].*").doesNotMatch(".*(AA|EE|DD|W).*");
            for (var typed : new String[]{code.shown(), code.signs(), code.shown().toLowerCase(Locale.ROOT),
                    " " + code.shown().replace('-', ' ') + " ", code.shown().replace('-', '–'),
                    "mã " + code.shown(), "Mã chuyển là: " + code.signs() + ".", "code " + code.signs(),
                    code.shown().charAt(0) + "\u200b" + code.shown().substring(1)}) {
                assertThat(MovingCode.find(typed)).as(typed).contains(code);
            }
        });
        assertThat(seen).hasSizeGreaterThan(1_998);
        assertThat(CODES.code(ConversationId.next(), 1)).isNotEqualTo(CODES.code(ConversationId.next(), 1));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONGTY", "congty", "CTCP", "lệ phí", "123456", "482 913", "234567", "TNHHMT", "XYZ-ABC",
            "mã số thuế", "ABC-1D2", "2025", "hộ kinh doanh", "A23B4C5", "tôi có mã A2B-3C4 và muốn hỏi phí", ""})
    void words_numbers_and_sentences_are_no_codes(String text) {
        assertThat(MovingCode.find(text)).isEmpty();
    }

    @Test
    void the_hash_tells_nothing_without_the_key_and_no_text_of_a_code_does() {
        var code = CODES.code(CONVERSATION, 1);
        assertThat(CODES.hash(code)).isEqualTo(CODES.hash(code)).isNotEqualTo(
                new MovingCodes(RootKey.master("another master key of thirty-two signs")).hash(code));
        assertThat(code.toString()).doesNotContain(code.signs()).doesNotContain(code.shown());
    }

    @Test
    void what_waits_to_be_sent_gets_its_code_when_it_is_sent_the_same_at_every_try() {
        var code = CODES.code(CONVERSATION, 7);
        var waiting = new Outgoing(CONVERSATION + "/7/0", new Address("zalo", "1"),
                new OutboundMessage.Text("mã {{code}}, https://x.vn/chat#code={{code}}"), Author.BOT, false, null);
        var sent = new OutboundMessage.Text("mã %1$s, https://x.vn/chat#code=%1$s".formatted(code.shown()));
        assertThat(CODES.filled(waiting).message()).isEqualTo(sent);
        assertThat(CODES.filled(waiting)).isEqualTo(CODES.filled(waiting));
    }
}
