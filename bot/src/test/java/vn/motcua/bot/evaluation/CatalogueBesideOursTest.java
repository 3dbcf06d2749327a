package vn.motcua.bot.evaluation;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.bot.Scenario;
import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.dialogue.Circumstances;
import vn.motcua.bot.messages.Messages;
import vn.motcua.bot.turn.Brain;
import vn.motcua.knowledge.catalogue.Catalogue;
import vn.motcua.knowledge.content.CatalogueEntry;
import vn.motcua.knowledge.evaluation.QuestionSet;
import vn.motcua.knowledge.evaluation.QuestionSet.Question;
import vn.motcua.knowledge.search.KnowledgeBase;

import static org.assertj.core.api.Assertions.assertThat;

/// With a catalogue as large as the national one beside our own topics, our questions are answered as without it, at no
/// more than twice the time.
class CatalogueBesideOursTest {
    private static final int ENTRIES = 5_670;
    private static final long SEED = 5_670;
    private static final int RUNS = 7;
    private static final int WARM_UP_RUNS = 4;
    private static final double MOST = 2;
    private static final Messages MESSAGES = Messages.load(Scenario.CONFIG);

    private static final List<CatalogueEntry> GENERATED = GeneratedCatalogue.of(ENTRIES, SEED);
    private static final CatalogueEntry FERRY = new CatalogueEntry("9.900001",
            "Cấp giấy phép hoạt động bến phà cho lạc đà lông xoăn", List.of("Sở nuôi lạc đà"), "Bộ Vận tải");
    /// Named like one of ours, under a code of ours.
    private static final CatalogueEntry OURS = new CatalogueEntry(
            Scenario.BRAIN.knowledge().content().procedure("dn-ctcp").code().value() + "", "Ghi danh cưỡi voi đồng bào",
            List.of("Sở Voi"), "Bộ Voi");

    private static KnowledgeBase without;
    private static KnowledgeBase with;
    private static List<Question> questions;

    @BeforeAll
    static void load() throws IOException {
        without = Scenario.BRAIN.knowledge();
        var entries = new ArrayList<>(GENERATED);
        entries.add(FERRY);
        entries.add(OURS);
        with = KnowledgeBase.of(without.content(), Catalogue.of(entries));
        questions = QuestionSet.read(Path.of("src/test/resources/evaluation/questions.jsonl")).questions();
    }

    /// A fresh one: no search is remembered.
    private static Brain brain(KnowledgeBase knowledge) {
        return new Brain(knowledge, MESSAGES, Circumstances.Costs.USUAL);
    }

    private static Reply ask(Brain brain, String text) {
        return brain.hear(DialogueState.fresh(), text, Instant.EPOCH).reply();
    }

    @Test
    void every_question_of_ours_gets_the_verdict_it_gets_without() {
        var before = brain(without);
        var after = brain(with);
        var changed = new ArrayList<String>();
        for (var question : questions) {
            var expected = Verdict.of(question, ask(before, question.text()));
            var reply = ask(after, question.text());
            var verdict = Verdict.of(question, reply);
            boolean better = verdict == Verdict.RIGHT && question.facet().equals("out_of_scope");
            if (verdict != expected && !better) {
                changed.add("%s, was %s: %s -> %s".formatted(verdict, expected, question.text(), reply.text()));
            }
        }
        assertThat(changed).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"xin cấp giấy phép bến phà cho lạc đà lông xoăn thì cần giấy tờ gì ạ",
            "giay phep hoat dong ben pha cho lac da long xoan", "thủ tục 9.900001 mất bao lâu"})
    void what_only_the_catalogue_names_is_answered_from_it(String text) {
        var reply = ask(brain(with), text);

        assertThat(reply.decision()).isEqualTo("out_of_scope");
        assertThat(reply.text()).contains(FERRY.name(), FERRY.code(), "Sở nuôi lạc đà",
                "Danh mục thủ tục hành chính quốc gia");
        assertThat(ask(brain(without), text).text()).doesNotContain(FERRY.name());
    }

    @Test
    void an_entry_with_a_code_of_ours_is_never_answered() {
        for (var text : List.of("ghi danh cưỡi voi đồng bào", "thủ tục " + OURS.code() + " mất bao lâu")) {
            assertThat(ask(brain(with), text).text()).doesNotContain(OURS.name());
        }
    }

    @Test
    void an_answer_names_the_catalogue_in_its_version() {
        var name = ask(brain(with), "thành lập công ty cổ phần").contentVersion();

        assertThat(name).startsWith(without.content().version() + "+").isEqualTo(with.content().version());
    }

    @Test
    void a_question_takes_at_most_twice_the_time() {
        var clock = ManagementFactory.getThreadMXBean();
        var some = new ArrayList<String>();
        for (int i = 0; i < questions.size(); i += 3) {
            some.add(questions.get(i).text());
        }
        var ratios = new ArrayList<Double>();
        for (int run = 0; run < WARM_UP_RUNS + RUNS; run++) {
            double before = nanos(clock, brain(without), some);
            double after = nanos(clock, brain(with), some);
            if (run >= WARM_UP_RUNS) {
                ratios.add(after / before);
            }
        }
        assertThat(ratios.stream().sorted().toList().get(RUNS / 2)).as("all ratios: %s", ratios)
                .isLessThanOrEqualTo(MOST);
    }

    private static long nanos(ThreadMXBean clock, Brain brain, List<String> texts) {
        long start = clock.getCurrentThreadCpuTime();
        texts.forEach(text -> ask(brain, text));
        return clock.getCurrentThreadCpuTime() - start;
    }
}
