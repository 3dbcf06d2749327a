package vn.motcua.bot.answer;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.regex.Pattern;

import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import vn.motcua.bot.Scenario;
import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.conversation.PickedValue;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.knowledge.content.Facet;
import vn.motcua.knowledge.content.Language;
import vn.motcua.knowledge.content.Procedure;
import vn.motcua.knowledge.language.Syllables;

import static org.assertj.core.api.Assertions.assertThat;

/// What holds for the answer to every part of every procedure, to every overview and to every article, in both
/// languages.
class EveryAnswerTest {
    private static final int MOST_WORDS = 60;
    private static final Instant NOW = Instant.parse("2026-11-24T03:00:00Z");
    private static final Pattern DETAILS = Pattern.compile("\\n\\n(Chi tiết|Details):\\n");
    private static final Pattern CITATION = Pattern.compile("(?m)^(Căn cứ|Nguồn|Source): .+$");
    private static final Pattern PROMISE = Pattern
            .compile(
                    "(?i)chắc chắn (được|sẽ)|cam đoan|đảm bảo|cán bộ sẽ|để cán bộ|chờ cán bộ|officer will|we will get back");
    private static final Pattern MAKERS_WORDS = Pattern.compile("(?i)trí nhớ|tài liệu dẫn lại|danh mục giấy tờ tôi có"
            + "|secondary source|from memory");

    @ParameterizedTest
    @EnumSource(Language.class)
    void is_short_before_its_details(Language language) {
        check(language, (reply, soft) -> soft.assertThat(shortAnswer(reply).split("\\s+")).as(reply.text())
                .hasSizeLessThanOrEqualTo(MOST_WORDS));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void has_one_line_of_sources(Language language) {
        check(language,
                (reply, soft) -> soft.assertThat(CITATION.matcher(reply.text()).results()).as(reply.text()).hasSize(1));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void says_nothing_twice(Language language) {
        check(language, (reply, soft) -> {
            var said = new HashSet<String>();
            for (var line : reply.text().split("\\n|(?<=[.!?])\\s+")) {
                var key = Syllables.key(line.replaceFirst("^\\d+\\. ", ""));
                boolean label = Syllables.of(line).size() < 4;
                soft.assertThat(label || said.add(key)).as("twice: " + line + " in " + reply.text()).isTrue();
                soft.assertThat(line.split("chưa được Sở xác nhận|confirmed by the department", -1)).as(line)
                        .hasSizeLessThanOrEqualTo(2);
            }
            soft.assertThat(reply.text()).doesNotContain("Thời hạn: Thời hạn").doesNotContain("Time: Processing time");
        });
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void has_no_empty_part(Language language) {
        check(language, (reply, soft) -> {
            soft.assertThat(reply.text()).doesNotContain("()").doesNotContain("\n\n\n").doesNotContain("{")
                    .doesNotContain(": \n").doesNotContain("• \n").doesNotContain("null").doesNotContain("..");
            soft.assertThat(reply.text().strip()).isEqualTo(reply.text()).isNotEmpty();
            soft.assertThat(Pattern.compile("(?m):\\n\\n(?!(Chi tiết|Details))").matcher(reply.text()).find())
                    .as(reply.text()).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void promises_nothing_and_speaks_to_citizens(Language language) {
        check(language, (reply, soft) -> soft.assertThat(reply.text()).doesNotContainPattern(PROMISE)
                .doesNotContainPattern(MAKERS_WORDS));
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void is_complete_with_its_details(Language language) {
        for (var procedure : procedures()) {
            var text = ask(procedure, List.of(Facet.DOCUMENTS), language).text();
            var papers = procedure.documents().items();
            for (int i = 0; i < papers.size(); i++) {
                assertThat(text).as(procedure.id())
                        .contains(
                                (papers.size() == 1 ? "" : "\n" + (i + 1) + ". ") + papers.get(i).text().in(language));
            }
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void states_every_known_amount_and_time_in_the_short_answer(Language language) {
        for (var procedure : procedures()) {
            var time = shortAnswer(ask(procedure, List.of(Facet.TIME), language));
            procedure.timeLimits().forEach(limit -> {
                if (limit.amount() != null) {
                    assertThat(time).as(procedure.id()).contains(limit.amount() + " ");
                }
            });
            var fee = shortAnswer(ask(procedure, List.of(Facet.FEE), language)).replaceAll("(?<=\\d)[.,](?=\\d)", "");
            procedure.fees().forEach(one -> {
                if (one.amountVnd() != null && one.amountVnd() > 0) {
                    assertThat(fee).as(procedure.id()).contains(one.amountVnd() + " ");
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void of_an_overview_has_no_details(Language language) {
        for (var procedure : procedures()) {
            assertThat(ask(procedure, List.of(), language).text()).as(procedure.id())
                    .doesNotContainPattern(DETAILS);
        }
    }

    private static void check(Language language, BiConsumer<Reply, SoftAssertions> rule) {
        SoftAssertions.assertSoftly(soft -> replies(language).forEach(reply -> rule.accept(reply, soft)));
    }

    private static List<Reply> replies(Language language) {
        var replies = new ArrayList<Reply>();
        for (var procedure : procedures()) {
            replies.add(ask(procedure, List.of(), language));
            Arrays.stream(Facet.values()).forEach(facet -> replies.add(ask(procedure, List.of(facet), language)));
            replies.add(ask(procedure, List.of(Facet.FEE, Facet.TIME), language));
            replies.add(ask(procedure, List.of(Facet.DOCUMENTS, Facet.STEPS, Facet.TIME), language));
        }
        Scenario.BRAIN.knowledge().content().articles().keySet()
                .forEach(id -> replies.add(pick(PickedValue.article(id), language)));
        return replies.stream().filter(reply -> reply.decision().equals("answer")).toList();
    }

    private static List<Procedure> procedures() {
        return List.copyOf(Scenario.BRAIN.knowledge().content().procedures().values()).stream()
                .filter(procedure -> !procedure.id().equals("tt-hoso")).toList();
    }

    private static Reply ask(Procedure procedure, List<Facet> facets, Language language) {
        return pick(PickedValue.ask(procedure.id(), facets), language);
    }

    private static Reply pick(String value, Language language) {
        var before = new DialogueState(language, null, null, List.of(), List.of(), null, 0, true, null);
        return Scenario.BRAIN.see(before, value, NOW).reply();
    }

    private static String shortAnswer(Reply reply) {
        var text = CITATION.matcher(reply.text()).replaceFirst("");
        return DETAILS.split(text, 2)[0].strip();
    }
}
