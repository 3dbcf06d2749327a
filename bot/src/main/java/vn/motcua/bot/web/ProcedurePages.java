package vn.motcua.bot.web;

import java.util.Optional;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.answer.FactWords;
import vn.motcua.bot.messages.Messages;
import vn.motcua.knowledge.content.Assurance;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.Language;
import vn.motcua.knowledge.content.Localized;
import vn.motcua.knowledge.content.Procedure;
import vn.motcua.knowledge.content.Procedure.FactList;
import vn.motcua.knowledge.content.TermUnit;

/// Writes the public pages of procedures in one language: every fact with how sure it is and where it comes from. What is
/// not known is said to be so.
final class ProcedurePages {
    private final Content content;
    private final FactWords words;
    private final Html html = new Html();

    ProcedurePages(Content content, Messages messages, Language language) {
        this.content = content;
        this.words = new FactWords(messages, language);
    }

    /// All procedures by field.
    String list() {
        head(words.say("page.procedures"));
        html.element("p", words.say("page.procedures.lead"));
        html.open("ul");
        for (var procedure : content.procedures().values()) {
            html.open("li").link("/procedures/" + procedure.id(), words.in(procedure.title())).close("li");
        }
        html.close("ul");
        return foot();
    }

    /// One procedure.
    String page(Procedure procedure) {
        head(words.in(procedure.title()));
        html.element("p class=\"summary\"", words.in(procedure.summary()));
        code(procedure);
        where(procedure.where());
        times(procedure);
        fees(procedure);
        facts("page.documents", "ul", procedure.documents());
        facts("page.steps", "ol", procedure.steps());
        facts("page.conditions", "ul", procedure.conditions());
        section("page.result");
        html.element("p", words.in(procedure.result().text()));
        assurance(procedure.result().assurance());
        html.close("section");
        facts("page.forms", "ul", procedure.forms());
        obligations(procedure);
        legal(procedure);
        explained(procedure);
        return foot();
    }

    private void code(Procedure procedure) {
        section("page.code");
        html.element("p", words.known(procedure.code().value()));
        note(procedure.code().note());
        assurance(procedure.code().assurance());
        var until = procedure.validTo();
        html.element("p", words.say("page.valid") + " " + words.day(procedure.validFrom())
                + (until == null ? "" : " " + words.say("page.valid.to") + " " + words.day(until)));
        html.close("section");
    }

    private void where(Procedure.Where where) {
        section("page.where");
        html.open("dl");
        var agency = content.agencies().get(where.agency());
        if (agency != null) {
            entry("page.agency", words.in(agency.name()));
            entry("page.address", words.known(agency.address()));
            entry("page.phone", words.known(agency.phone()));
            entry("page.hours", words.known(Optional.ofNullable(agency.hours()).map(words::in).orElse(null)));
        }
        entry("page.channels", words.channels(where.channels()));
        var portal = content.portals().get(where.portal());
        if (portal != null) {
            entry("page.portal", words.in(portal.name()) + (portal.url() == null ? "" : " – " + portal.url()));
        }
        html.close("dl");
        note(agency == null ? null : agency.note());
        assurance(where.assurance());
        html.close("section");
    }

    private void times(Procedure procedure) {
        section("page.time");
        for (var limit : procedure.timeLimits()) {
            var amount = limit.amount();
            var term = limit.unit() == TermUnit.IMMEDIATE || amount != null
                    ? words.term(amount == null ? 0 : amount, limit.unit()) + " " + words.in(limit.countedFrom())
                    : words.say("page.unknown");
            html.element("p", limit.applies() == null ? term : words.in(limit.applies()) + ": " + term);
            note(limit.note());
            assurance(limit.assurance());
        }
        html.close("section");
    }

    private void fees(Procedure procedure) {
        section("page.fee");
        for (var fee : procedure.fees()) {
            html.element("p", words.in(fee.name()) + " (" + words.channels(fee.channels()) + "): "
                    + words.amount(fee.amountVnd()));
            note(fee.note());
            assurance(fee.assurance());
        }
        html.close("section");
    }

    private void facts(String title, String list, FactList facts) {
        section(title);
        html.open(list);
        for (var item : facts.items()) {
            html.open("li").text(words.in(item.text()));
            var certainty = item.certainty();
            if (certainty != null) {
                html.open("small").text(" (" + words.say("page.certainty", words.certain(certainty)) + ")")
                        .close("small");
            }
            html.close("li");
        }
        html.close(list);
        assurance(facts.assurance());
        html.close("section");
    }

    private void obligations(Procedure procedure) {
        if (procedure.obligations().isEmpty()) {
            return;
        }
        section("page.obligations");
        for (var duty : procedure.obligations()) {
            html.element("p",
                    words.in(duty.what()) + ": " + words.say(duty.before() ? "obligation.before" : "obligation.within",
                            words.term(duty.amount(), duty.unit()), words.in(duty.countedFrom())));
            assurance(duty.assurance());
        }
        html.close("section");
    }

    private void legal(Procedure procedure) {
        section("page.legal");
        html.open("ul");
        for (var basis : procedure.legal()) {
            var law = content.laws().get(basis.law());
            var name = law == null ? basis.law() : words.in(law.name());
            html.open("li").text(basis.articles() == null ? name : name + ", " + basis.articles());
            if (law != null) {
                html.text(words.dated("page.in-force", law.inForceFrom()))
                        .text(words.dated("page.expired", law.inForceTo()));
            }
            html.close("li");
        }
        html.close("ul").close("section");
    }

    private void explained(Procedure procedure) {
        if (!procedure.explained().isEmpty()) {
            section("page.explained");
            for (var explained : procedure.explained()) {
                html.element("h3", words.in(explained.question())).element("p", words.in(explained.answer()));
            }
            html.close("section");
        }
        if (!procedure.notThis().isEmpty()) {
            section("page.not-this");
            html.open("ul");
            for (var other : procedure.notThis()) {
                html.open("li");
                content.findProcedure(other.id())
                        .ifPresent(found -> html.link("/procedures/" + other.id(), words.in(found.title())).text(": "));
                html.text(words.in(other.difference())).close("li");
            }
            html.close("ul").close("section");
        }
    }

    private void assurance(Assurance assurance) {
        html.element("p class=\"assurance\"", words.assurance(content, assurance));
    }

    private void head(String title) {
        PageFrame.begin(html, words, title);
    }

    private String foot() {
        return PageFrame.end(html, words.say("page.version", content.version()));
    }

    private void section(String title) {
        html.open("section").element("h2", words.say(title));
    }

    private void entry(String term, String text) {
        html.element("dt", words.say(term)).element("dd", text);
    }

    private void note(@Nullable Localized note) {
        if (note != null) {
            html.element("p class=\"note\"", words.in(note));
        }
    }
}
