package vn.motcua.bot.evaluation;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import vn.motcua.bot.conversation.Reply;
import vn.motcua.knowledge.evaluation.QuestionSet.Question;

/// How an answer is judged.
public enum Verdict {
    /// About the right thing.
    RIGHT,
    /// Asked back, with the right one among the choices.
    ASKED,
    /// Did not answer.
    DECLINED,
    /// Answered about something else.
    WRONG;

    private static final int MOST_FACETS = 3;
    private static final Set<String> REFUSALS = Set.of("clarify", "handoff", "smalltalk", "out_of_scope");

    /// Judges a reply by the label of its question.
    public static Verdict of(Question question, Reply reply) {
        boolean limited = !question.only().isEmpty();
        boolean allowed = !limited || question.only().contains(reply.decision());
        if (allowed && textFits(question, reply) && fits(question, reply)) {
            return RIGHT;
        }
        if (reply.decision().equals("clarify")) {
            return reply.choices().stream().anyMatch(choice -> question.accepts(choice.procedure())) ? ASKED : DECLINED;
        }
        return question.procedure() != null && REFUSALS.contains(reply.decision()) ? DECLINED : WRONG;
    }

    private static boolean fits(Question question, Reply reply) {
        if (question.decisions().contains(reply.decision())) {
            return true;
        }
        boolean article = reply.decision().equals("answer") && reply.article() != null;
        if (question.procedure() != null) {
            return question.accepts(reply.procedure()) || question.acceptsArticle() && article;
        }
        return switch (question.facet()) {
            case "handoff" -> reply.decision().equals("handoff");
            case "greeting", "smalltalk" -> reply.decision().equals("smalltalk");
            case "out_of_scope" -> reply.decision().equals("out_of_scope");
            default -> reply.decision().equals("clarify") || article;
        };
    }

    private static boolean textFits(Question question, Reply reply) {
        return question.has().stream().allMatch(pattern -> Pattern.compile(pattern).matcher(reply.text()).find())
                && question.hasNot().stream()
                        .noneMatch(pattern -> Pattern.compile(pattern).matcher(reply.text()).find());
    }

    /// Whether the reply is about the part that was asked for. One with more than three parts is about none.
    public static boolean facetRight(Question question, Reply reply) {
        List<String> facets = reply.facets();
        boolean ownDecision = question.facets().contains(reply.decision());
        return ownDecision || facets.size() <= MOST_FACETS && facets.stream().anyMatch(question.facets()::contains);
    }
}
