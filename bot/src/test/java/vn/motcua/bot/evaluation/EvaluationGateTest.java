package vn.motcua.bot.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Map;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import vn.motcua.bot.Scenario;
import vn.motcua.knowledge.content.ContentReader;
import vn.motcua.knowledge.evaluation.QuestionSet;

import static org.assertj.core.api.Assertions.assertThat;

/// Our own question set is answered as well as it was when the verdicts were recorded. Whoever changes them on purpose
/// records them again with `-Dmotcua.evaluation.record=true` and says in the change what moved.
class EvaluationGateTest {
    private static final Path FOLDER = Path.of("src/test/resources/evaluation");
    private static final Path RECORDED = FOLDER.resolve("verdicts.txt");
    /// Share of the set by which a change of the content may move a figure without anything being wrong.
    private static final double SLACK = 0.005;

    private static QuestionSet set;
    private static EvaluationReport report;

    @BeforeAll
    static void run() throws IOException {
        set = QuestionSet.read(FOLDER.resolve("questions.jsonl"));
        report = AnswerEvaluation.run(Scenario.BRAIN, set);
        if (Boolean.getBoolean("motcua.evaluation.record")) {
            Files.write(RECORDED, report.judged().stream().map(EvaluationGateTest::line).toList());
        }
    }

    private static String line(EvaluationReport.Judged one) {
        return one.question().id() + " " + one.verdict() + (one.facetRight() ? "" : " other-part");
    }

    @Test
    void no_figure_is_worse_than_recorded() throws IOException {
        var recorded = new HashMap<String, String>();
        Files.readAllLines(RECORDED).forEach(line -> recorded.put(line.substring(0, line.indexOf(' ')), line));
        var changed = new ArrayList<String>();
        for (var one : report.judged()) {
            var before = recorded.get(one.question().id());
            if (!line(one).equals(before)) {
                changed.add("%s, was %s: %s -> %s %s %s".formatted(line(one), before, one.question().text(),
                        one.reply().decision(), one.reply().procedure(), one.reply().facets()));
            }
        }
        assertThat(report.share(Verdict.RIGHT)).as("right; changed: %s", changed)
                .isGreaterThanOrEqualTo(share(recorded, " RIGHT") - SLACK);
        assertThat(report.share(Verdict.WRONG)).as("wrong; changed: %s", changed)
                .isLessThanOrEqualTo(share(recorded, " WRONG") + SLACK);
        assertThat(report.judged().stream().filter(one -> !one.facetRight()).count() / (double) set.questions().size())
                .as("about another part; changed: %s", changed)
                .isLessThanOrEqualTo(share(recorded, " other-part") + SLACK);
    }

    private static double share(Map<String, String> recorded, String mark) {
        return recorded.values().stream().filter(line -> line.contains(mark)).count() / (double) recorded.size();
    }

    @Test
    void no_question_of_the_set_is_a_way_of_asking_of_the_content() {
        assertThat(ContentReader.read(Scenario.CONTENT)
                .leaked(set.questions().stream().map(QuestionSet.Question::text).toList())).isEmpty();
    }
}
