package vn.motcua.bot.store;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import vn.motcua.bot.conversation.Choice;
import vn.motcua.bot.conversation.Conversation;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.conversation.Speaker;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.bot.conversation.TranscriptEvent.Replied;
import vn.motcua.bot.conversation.TranscriptEvent.Said;
import vn.motcua.connectors.Address;
import vn.motcua.knowledge.content.Citation;
import vn.motcua.knowledge.content.Language;

/// Conversations and turns that tests store.
final class Samples {
    static final Instant NOON = Instant.parse("2026-11-24T05:00:00.123Z");

    private Samples() {
    }

    /// A conversation nobody else has.
    static Conversation stranger() {
        var id = ConversationId.next();
        return Conversation.begin(id, new Address("web", id.value()));
    }

    static byte[] hash(int first) {
        return new byte[]{(byte) first, 0, -1, 127, -128};
    }

    /// A question and its answer.
    static Turn turn(Conversation before, String eventId) {
        return turn(before, eventId, List.of(new Said(before.lastSeq() + 1, NOON, "Phí bao nhiêu?", null),
                new Replied(before.lastSeq() + 2, NOON, bareReply())));
    }

    static Turn turn(Conversation before, String eventId, List<TranscriptEvent> events) {
        return new Turn("web", eventId, hash(1), "answered", before,
                before.after(events.size(), Speaker.BOT, dialogue()),
                events, NOON);
    }

    static DialogueState dialogue() {
        return new DialogueState(Language.EN, "dn-ctcp", null, List.of("fee", "time"),
                List.of(fullChoice(), bareChoice()),
                "phí thành lập công ty?", 2, true, "05977");
    }

    static Choice fullChoice() {
        return new Choice("Công ty cổ phần 🏢", "dn-ctcp#fee", "dn-ctcp", "fee");
    }

    static Choice bareChoice() {
        return new Choice("Gặp cán bộ", "officer", null, null);
    }

    /// A reply in which everything is there.
    static Reply fullReply() {
        var sure = new Citation("Thông tư 47/2019/TT-BTC", "Điều 4 khoản 1", LocalDate.of(2019, 9, 20),
                "chưa được Sở xác nhận");
        var bare = new Citation("Luật Doanh nghiệp", null, null, null);
        return new Reply("answer", "dn-ctcp", List.of("fee"), 0.1 + 0.2,
                "Lệ phí: 50.000 đồng 👍🏽\n\t\"một lần\" \\ \u0000",
                List.of(fullChoice(), bareChoice()),
                List.of(new Reply.Part("dn-ctcp", List.of("fee"), "Lệ phí", List.of(sure, bare)),
                        new Reply.Part(null, List.of(), "", List.of())),
                List.of(sure, bare), "gio-lam-viec", new Reply.GuideProgress("lap-cty", "ten", "Tên công ty?", 3, 9),
                "v1");
    }

    /// A reply in which everything that may be missing is.
    static Reply bareReply() {
        return new Reply("smalltalk", null, List.of(), 0, "Xin chào", List.of(), List.of(), List.of(), null, null,
                "v1");
    }
}
