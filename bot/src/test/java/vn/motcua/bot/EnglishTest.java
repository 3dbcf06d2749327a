package vn.motcua.bot;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.knowledge.content.Language;

import static org.assertj.core.api.Assertions.assertThat;

/// Every procedure is answered in English when it is asked for in English.
class EnglishTest {
    private static final Map<String, String> QUESTIONS = Map.of("documents", "What documents are needed for %s?", "fee",
            "How much does %s cost?", "time", "How long does %s take?", "where", "where do I file: %s");
    /// Answered by how to see one's own dossier, whatever is asked about it.
    private static final String DOSSIER = "tt-hoso";
    /// Names of places and numbers of laws stay Vietnamese.
    private static final List<String> NAMES = List.of("Lạng Sơn", "Đồng Đăng", "NĐ-CP", "QĐ-TTg", "QĐ-BTC");

    static Stream<Arguments> questions() {
        return Scenario.BRAIN.knowledge().content().procedures().values().stream()
                .flatMap(procedure -> QUESTIONS.entrySet().stream().map(question -> Arguments.of(procedure.id(),
                        question.getKey(), question.getValue().formatted(procedure.title().in(Language.EN)))));
    }

    private static Reply answer(String question) {
        return Scenario.BRAIN.hear(DialogueState.fresh(), question, Instant.EPOCH).reply();
    }

    @ParameterizedTest
    @MethodSource("questions")
    void a_question_in_english_is_answered_in_english(String procedure, String facet, String question) {
        var reply = answer(question);
        assertThat(reply.procedure()).isEqualTo(procedure);
        assertThat(reply.text()).isNotBlank();
        assertThat(withoutNames(reply.text())).matches("\\p{ASCII}*");
        reply.choices().forEach(choice -> assertThat(withoutNames(choice.label())).matches("\\p{ASCII}*"));
        if (!procedure.equals(DOSSIER)) {
            assertThat(reply.decision()).isEqualTo("answer");
            assertThat(reply.facets()).contains(facet);
        }
    }

    private static String withoutNames(String text) {
        var rest = text.replaceAll("[“”–’•]", "");
        for (var name : NAMES) {
            rest = rest.replace(name, "");
        }
        return rest;
    }

    @ParameterizedTest
    @ValueSource(strings = {"How do I register a company in Lạng Sơn?", "Convert single-member LLC to multi-member LLC",
            "Investment registration certificate", "they asked me for extra cash",
            "a clerk demanded 2 million to speed it up", "she told me to pay an extra 500k without a receipt",
            "what is the fee for a branch in Đồng Đăng"})
    void it_is_known_for_english(String text) {
        assertThat(Scenario.BRAIN.hear(DialogueState.fresh(), text, Instant.EPOCH).understood().language())
                .isEqualTo(Language.EN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"thanhf laapj coong ty coor phaanf maats bao laau", "thanh lap cong ty tnhh het bao nhieu",
            "dky hkd can j", "thanhlap congty", "the con giai the thi sao", "mo chi nhanh o dau",
            "cho em hỏi file pdf nộp online thế nào", "đổi tên company thì cần document gì", "hi shop cho hoi ti"})
    void vietnamese_in_any_spelling_is_not_taken_for_it(String text) {
        assertThat(answer(text).text()).matches("(?s).*[ăâđêôơư].*");
    }
}
