package vn.motcua.bot.dialogue;

import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.understanding.Candidate;
import vn.motcua.bot.understanding.CommuneQuestion;
import vn.motcua.bot.understanding.Understanding;
import vn.motcua.knowledge.content.Article;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.Elsewhere;
import vn.motcua.knowledge.content.Facet;
import vn.motcua.knowledge.content.Procedure;

/// Decides about a question that names a commune. Pure.
final class CommunePolicy {
    private CommunePolicy() {
    }

    static Decision decide(DialogueState before, Understanding understood, Circumstances circumstances) {
        var question = Objects.requireNonNull(understood.commune());
        var procedure = question.which() ? null : procedure(before, understood, circumstances);
        var facets = procedure == null ? List.of(Facet.WHERE) : whereAnd(understood.facets());
        var places = question.places();
        if (places.size() == 1) {
            return new Decision.AnswerCommune(places.getFirst(), procedure, facets, understood.confidence());
        }
        // What is filed with the province is filed at one place, wherever somebody lives.
        return procedure == null || procedure.isFiledInCommune()
                ? new Decision.ClarifyCommune(places, procedure, understood.confidence())
                : DialoguePolicy.about(procedure, facets, understood.confidence());
    }

    /// An answer where to file, for somebody who said earlier where they live.
    static Decision atKnownPlace(Decision decision, Understanding understood) {
        var known = understood.commune();
        return known != null && decision instanceof Decision.Answer answer && answer.facets().contains(Facet.WHERE)
                && answer.procedure().isFiledInCommune()
                        ? new Decision.AnswerCommune(known.places().getFirst(), answer.procedure(),
                                whereAnd(answer.facets()), answer.confidence())
                        : decision;
    }

    private static @Nullable Procedure procedure(DialogueState before, Understanding understood,
            Circumstances circumstances) {
        var content = circumstances.content();
        var named = named(understood.candidates(), content, circumstances.costs().answerFrom());
        if (named != null || before.procedure() == null) {
            return named;
        }
        return content.findProcedure(before.procedure()).filter(CommuneQuestion::concerns).orElse(null);
    }

    private static List<Facet> whereAnd(List<Facet> facets) {
        return Stream.concat(Stream.of(Facet.WHERE), facets.stream()).distinct().limit(3).toList();
    }

    /// What the message wants to file. Which one it is need not be clear when those that are filed in a commune are together
    /// probable enough: the place is the same. The one asked for most then stands for them.
    private static @Nullable Procedure named(List<Candidate> candidates, Content content, double enough) {
        Procedure standing = null;
        double share = 0;
        for (var candidate : candidates) {
            var procedure = procedure(candidate, content);
            if (procedure != null && candidate.confidence() >= enough) {
                return procedure;
            }
            if (procedure != null && procedure.isFiledInCommune()) {
                share += candidate.confidence();
                standing = standing == null || procedure.mostAsked() && !standing.mostAsked() ? procedure : standing;
            }
        }
        return share >= enough ? standing : null;
    }

    private static @Nullable Procedure procedure(Candidate candidate, Content content) {
        return switch (candidate.entry()) {
            case Procedure procedure -> procedure;
            case Article article -> article.belongsTo() == null ? null : content.procedures().get(article.belongsTo());
            case Elsewhere _ -> null;
        };
    }
}
