package vn.motcua.bot.dialogue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;

import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.dialogue.Decision.Clarify;
import vn.motcua.bot.dialogue.Decision.Clarify.Reason;
import vn.motcua.bot.understanding.Candidate;
import vn.motcua.bot.understanding.Understanding;
import vn.motcua.knowledge.content.Article;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.Elsewhere;
import vn.motcua.knowledge.content.Facet;
import vn.motcua.knowledge.content.Procedure;

/// Decides what to do about a message. Pure: the same arguments give the same decision, so a turn that lost a race can
/// be decided again.
public final class DialoguePolicy {
    private static final int MOST_CHOICES = 4;
    /// From this probability on, what is meant is surely among the choices.
    private static final double ONE_OF_THESE = 0.5;
    private static final double WORTH_OFFERING = 0.06;
    /// What is offered should be that probable together, or it would only show that nothing was understood.
    private static final double POINTS_SOMEWHERE = 0.25;
    /// Procedures by which citizens complain; their ids begin so.
    private static final String COMPLAINTS = "pa-";
    private static final String EXTRA_MONEY = "pa-tocao";
    /// Given when somebody names a procedure and no part of it.
    private static final List<Facet> USUAL = List.of(Facet.DOCUMENTS, Facet.STEPS, Facet.TIME);
    private static final List<String> ASKED_MOST = List.of("dn-tnhh1-cn", "hkd-moi", "td-ddpl", "tn-tamngung");

    private DialoguePolicy() {
    }

    /// What to do.
    public static Decision decide(DialogueState before, Understanding understood, Circumstances circumstances) {
        var content = circumstances.content();
        double confidence = understood.confidence();
        return switch (understood.intent()) {
            case GREET -> new Decision.SmallTalk("greeting", confidence);
            case THANK -> new Decision.SmallTalk("thanks", confidence);
            case GOODBYE -> new Decision.SmallTalk("goodbye", confidence);
            case IDENTITY -> new Decision.SmallTalk("identity", confidence);
            case CAPABILITIES -> new Decision.SmallTalk("capabilities", confidence);
            case AFFIRM -> new Decision.SmallTalk("affirmed", confidence);
            case DENY -> new Decision.SmallTalk("denied", confidence);
            case FEEDBACK_YES -> new Decision.SmallTalk("feedback.yes", confidence);
            case FEEDBACK_NO -> new Decision.SmallTalk("feedback.no", confidence);
            case ANGRY_AT_BOT -> new Decision.SmallTalk("sorry", confidence);
            case CHINESE -> new Decision.SmallTalk("chinese", confidence);
            case GO_ON_ELSEWHERE, BRING_BACK -> new Decision.SmallTalk("moving.elsewhere", confidence);
            case REPEAT -> repeat(before, content);
            case HANDOFF -> new Decision.HandOff(confidence);
            case STATUS -> new Decision.Status(confidence);
            case LATE -> complaint(content, "pa-xinloi", false, confidence);
            case DISSATISFIED -> complaint(content, "pa-pakn", false, confidence);
            case EXTRA_MONEY -> complaint(content, EXTRA_MONEY, true, confidence);
            case GUIDE -> guide(before, understood, circumstances);
            case VAGUE -> new Clarify(Reason.NO_TOPIC, mostAsked(content), understood.facets(), confidence);
            case UNCLEAR -> unclear(before, understood, content);
            case COMMUNE -> CommunePolicy.decide(before, understood, circumstances);
            case CATALOGUED -> new Decision.Catalogued(Objects.requireNonNull(understood.catalogued()), confidence);
            case ASK -> ask(before, understood, circumstances);
        };
    }

    private static Decision ask(DialogueState before, Understanding understood, Circumstances circumstances) {
        var candidates = understood.candidates();
        var first = candidates.getFirst();
        if (first.confidence() >= circumstances.costs().answerFrom()) {
            return CommunePolicy.atKnownPlace(answer(first, understood, circumstances.content()), understood);
        }
        var between = distinct(candidates);
        double together = between.stream().mapToDouble(Candidate::confidence).sum();
        if (first.confidence() >= 0.3 || together >= ONE_OF_THESE) {
            return between.size() < 2
                    ? answer(first, understood, circumstances.content())
                    : new Clarify(before.misses() > 0 ? Reason.AGAIN : Reason.COMPETING, between, understood.facets(),
                            first.confidence());
        }
        return unclear(before, understood, circumstances.content());
    }

    private static Decision answer(Candidate candidate, Understanding understood, Content content) {
        return switch (candidate.entry()) {
            case Procedure procedure when procedure.id().equals("tt-hoso") ->
                new Decision.Status(candidate.confidence());
            case Procedure procedure -> about(procedure, understood.facets(), candidate.confidence());
            case Article article -> explain(article, understood, content, candidate.confidence());
            case Elsewhere elsewhere -> new Decision.OutOfScope(elsewhere, candidate.confidence());
        };
    }

    private static Decision explain(Article article, Understanding understood, Content content, double confidence) {
        var owner = article.belongsTo() == null ? null : content.procedures().get(article.belongsTo());
        if (owner == null) {
            return new Decision.AnswerArticle(article, confidence);
        }
        if (owner.id().equals("tt-hoso")) {
            return new Decision.Status(confidence);
        }
        if (owner.id().startsWith(COMPLAINTS) && understood.facets().isEmpty()) {
            return new Decision.Complaint(owner, owner.id().equals(EXTRA_MONEY), confidence);
        }
        var facets = new ArrayList<Facet>();
        facets.add(article.facet());
        understood.facets().stream().filter(facet -> facet != article.facet()).limit(2).forEach(facets::add);
        return new Decision.Answer(owner, facets, false, article, confidence);
    }

    /// An answer about a procedure; without a named part, the usual ones.
    public static Decision.Answer about(Procedure procedure, List<Facet> facets, double confidence) {
        return facets.isEmpty()
                ? new Decision.Answer(procedure, USUAL, true, null, confidence)
                : new Decision.Answer(procedure, facets, false, null, confidence);
    }

    private static Decision unclear(DialogueState before, Understanding understood, Content content) {
        var likely = distinct(
                understood.candidates().stream().filter(one -> one.confidence() >= WORTH_OFFERING).toList());
        boolean pointsSomewhere = likely.stream().mapToDouble(Candidate::confidence).sum() >= POINTS_SOMEWHERE;
        var between = pointsSomewhere ? likely : List.<Candidate>of();
        var reason = before.misses() > 0 ? Reason.AGAIN : between.isEmpty() ? Reason.UNKNOWN : Reason.UNCLEAR;
        return new Clarify(reason, between.isEmpty() ? mostAsked(content) : between, understood.facets(),
                understood.confidence());
    }

    private static Decision repeat(DialogueState before, Content content) {
        var last = before.procedure() == null ? null : content.procedures().get(before.procedure());
        if (last == null) {
            return new Decision.SmallTalk("repeat", 0.9);
        }
        return about(last, before.facets().stream().flatMap(wire -> Facet.find(wire).stream()).toList(), 0.9);
    }

    /// Until guides exist, whoever wants to be led gets the steps.
    private static Decision guide(DialogueState before, Understanding understood, Circumstances circumstances) {
        var procedure = understood.candidates().stream()
                .filter(candidate -> candidate.confidence() >= 0.4 && candidate.entry() instanceof Procedure)
                .findFirst();
        if (procedure.isPresent() && procedure.get().entry() instanceof Procedure found) {
            return new Decision.Answer(found, List.of(Facet.STEPS, Facet.DOCUMENTS), false, null,
                    understood.confidence());
        }
        var current = before.procedure() == null ? null : circumstances.content().procedures().get(before.procedure());
        if (current != null) {
            return new Decision.Answer(current, List.of(Facet.STEPS, Facet.DOCUMENTS), false, null,
                    understood.confidence());
        }
        return new Clarify(Reason.NO_TOPIC, mostAsked(circumstances.content()), List.of(Facet.STEPS),
                understood.confidence());
    }

    private static Decision complaint(Content content, String procedure, boolean money, double confidence) {
        return new Decision.Complaint(content.procedure(procedure), money, confidence);
    }

    private static List<Candidate> mostAsked(Content content) {
        return ASKED_MOST.stream().map(id -> new Candidate(content.procedure(id), 0.2)).toList();
    }

    private static List<Candidate> distinct(List<Candidate> candidates) {
        var seen = new HashSet<String>();
        var distinct = new ArrayList<Candidate>();
        for (var candidate : candidates) {
            if (distinct.size() < MOST_CHOICES && seen.add(candidate.entry().title().vi())) {
                distinct.add(candidate);
            }
        }
        return distinct;
    }

    /// What the dialogue remembers after the decision, apart from the choices that its reply will offer.
    public static DialogueState next(DialogueState before, Understanding understood, Decision decision) {
        var language = understood.language();
        return switch (decision) {
            case Decision.Answer answer -> new DialogueState(language, answer.procedure().id(), null,
                    answer.facets().stream().map(Facet::wire).toList(), List.of(), null, 0, true, before.place());
            case Decision.AnswerArticle answer -> new DialogueState(language, before.procedure(),
                    answer.article().id(), before.facets(), List.of(), null, 0, true, before.place());
            case Decision.AnswerCommune(var place, var procedure, var facets, _) -> new DialogueState(language,
                    procedure == null ? before.procedure() : procedure.id(), null,
                    procedure == null ? before.facets() : facets.stream().map(Facet::wire).toList(), List.of(), null,
                    0, true, place.id());
            case Decision.ClarifyCommune(_, var procedure, _) -> new DialogueState(language,
                    procedure == null ? before.procedure() : procedure.id(), null,
                    procedure == null ? before.facets() : List.of(Facet.WHERE.wire()), List.of(), understood.text(),
                    before.misses(), true, before.place());
            case Clarify _ -> new DialogueState(language, before.procedure(), null, before.facets(), List.of(),
                    understood.text(), before.misses() + 1, true, before.place());
            case Decision.SmallTalk talk -> new DialogueState(language, before.procedure(), before.article(),
                    before.facets(), List.of(), null,
                    talk.topic().equals("sorry") ? before.misses() + 1 : before.misses(),
                    true, before.place());
            case Decision.Status _,Decision.Complaint _,Decision.HandOff _ ->
                new DialogueState(language, before.procedure(), null, before.facets(), List.of(), null, 0, true,
                        before.place());
            case Decision.OutOfScope _,Decision.Catalogued _ ->
                new DialogueState(language, null, null, List.of(), List.of(), null, 0, true, before.place());
        };
    }
}
