package vn.motcua.bot.outbox;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import vn.motcua.bot.conversation.Choice;
import vn.motcua.bot.conversation.PickedValue;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.messages.Messages;
import vn.motcua.bot.store.OutboxMessage;
import vn.motcua.connectors.OutboundMessage;
import vn.motcua.connectors.OutboundMessage.Button;
import vn.motcua.connectors.Traits;
import vn.motcua.knowledge.content.Language;

import static org.assertj.core.api.Assertions.assertThat;

class RenderingTest {
    private static final Traits NARROW = new Traits(120, 3, 20, 30, false, false);
    private static final String BY_NUMBER = "Anh/chị trả lời bằng số thứ tự.";
    private static final int TEXTS = 300;

    private final Rendering rendering = new Rendering(Map.of("narrow", NARROW),
            Messages.load(Path.of(System.getProperty("motcua.config", "../config"))));

    private List<OutboundMessage> rendered(String text, List<Choice> choices) {
        var reply = new Reply("answer", null, List.of(), 1, text, choices, List.of(), List.of(), null, null, "v");
        return rendering.render("narrow", List.of(reply), Language.VI).stream().map(OutboxMessage::message).toList();
    }

    private static List<Choice> choices(String... labels) {
        return IntStream.range(0, labels.length)
                .mapToObj(at -> new Choice(labels[at], "ask:" + at, null, null)).toList();
    }

    private static String text(OutboundMessage message) {
        return switch (message) {
            case OutboundMessage.Text(var text) -> text;
            case OutboundMessage.Choices(var text, var _) -> text;
            case OutboundMessage.Link _,OutboundMessage.Document _,OutboundMessage.Typing _ ->
                throw new AssertionError("no words: " + message);
        };
    }

    @Test
    void a_channel_that_is_fetched_from_gets_nothing() {
        assertThat(rendering.render("web", List.of(), Language.VI)).isEmpty();
        assertThat(rendering.pushes("web")).isFalse();
    }

    @Test
    void short_choices_are_buttons_under_the_words() {
        assertThat(rendered("Chọn một việc:", choices("Hồ sơ", "Lệ phí"))).containsExactly(new OutboundMessage.Choices(
                "Chọn một việc:", List.of(new Button("Hồ sơ", "ask:0"), new Button("Lệ phí", "ask:1"))));
    }

    @Test
    void a_label_too_long_for_a_button_is_spelled_out_above_and_numbered_on_it() {
        var message = (OutboundMessage.Choices) rendered("Chọn:",
                choices("Đăng ký thành lập hộ kinh doanh", "Lệ phí")).getFirst();
        assertThat(message.text()).isEqualTo("Chọn:\n\n1. Đăng ký thành lập hộ kinh doanh\n2. Lệ phí");
        assertThat(message.buttons()).hasSize(2).allSatisfy(
                button -> assertThat(button.label()).hasSizeLessThanOrEqualTo(NARROW.longestLabel()));
        assertThat(message.buttons().getFirst().label()).startsWith("1. Đăng ký").endsWith("…");
        assertThat(message.buttons().getLast()).isEqualTo(new Button("2. Lệ phí", "ask:1"));
    }

    @Test
    void more_choices_than_buttons_are_a_list_that_is_answered_by_number() {
        var messages = rendered("Chọn:", choices("Một", "Hai", "Ba", "Bốn"));
        assertThat(messages).containsExactly(
                new OutboundMessage.Text("Chọn:\n\n1. Một\n2. Hai\n3. Ba\n4. Bốn\n" + BY_NUMBER));
    }

    @Test
    void whether_the_answer_was_right_is_not_asked_where_that_would_cost_the_buttons() {
        var choices = Stream.concat(choices("Một", "Hai", "Ba").stream(), Stream
                .of(PickedValue.FEEDBACK_YES, PickedValue.FEEDBACK_NO)
                .map(value -> new Choice("Đúng", value, null, null)))
                .toList();
        assertThat(rendered("Phí là 50.000 đồng.", choices)).singleElement().isInstanceOfSatisfying(
                OutboundMessage.Choices.class, message -> assertThat(message.buttons()).hasSize(3));
        assertThat(rendered("Phí?", choices.subList(2, 5))).singleElement().isInstanceOfSatisfying(
                OutboundMessage.Choices.class, message -> assertThat(message.buttons()).hasSize(3));
    }

    @Test
    void a_value_too_long_to_come_back_makes_a_list_too() {
        var messages = rendered("Chọn:", List.of(new Choice("Một", "ask:" + "ộ".repeat(20), null, null)));
        assertThat(messages).containsExactly(new OutboundMessage.Text("Chọn:\n\n1. Một\n" + BY_NUMBER));
    }

    @Test
    void the_buttons_stand_under_the_last_piece_of_a_long_text() {
        var messages = rendered("Câu thứ nhất nói về giấy tờ. ".repeat(10), choices("Lệ phí"));
        assertThat(messages).hasSizeGreaterThan(1);
        assertThat(messages.getLast()).isInstanceOf(OutboundMessage.Choices.class);
        assertThat(messages.subList(0, messages.size() - 1)).allMatch(OutboundMessage.Text.class::isInstance)
                .allMatch(piece -> text(piece).endsWith("."));
    }

    @Test
    void whatever_is_cut_loses_nothing_and_no_piece_is_too_long() {
        var random = new Random(7);
        var parts = List.of("Phí 50.000 đồng.", "nộp tại", "\n", "\n\n", "Trung tâm Phục vụ hành chính công?",
                "👩‍👩‍👧‍👦",
                "https://dangkykinhdoanh.gov.vn/" + "x".repeat(150), " ", "hộ", "…", "ế".repeat(130));
        for (int i = 0; i < TEXTS; i++) {
            var text = Stream.generate(() -> parts.get(random.nextInt(parts.size()))).limit(1 + random.nextInt(25))
                    .collect(Collectors.joining(random.nextBoolean() ? " " : ""));
            var pieces = TextCut.pieces(text, NARROW.longestText());
            assertThat(pieces).allSatisfy(piece -> {
                assertThat(piece).hasSizeLessThanOrEqualTo(NARROW.longestText()).isNotBlank();
                assertThat(Character.isLowSurrogate(piece.charAt(0))).isFalse();
            });
            assertThat(String.join("", pieces).replaceAll("\\s", "")).isEqualTo(text.replaceAll("\\s", ""));
        }
    }
}
