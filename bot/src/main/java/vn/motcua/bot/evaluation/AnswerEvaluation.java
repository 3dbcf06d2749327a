package vn.motcua.bot.evaluation;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.turn.Brain;
import vn.motcua.knowledge.evaluation.QuestionSet;

/// Asks every question of a set in a conversation of its own and judges the answers.
public final class AnswerEvaluation {
    /// The compiler needs a while; what is timed comes after.
    private static final int WARM_UP_ROUNDS = 3;

    private AnswerEvaluation() {
    }

    /// Runs the set, each question asked of a brain that knows nothing of its fold.
    ///
    /// @param brains one for each fold; the question with number i is in fold i modulo their number
    public static EvaluationReport run(List<Brain> brains, QuestionSet set) {
        var judged = new ArrayList<EvaluationReport.Judged>();
        for (int fold = 0; fold < brains.size(); fold++) {
            var leftOut = new ArrayList<QuestionSet.Question>();
            for (int i = fold; i < set.questions().size(); i += brains.size()) {
                leftOut.add(set.questions().get(i));
            }
            judged.addAll(run(brains.get(fold), new QuestionSet(leftOut)).judged());
        }
        return new EvaluationReport(List.copyOf(judged));
    }

    /// Runs the set.
    public static EvaluationReport run(Brain brain, QuestionSet set) {
        var now = Instant.now();
        for (int round = 0; round < WARM_UP_ROUNDS; round++) {
            var politely = " ạ".repeat(round + 1); // another text, so that no search is remembered
            set.questions().forEach(question -> brain.hear(DialogueState.fresh(), question.text() + politely, now));
        }
        var judged = new ArrayList<EvaluationReport.Judged>();
        for (var question : set.questions()) {
            var start = Cost.soFar();
            var reply = brain.hear(DialogueState.fresh(), question.text(), now).reply();
            var cost = Cost.soFar().since(start);
            judged.add(new EvaluationReport.Judged(question, reply, Verdict.of(question, reply),
                    Verdict.facetRight(question, reply), cost));
        }
        return new EvaluationReport(List.copyOf(judged));
    }
}
