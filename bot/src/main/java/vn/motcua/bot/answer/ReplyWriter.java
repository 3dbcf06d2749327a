package vn.motcua.bot.answer;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.configuration.Configuration.Contacts;
import vn.motcua.bot.conversation.Choice;
import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.conversation.PickedValue;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.conversation.SharedFile;
import vn.motcua.bot.dialogue.Decision;
import vn.motcua.bot.dialogue.Decision.Clarify.Reason;
import vn.motcua.bot.messages.Messages;
import vn.motcua.bot.privacy.PersonalData;
import vn.motcua.bot.understanding.Candidate;
import vn.motcua.bot.understanding.Chinese;
import vn.motcua.bot.understanding.Understanding;
import vn.motcua.knowledge.content.Article;
import vn.motcua.knowledge.content.Assurance;
import vn.motcua.knowledge.content.Certainty;
import vn.motcua.knowledge.content.Citation;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.Elsewhere;
import vn.motcua.knowledge.content.Facet;
import vn.motcua.knowledge.content.Language;
import vn.motcua.knowledge.content.Localized;
import vn.motcua.knowledge.content.Procedure;

/// Puts a decision into words. Pure; safe to share between threads.
public final class ReplyWriter {
    /// Where somebody who wants a person is sent as long as no desk is connected.
    private static final String DEPARTMENT = "so-tai-chinh";
    /// The article about how to reach the department; the operator's contacts belong to it.
    private static final String CONTACTS = "dia-chi-lien-he";
    /// How to give feedback without denouncing anybody.
    private static final String FEEDBACK = "pa-pakn";
    private static final List<Facet> GO_ON = List.of(Facet.DOCUMENTS, Facet.TIME, Facet.FEE, Facet.WHERE, Facet.STEPS,
            Facet.CONDITIONS);
    private static final int MOST_FACET_CHOICES = 4;

    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final Messages messages;
    private final Contacts contacts;

    public ReplyWriter(Messages messages, Contacts contacts) {
        this.messages = messages;
        this.contacts = contacts;
    }

    /// The reply to a decision.
    ///
    /// @param before what was said earlier; the first reply of a conversation says what the assistant is
    /// @param today  the day in Vietnam, to tell facts that have run out
    public Reply write(Decision decision, Understanding understood, DialogueState before, Content content,
            LocalDate today) {
        if (Chinese.isWritten(understood.text())) {
            return new ChineseWriter(content, messages, contacts).write(decision);
        }
        var draft = new Draft(content, understood.language(), understood.text(), today);
        var reply = switch (decision) {
            case Decision.Answer answer -> draft.answer(answer);
            case Decision.AnswerArticle answer -> draft.article(answer);
            case Decision.AnswerCommune answer -> draft.commune(answer);
            case Decision.ClarifyCommune clarify -> draft.whichCommune(clarify);
            case Decision.Clarify clarify -> draft.clarify(clarify);
            case Decision.Status status -> draft.status(status);
            case Decision.Complaint complaint -> draft.complaint(complaint);
            case Decision.HandOff handOff -> draft.handOff(handOff);
            case Decision.OutOfScope elsewhere -> draft.elsewhere(elsewhere);
            case Decision.Catalogued catalogued -> draft.catalogued(catalogued);
            case Decision.SmallTalk talk -> draft.smallTalk(talk);
        };
        boolean saysWhoItIs = decision instanceof Decision.SmallTalk(var topic, _)
                && (topic.equals("greeting") || topic.equals("identity"));
        return before.introduced() || saysWhoItIs
                ? reply
                : withText(reply, reply.text() + "\n\n" + messages.text(understood.language(), "intro"));
    }

    /// Tells that a file was kept for the officer and that the assistant cannot read it. What was offered stays offered.
    public Reply confirm(SharedFile file, DialogueState before, Content content) {
        var language = before.language();
        var kept = messages.text(language, "file.kept", file.name());
        var text = before.introduced() ? kept : kept + "\n\n" + messages.text(language, "intro");
        var choices = before.offered().isEmpty()
                ? List.of(new Choice(messages.text(language, "choice.handoff"), PickedValue.HANDOFF, null, null))
                : before.offered();
        return new Reply("smalltalk", null, List.of(), 1, text, choices,
                List.of(new Reply.Part(null, List.of(), text, List.of())), List.of(), null, null, content.version());
    }

    /// The same reply, telling the citizen that personal data was masked and that nobody needs it here.
    public Reply warn(Reply reply, Set<PersonalData.Kind> masked, Understanding understood) {
        return with(reply, understood,
                masked.contains(PersonalData.Kind.SECRET) ? "masked.secret" : "masked.personal");
    }

    /// The same reply, telling the citizen that the message was not kept and that a denunciation goes elsewhere.
    public Reply tellNotKept(Reply reply, Understanding understood) {
        return with(reply, understood, "withheld.note");
    }

    private Reply with(Reply reply, Understanding understood, String key) {
        var line = Chinese.isWritten(understood.text())
                ? messages.chinese(key)
                : messages.text(understood.language(), key);
        return withText(reply, reply.text() + "\n\n" + line);
    }

    private static Reply withText(Reply reply, String text) {
        return new Reply(reply.decision(), reply.procedure(), reply.facets(), reply.confidence(), text,
                reply.choices(), reply.parts(), reply.citations(), reply.article(), reply.guide(),
                reply.contentVersion());
    }

    /// One reply being written.
    private final class Draft {
        private final Content content;
        private final Language language;
        private final String question;
        private final LocalDate today;
        private final FacetWriter facets;
        private final CitationWriter citations;
        private final CommuneWriter communes;
        private final ContactWriter contactLines;

        Draft(Content content, Language language, String question, LocalDate today) {
            this.content = content;
            this.language = language;
            this.question = question;
            this.today = today;
            facets = new FacetWriter(content, messages, language);
            citations = new CitationWriter(content, messages, language);
            communes = new CommuneWriter(content, messages, language);
            contactLines = new ContactWriter(contacts, this::say);
        }

        Reply answer(Decision.Answer answer) {
            var procedure = answer.procedure();
            var wires = answer.facets().stream().map(Facet::wire).toList();
            var cited = answer.facets().contains(Facet.LEGAL) && answer.facets().size() == 1
                    ? citations.citeLaws(procedure)
                    : citations.cite(procedure, assurances(answer));
            if (cited.isEmpty()) {
                cited = citations.citeNamedArticles(procedure);
            }
            var line = answer.facets().equals(List.of(Facet.LEGAL)) ? say("citation.above") : citations.line(cited);
            var text = shortAnswer(passages(answer)) + "\n\n" + line + expired(procedure);
            return reply("answer", procedure.id(), wires, answer.confidence(), text,
                    afterAnswer(procedure, answer.overview() ? List.of() : answer.facets()), cited, null);
        }

        /// The facts an answer states; an article that explains one facet speaks for it.
        private List<Assurance> assurances(Decision.Answer answer) {
            var assurances = new ArrayList<Assurance>();
            var article = answer.article();
            if (article != null) {
                assurances.add(article.assurance());
            }
            answer.facets().stream().filter(facet -> article == null || facet != article.facet())
                    .forEach(facet -> assurances.addAll(FacetWriter.assurances(answer.procedure(), facet)));
            return assurances;
        }

        /// What is said about each part that was asked for.
        private List<List<Passage>> passages(Decision.Answer answer) {
            if (answer.overview()) {
                return List.of(facets.overview(answer.procedure()));
            }
            var passages = new ArrayList<List<Passage>>();
            if (answer.facets().contains(Facet.WHERE) && answer.procedure().isFiledInCommune()) {
                passages.add(List.of(Passage.prose(say("commune.offer"))));
            }
            var article = answer.article();
            facets.ordered(answer.procedure(), answer.facets(), question).stream()
                    .filter(facet -> article == null || facet != article.facet())
                    .forEach(facet -> passages.add(facets.write(answer.procedure(), facet, question)));
            if (article != null) {
                passages.add(answer.facets().contains(Facet.FEE) && article.facet() != Facet.FEE ? 1 : 0,
                        explanation(article));
            }
            return passages;
        }

        private String shortAnswer(List<List<Passage>> passages) {
            return ShortAnswer.of(passages, new ShortAnswer.Headings(say("details"), " " + say("details.continued")));
        }

        private String expired(Procedure procedure) {
            var validTo = procedure.validTo();
            return validTo == null || !today.isAfter(validTo) ? "" : "\n" + say("expired", DAY.format(validTo));
        }

        /// What an article says: its answer, then its explanation as a detail.
        private List<Passage> explanation(Article article) {
            var lead = article.lead().in(language);
            var more = article.more().in(language);
            var assurance = article.assurance();
            boolean warned = assurance.needsWarning() && assurance.certainty() != Certainty.UNKNOWN
                    && !FacetWriter.saysUnconfirmed(lead + " " + more);
            return List.of(Passage.prose(warned ? lead + " " + say("unconfirmed.sentence") : lead),
                    Passage.prose(more).asDetail());
        }

        Reply article(Decision.AnswerArticle answer) {
            var article = answer.article();
            var cited = citations.cite(null, List.of(article.assurance()));
            var passages = new ArrayList<>(explanation(article));
            if (article.id().equals(CONTACTS)) {
                var known = contactLines.office();
                passages.add(Passage.lines(known.isEmpty() ? List.of(say("contact.none")) : known.lines().toList()));
            }
            var line = cited.isEmpty() ? citations.source(article.assurance()) : citations.line(cited);
            return reply("answer", null, List.of(article.facet().wire()), answer.confidence(),
                    shortAnswer(List.of(passages)) + "\n\n" + line, feedbackAndOfficer(), cited, article.id());
        }

        Reply commune(Decision.AnswerCommune answer) {
            var procedure = answer.procedure();
            var wires = answer.facets().stream().map(Facet::wire).toList();
            var cited = new ArrayList<>(citations.cite(null, List.of(content.communes().assurance())));
            if (procedure != null) {
                var stated = citations.cite(procedure, answer.facets().stream()
                        .flatMap(facet -> FacetWriter.assurances(procedure, facet).stream()).toList());
                cited.addAll(stated.isEmpty() ? citations.citeNamedArticles(procedure) : stated);
            }
            var text = shortAnswer(communes.write(answer, question)) + "\n\n" + citations.line(cited);
            return procedure == null
                    ? reply("answer", null, wires, answer.confidence(), text, feedbackAndOfficer(), cited,
                            content.communes().article())
                    : reply("answer", procedure.id(), wires, answer.confidence(), text,
                            afterAnswer(procedure, answer.facets()), cited, null);
        }

        Reply whichCommune(Decision.ClarifyCommune clarify) {
            var procedure = clarify.procedure() == null ? null : clarify.procedure().id();
            var choices = new ArrayList<Choice>();
            for (var place : clarify.between()) {
                choices.add(new Choice(communes.label(place), PickedValue.commune(place.id(), procedure), procedure,
                        Facet.WHERE.wire()));
            }
            choices.add(officer());
            return reply("clarify", null, List.of(), clarify.confidence(), communes.question(clarify.between()),
                    choices, List.of(), null);
        }

        Reply clarify(Decision.Clarify clarify) {
            var key = switch (clarify.reason()) {
                case COMPETING -> "clarify.between";
                case UNCLEAR -> "clarify.unclear";
                case UNKNOWN -> "clarify.unknown";
                case NO_TOPIC -> "clarify.which";
                case AGAIN -> "clarify.again";
            };
            var choices = new ArrayList<Choice>();
            for (var candidate : clarify.between()) {
                choices.add(choice(candidate, clarify.facets()));
            }
            choices.add(officer());
            if (clarify.reason() == Reason.AGAIN) {
                choices.addFirst(choices.removeLast());
            }
            return reply("clarify", null, List.of(), clarify.confidence(), say(key), choices, List.of(), null);
        }

        private Choice choice(Candidate candidate, List<Facet> facets) {
            var label = text(candidate.entry().title());
            return switch (candidate.entry()) {
                case Procedure procedure -> new Choice(label, PickedValue.ask(procedure.id(), facets), procedure.id(),
                        facets.isEmpty() ? null : facets.getFirst().wire());
                case Article article -> new Choice(label, PickedValue.article(article.id()), null, null);
                case Elsewhere elsewhere -> new Choice(label, PickedValue.elsewhere(elsewhere.id()), null, null);
            };
        }

        Reply status(Decision.Status status) {
            var procedure = content.procedure("tt-hoso");
            return reply("status", procedure.id(), List.of(), status.confidence(), say("status"),
                    List.of(officer()), List.of(), null);
        }

        Reply complaint(Decision.Complaint complaint) {
            var procedure = complaint.procedure();
            var passages = new ArrayList<List<Passage>>();
            if (complaint.money()) {
                passages.add(legalWay(procedure));
                passages.add(List.of(Passage.prose(say("complaint.money"))));
            } else {
                passages.add(List.of(
                        Passage.prose(say("complaint.lead") + " " + procedure.summary().in(language))));
                passages.add(facets.write(procedure, Facet.WHERE, question));
            }
            var numbers = complaint.money() ? contactLines.protectedWays() : contactLines.office();
            if (!numbers.isEmpty()) {
                passages.add(List.of(Passage.lines(numbers.lines().toList())));
            }
            if (complaint.money()) {
                passages.add(List.of(Passage.prose(say("complaint.names")).asDetail()));
            }
            var cited = citations.citeLaws(procedure);
            var opening = complaint.money() ? say("complaint.lead") + " " + say("complaint.channel") + "\n\n" : "";
            return reply("complaint", procedure.id(), List.of(), complaint.confidence(),
                    opening + shortAnswer(passages) + "\n\n" + citations.line(cited), List.of(officer()), cited,
                    null);
        }

        /// Where a denunciation goes by law, that whoever denounces is protected, and where to turn without one.
        private List<Passage> legalWay(Procedure procedure) {
            var passages = new ArrayList<>(facets.write(procedure, Facet.WHERE, question));
            passages.add(Passage.prose(procedure.summary().in(language)));
            passages.addAll(facets.write(procedure, Facet.TIME, question));
            content.findProcedure(FEEDBACK).ifPresent(feedback -> {
                var office = content.agencies().get(feedback.where().agency());
                var portal = content.portals().get(feedback.where().portal());
                if (office != null && portal != null) {
                    passages.add(Passage.prose(say("complaint.feedback", text(office.name()), text(portal.name()))));
                }
            });
            return passages;
        }

        Reply handOff(Decision.HandOff handOff) {
            var department = content.agencies().get(DEPARTMENT);
            var text = say("handoff", department == null ? "" : text(department.name()));
            var numbers = contactLines.office();
            return reply("handoff", null, List.of(), handOff.confidence(),
                    numbers.isEmpty() ? text : text + "\n" + numbers, List.of(), List.of(), null);
        }

        Reply elsewhere(Decision.OutOfScope outOfScope) {
            var elsewhere = outOfScope.elsewhere();
            var text = elsewhere == null ? say("elsewhere.none") : pointer(elsewhere);
            return reply("out_of_scope", null, List.of(), outOfScope.confidence(), text, feedbackAndOfficer(),
                    List.of(), null);
        }

        Reply catalogued(Decision.Catalogued catalogued) {
            var entry = catalogued.entry();
            var text = say("catalogued", entry.name(), entry.code()) + " ";
            if (!entry.agencies().isEmpty()) {
                text += say("catalogued.agency", String.join("; ", entry.agencies())) + " ";
            } else if (!entry.issuer().isEmpty()) {
                text += say("catalogued.issuer", entry.issuer()) + " ";
            }
            return reply("out_of_scope", null, List.of(), catalogued.confidence(), text + say("catalogued.where"),
                    feedbackAndOfficer(), List.of(), null);
        }

        private String pointer(Elsewhere elsewhere) {
            var responsible = elsewhere.responsible();
            if (responsible == null) {
                return say("elsewhere.nobody", text(elsewhere.title()), text(elsewhere.where()));
            }
            var text = say("elsewhere", text(elsewhere.title()), text(responsible), text(elsewhere.where()));
            return elsewhere.certainty().isHigh() ? text : text + " " + say("unconfirmed.sentence");
        }

        Reply smallTalk(Decision.SmallTalk talk) {
            var choices = switch (talk.topic()) {
                case "sorry", "feedback.no" -> List.of(officer());
                default -> List.<Choice>of();
            };
            return reply("smalltalk", null, List.of(), talk.confidence(), say(talk.topic()), choices, List.of(), null);
        }

        private Reply reply(String decision, @Nullable String procedure, List<String> wires,
                double confidence, String text, List<Choice> choices, List<Citation> cited,
                @Nullable String article) {
            var part = new Reply.Part(procedure, wires, text, cited);
            return new Reply(decision, procedure, wires, Math.round(confidence * 1000) / 1000.0, text, choices,
                    List.of(part), cited, article, null, content.version());
        }

        private List<Choice> afterAnswer(Procedure procedure, List<Facet> answered) {
            var choices = new ArrayList<Choice>();
            for (var facet : GO_ON) {
                if (!answered.contains(facet) && choices.size() < MOST_FACET_CHOICES) {
                    choices.add(new Choice(say("choice." + facet.wire()),
                            PickedValue.ask(procedure.id(), List.of(facet)), procedure.id(), facet.wire()));
                }
            }
            choices.addAll(feedbackAndOfficer());
            return choices;
        }

        private List<Choice> feedbackAndOfficer() {
            return List.of(officer(), new Choice(say("choice.yes"), PickedValue.FEEDBACK_YES, null, null),
                    new Choice(say("choice.no"), PickedValue.FEEDBACK_NO, null, null));
        }

        private Choice officer() {
            return new Choice(say("choice.handoff"), PickedValue.HANDOFF, null, null);
        }

        private String text(Localized localized) {
            return localized.in(language);
        }

        private String say(String key, Object... arguments) {
            return messages.text(language, key, arguments);
        }
    }
}
