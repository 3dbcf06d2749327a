package vn.motcua.bot.answer;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.messages.Messages;
import vn.motcua.knowledge.content.Agency;
import vn.motcua.knowledge.content.Article;
import vn.motcua.knowledge.content.Assurance;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.Language;
import vn.motcua.knowledge.content.Law;
import vn.motcua.knowledge.content.Portal;
import vn.motcua.knowledge.content.Procedure;
import vn.motcua.knowledge.content.TermUnit;

/// Prints, for the department's officer, what a citizen may be told and nobody has approved yet: the facts of procedures,
/// articles, and the laws and places they rest on; each with how sure the team is, its source and its legal basis, in
/// words that need no key.
public final class ReviewSheet {
    private final Content content;
    private final FactWords words;

    public ReviewSheet(Content content, Messages messages) {
        this.content = content;
        this.words = new FactWords(messages, Language.VI);
    }

    /// Prints the sheet of these procedures with what belongs to them, or of everything when none is named.
    public void print(List<String> ids, PrintStream out) {
        var laws = new LinkedHashSet<String>();
        var places = new LinkedHashSet<String>();
        int open = 0;
        for (var procedure : content.procedures().values()) {
            if (ids.isEmpty() || ids.contains(procedure.id())) {
                out.printf("%n== %s (%s)%n", words.in(procedure.title()), procedure.id());
                open += facts(procedure, out);
                procedure.legal().forEach(basis -> laws.add(basis.law()));
                places.addAll(List.of(procedure.where().agency(), procedure.where().portal()));
            }
        }
        out.printf("%n== %s%n", words.say("review.articles"));
        for (var article : content.articles().values()) {
            var owner = article.belongsTo();
            if (ids.isEmpty() || owner != null && ids.contains(owner)) {
                open += article(article, out);
                laws.addAll(article.assurance().basis());
            }
        }
        if (ids.isEmpty()) {
            laws.addAll(content.laws().keySet());
            places.addAll(content.agencies().keySet());
            places.addAll(content.portals().keySet());
            open += fact(out, words.say("review.communes"),
                    words.say("review.communes.count", content.communes().communes().size()),
                    content.communes().assurance(), null);
        }
        laws(laws, out);
        places(places, out);
        out.printf("%n%s%n", words.say("review.open", open, content.version()));
    }

    private int facts(Procedure procedure, PrintStream out) {
        int open = 0;
        var code = procedure.code();
        open += fact(out, "page.code", words.known(code.value()), code.assurance(), procedure);
        var where = procedure.where();
        var agency = content.agencies().get(where.agency());
        open += fact(out, "page.where", (agency == null ? "" : words.in(agency.name()) + "; ")
                + words.channels(where.channels()), where.assurance(), procedure);
        for (var limit : procedure.timeLimits()) {
            var amount = limit.amount();
            var term = amount == null && limit.unit() != TermUnit.IMMEDIATE
                    ? words.known(null)
                    : words.term(amount == null ? 0 : amount, limit.unit()) + " " + words.in(limit.countedFrom());
            open += fact(out, "page.time", (limit.applies() == null ? "" : words.in(limit.applies()) + ": ") + term,
                    limit.assurance(), procedure);
        }
        for (var fee : procedure.fees()) {
            open += fact(out, "page.fee", words.in(fee.name()) + " (" + words.channels(fee.channels()) + "): "
                    + words.amount(fee.amountVnd()), fee.assurance(), procedure);
        }
        for (var duty : procedure.obligations()) {
            open += fact(out, "page.obligations", words.in(duty.what()) + ": "
                    + words.say(duty.before() ? "obligation.before" : "obligation.within",
                            words.term(duty.amount(), duty.unit()), words.in(duty.countedFrom())),
                    duty.assurance(), procedure);
        }
        open += list(out, "page.documents", procedure.documents(), procedure);
        open += list(out, "page.steps", procedure.steps(), procedure);
        open += list(out, "page.conditions", procedure.conditions(), procedure);
        open += fact(out, "page.result", words.in(procedure.result().text()), procedure.result().assurance(),
                procedure);
        open += list(out, "page.forms", procedure.forms(), procedure);
        out.printf("      %s: %s%n", words.say("page.legal"), procedure.legal().stream()
                .map(basis -> basis(basis.law(), basis.articles())).collect(Collectors.joining("; ")));
        return open;
    }

    private int list(PrintStream out, String key, Procedure.FactList list, Procedure procedure) {
        var items = list.items().stream().map(item -> "%n        - ".formatted() + words.in(item.text())
                + (item.certainty() == null
                        ? ""
                        : " (" + words.say("page.certainty", words.certain(item.certainty())) + ")"))
                .collect(Collectors.joining());
        return fact(out, key, items.isEmpty() ? words.say("review.none") : items, list.assurance(), procedure);
    }

    private int article(Article article, PrintStream out) {
        var more = article.more().vi().isBlank() ? "" : " " + words.in(article.more()).replace("\n", " ");
        return fact(out, words.in(article.title()) + " (" + article.id() + ")", words.in(article.lead()) + more,
                article.assurance(), null);
    }

    /// One fact, unless it is approved.
    ///
    /// @param name      the key of a message, or the name itself
    /// @param procedure whose articles of a law are meant, or null
    /// @return 1 when it is open
    private int fact(PrintStream out, String name, String value, Assurance assurance, @Nullable Procedure procedure) {
        if (assurance.approved()) {
            return 0;
        }
        out.printf("  [ ] %s: %s%n", name.startsWith("page.") ? words.say(name) : name, value);
        out.printf("        %s%n", words.assurance(content, assurance));
        if (!assurance.basis().isEmpty()) {
            out.printf("        %s%n", words.say("review.basis", assurance.basis().stream().map(
                    law -> basis(law, procedure == null ? null : procedure.articlesOf(law).orElse(null)))
                    .collect(Collectors.joining("; "))));
        }
        return 1;
    }

    private String basis(String id, @Nullable String articles) {
        var law = content.laws().get(id);
        var name = law == null ? id : words.in(law.name());
        return articles == null ? name : name + ", " + articles;
    }

    private void laws(Set<String> ids, PrintStream out) {
        out.printf("%n== %s%n", words.say("page.legal"));
        content.laws().values().stream().filter(law -> ids.contains(law.id())).forEach(law -> out
                .printf("  [ ] %s%n        %s%n", words.in(law.name()), words.in(law.about()) + inForce(law)));
    }

    private String inForce(Law law) {
        var parts = new ArrayList<String>();
        parts.add(words.dated("page.in-force", law.inForceFrom()) + words.dated("page.expired", law.inForceTo()));
        law.amendedBy()
                .forEach(amendment -> parts.add("; " + words.say("review.amended", basis(amendment.law(), null))));
        if (law.replacedBy() != null) {
            parts.add("; " + words.say("review.replaced", basis(law.replacedBy(), null)));
        }
        parts.add("; " + words.say("page.certainty", words.certain(law.certainty())));
        return String.join("", parts);
    }

    private void places(Set<String> ids, PrintStream out) {
        out.printf("%n== %s%n", words.say("review.places"));
        content.agencies().values().stream().filter(agency -> ids.contains(agency.id()))
                .forEach(agency -> agency(agency, out));
        content.portals().values().stream().filter(portal -> ids.contains(portal.id()))
                .forEach(portal -> portal(portal, out));
    }

    private void agency(Agency agency, PrintStream out) {
        out.printf("  [ ] %s%n", words.in(agency.name()));
        out.printf("        %s: %s; %s: %s; %s: %s; %s%n", words.say("page.address"), words.known(agency.address()),
                words.say("page.phone"), words.known(agency.phone()), words.say("page.hours"),
                agency.hours() == null ? words.known(null) : words.in(agency.hours()),
                words.say("page.certainty", words.certain(agency.certainty())));
    }

    private void portal(Portal portal, PrintStream out) {
        out.printf("  [ ] %s: %s; %s%n", words.in(portal.name()), words.known(portal.url()),
                words.say("page.certainty", words.certain(portal.certainty())));
    }
}
