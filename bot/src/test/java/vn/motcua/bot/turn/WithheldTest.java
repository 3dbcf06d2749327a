package vn.motcua.bot.turn;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.bot.Scenario;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.conversation.Speaker;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.bot.privacy.Sentences;
import vn.motcua.bot.store.Turn;

import static org.assertj.core.api.Assertions.assertThat;

/// Whoever tells of misconduct leaves nothing behind.
class WithheldTest {
    private static final String LINE = "[Nội dung phản ánh không được lưu]";
    private static final String MARK = "Zzmarkov";

    @TempDir
    private Path data;
    private Scenario scenario;

    @BeforeEach
    void begin() {
        scenario = new Scenario(data);
    }

    @AfterEach
    void end() {
        scenario.close();
    }

    private TurnOutcome.Done say(ConversationId conversation, String id, String text) {
        return (TurnOutcome.Done) scenario.turns.run(new TurnEvent.Said(conversation, id, text));
    }

    private static Reply answer(String text) {
        return Scenario.BRAIN.hear(DialogueState.fresh(), text, Instant.EPOCH).reply();
    }

    @ParameterizedTest
    @MethodSource("vn.motcua.bot.privacy.Sentences#told")
    void it_is_answered_with_the_legal_way_and_nothing_of_it_is_kept_or_echoed(String text) {
        var thought = Scenario.BRAIN.hear(DialogueState.fresh(), text + " " + MARK, Instant.EPOCH);
        assertThat(thought.kept()).isEqualTo(new Brain.Kept(thought.kept().text(), true));
        assertThat(thought.toString()).doesNotContain(MARK).doesNotContainIgnoringCase(MARK);
        assertThat(thought.reply().decision()).isEqualTo("complaint");
        assertThat(thought.reply().procedure()).isEqualTo("pa-tocao");
        assertThat(thought.reply().text()).containsAnyOf(
                "Kênh này không phải nơi tiếp nhận tố cáo theo Luật Tố cáo",
                "This channel does not receive denunciations under the Law on Denunciation",
                "本渠道不是越南《检举法》(Luật Tố cáo) 规定的受理检举的地方");
    }

    /// By their words or by their meaning; what words alone miss is more than this allows.
    @Test
    void also_most_of_what_is_only_hinted_at_is_not_kept() {
        var kept = Sentences.hinted().stream()
                .filter(text -> !Scenario.BRAIN.hear(DialogueState.fresh(), text, Instant.EPOCH).kept().withheld())
                .toList();
        assertThat(kept).hasSizeLessThanOrEqualTo(Sentences.hinted().size() * 5 / 100);
    }

    @ParameterizedTest
    @MethodSource("vn.motcua.bot.privacy.Sentences#asked")
    void a_question_about_the_rules_is_answered(String text) {
        var reply = answer(text);
        assertThat(reply.decision()).as(reply.text()).isIn("answer", "complaint");
    }

    /// Which clause comes first must not matter.
    @ParameterizedTest
    @ValueSource(strings = {"tố cáo cán bộ nhũng nhiễu thì gửi đơn ở đâu? mở chi nhánh mất bao lâu",
            "mở chi nhánh mất bao lâu? tố cáo cán bộ nhũng nhiễu thì gửi đơn ở đâu"})
    void one_clause_that_may_not_be_kept_forbids_keeping_the_message(String text) {
        var thought = Scenario.BRAIN.hear(DialogueState.fresh(), text, Instant.EPOCH);
        assertThat(thought.kept().withheld()).isTrue();
        assertThat(thought.understood().text()).isEmpty();
        assertThat(thought.next().toString()).doesNotContain("nhũng nhiễu");
    }

    @ParameterizedTest
    @MethodSource("vn.motcua.bot.privacy.Sentences#none")
    void everyday_messages_are_no_report(String text) {
        assertThat(answer(text).decision()).isNotEqualTo("complaint");
    }

    /// Whatever is unclear is also a little probable to be about money.
    @ParameterizedTest
    @ValueSource(strings = {"how much does it cost? (r2-2-0-17)", "mất bao nhiêu tiền vậy ạ", "cần giấy tờ gì (ab-1)",
            "mat bao nhieu tien", "giai the cong ty (x-2)", "thế còn hộ kinh doanh thì sao"})
    void the_vaguest_message_is_kept(String text) {
        assertThat(Scenario.BRAIN.hear(DialogueState.fresh(), text, Instant.EPOCH).kept())
                .isEqualTo(new Brain.Kept(text, false));
    }

    /// A few that look very much like one may go unkept.
    @Test
    void and_are_kept() {
        var kept = Sentences.none().stream().filter(text -> Scenario.BRAIN
                .hear(DialogueState.fresh(), text, Instant.EPOCH).kept().equals(new Brain.Kept(text, false))).count();
        assertThat(kept).isGreaterThan(Sentences.none().size() * 85L / 100);
    }

    @Test
    void the_answer_names_the_way_the_protection_and_asks_for_no_name() {
        assertThat(answer("chị ở quầy 3 bảo đưa thêm 500k mới làm").text())
                .contains("không ai được đòi thêm khoản nào", "Danh tính người tố cáo được giữ bí mật",
                        "Sở Tài chính tỉnh Lạng Sơn", "trực tiếp, qua bưu chính", "30 ngày",
                        "Văn phòng Sở Tài chính tỉnh Lạng Sơn", "Cổng Dịch vụ công quốc gia")
                .doesNotContain("họ tên", "cho biết tên", "Đường dây nóng");
    }

    @Test
    void a_question_in_doubt_is_answered_but_not_kept_and_says_so() {
        var thought = Scenario.BRAIN.hear(DialogueState.fresh(), "tố cáo cán bộ thì gửi ở đâu", Instant.EPOCH);
        assertThat(thought.kept().withheld()).isTrue();
        assertThat(thought.reply().text())
                .contains("Kênh này không phải nơi tiếp nhận tố cáo theo Luật Tố cáo", "không được lưu");
    }

    @Test
    void no_file_of_the_store_holds_a_word_of_it() throws IOException {
        var id = scenario.conversations.open().id();
        say(id, "a", "giải thể công ty cần giấy tờ gì");
        var done = say(id, "b", "ông " + MARK + " ở quầy 3 đòi phong bì 2 triệu mới làm");
        assertThat(done.altered()).isTrue();
        assertThat(done.replies().toString()).doesNotContain(MARK);
        say(id, "c", MARK + " nhận hối lộ, lót tay bao nhiêu là đủ vậy?");
        assertThat(scenario.conversations.events(id, 0, 10)).filteredOn(TranscriptEvent.Withheld.class::isInstance)
                .hasSize(2).allSatisfy(event -> assertThat(event.toString()).contains(LINE));
        scenario.close();
        try (var files = Files.walk(data)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                var bytes = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(bytes).doesNotContainIgnoringCase(MARK).doesNotContain("2 tri", "quầy");
            }
        }
        scenario = new Scenario(data);
    }

    @Test
    void its_repeat_gets_the_stored_reply_and_another_text_is_a_conflict() {
        var id = scenario.conversations.open().id();
        var first = say(id, "a", "cán bộ đòi phong bì");
        say(id, "b", "xin chào");
        assertThat(say(id, "a", "cán bộ đòi phong bì")).isEqualTo(first);
        assertThat(scenario.turns.run(new TurnEvent.Said(id, "a", "cán bộ đòi hối lộ")))
                .isEqualTo(new TurnOutcome.Conflict());
        scenario.close();
        scenario = new Scenario(data);
        assertThat(say(id, "a", "cán bộ đòi phong bì")).isEqualTo(first);
    }

    @Test
    void the_fingerprint_in_the_store_cannot_be_had_from_the_text_alone() {
        var event = new TurnEvent.Said(ConversationId.next(), "a", "cán bộ đòi phong bì");
        var ours = Fingerprints.keyed("k".repeat(32));
        assertThat(ours.of(event)).isEqualTo(Fingerprints.keyed("k".repeat(32)).of(event))
                .isNotEqualTo(Fingerprints.keyed("l".repeat(32)).of(event))
                .isNotEqualTo(ours.of(new TurnEvent.Picked(event.conversation(), "a", event.text())))
                .isNotEqualTo(ours.of(new TurnEvent.Said(ConversationId.next(), "a", event.text())));
        assertThat(Fingerprints.inFolder(data).of(event)).isEqualTo(Fingerprints.inFolder(data).of(event));
    }

    @Test
    void the_conversation_goes_on_as_if_it_had_not_been_said() {
        var id = scenario.conversations.open().id();
        say(id, "a", "hồ sơ thành lập công ty cổ phần gồm gì");
        say(id, "b", "họ bảo đưa thêm 500k mới làm");
        var state = scenario.store.find(id).orElseThrow().conversation().dialogue();
        assertThat(state.asked()).isNull();
        assertThat(say(id, "c", "mất bao lâu?").replies().getFirst().procedure()).isEqualTo("dn-ctcp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ông Zzmarkov đòi phong bì", "căn cước 020095001234 Zzmarkov",
            "ask:020095001234", "article:an@vidu.vn"})
    void a_choice_nobody_offered_is_screened_like_a_text(String value) {
        var id = scenario.conversations.open().id();
        scenario.turns.run(new TurnEvent.Picked(id, "a", value));
        var kept = scenario.conversations.events(id, 0, 10).toString()
                + scenario.store.find(id).orElseThrow().conversation();
        assertThat(kept).doesNotContain("020095001234", "an@vidu.vn", "ông Zzmarkov");
    }

    @Test
    void also_while_an_officer_holds_the_conversation() {
        var opened = scenario.conversations.open();
        var before = scenario.store.find(opened.id()).orElseThrow().conversation();
        scenario.store.commit(new Turn("web", "officer", new byte[0], "done", before,
                before.after(0, Speaker.OFFICER, before.dialogue()), List.of(), Instant.EPOCH));
        scenario.conversations.forget(opened.id());
        assertThat(say(opened.id(), "a", "ông " + MARK + " đòi phong bì").replies()).isEmpty();
        assertThat(scenario.conversations.events(opened.id(), 0, 10).toString()).contains(LINE).doesNotContain(MARK);
    }
}
