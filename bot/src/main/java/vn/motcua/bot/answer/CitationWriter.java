package vn.motcua.bot.answer;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.messages.Messages;
import vn.motcua.knowledge.content.Assurance;
import vn.motcua.knowledge.content.Citation;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.Language;
import vn.motcua.knowledge.content.Procedure;

/// Says what an answer rests on: law, article, since when, how sure, and from where it was taken.
final class CitationWriter {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    private final Content content;
    private final Messages messages;
    private final Language language;

    CitationWriter(Content content, Messages messages, Language language) {
        this.content = content;
        this.messages = messages;
        this.language = language;
    }

    /// One citation for each law these facts rest on, in the order of the facts.
    ///
    /// @param procedure whose articles are named, or null for a general article
    List<Citation> cite(@Nullable Procedure procedure, List<Assurance> facts) {
        Map<String, Citation> byLaw = new LinkedHashMap<>();
        for (var fact : facts) {
            for (var id : fact.basis()) {
                var law = content.laws().get(id);
                if (law != null) {
                    byLaw.putIfAbsent(id, new Citation(law.name().in(language),
                            procedure == null ? null : procedure.articlesOf(id).map(this::articles).orElse(null),
                            law.inForceFrom(),
                            note(fact)));
                }
            }
        }
        return List.copyOf(byLaw.values());
    }

    /// A citation for each of a procedure's laws.
    List<Citation> citeLaws(Procedure procedure) {
        var citations = new ArrayList<Citation>();
        for (var basis : procedure.legal()) {
            var law = content.laws().get(basis.law());
            if (law != null) {
                citations.add(
                        new Citation(law.name().in(language), articles(basis.articles()), law.inForceFrom(),
                                amendments(law.id())));
            }
        }
        return citations;
    }

    /// A citation for each law of a procedure whose articles are known, or for its first law when none is.
    List<Citation> citeNamedArticles(Procedure procedure) {
        var all = citeLaws(procedure);
        var named = all.stream().filter(citation -> citation.article() != null).toList();
        return named.isEmpty() ? all.subList(0, Math.min(1, all.size())) : named;
    }

    /// "Điều 32 khoản 2" as the reader's language says it.
    private @Nullable String articles(@Nullable String articles) {
        return articles == null || language == Language.VI
                ? articles
                : articles.replace("Điều", "Article").replace("khoản", "clause").replace("điểm", "point");
    }

    private @Nullable String amendments(String id) {
        var law = content.laws().get(id);
        if (law == null || law.amendedBy().isEmpty()) {
            return null;
        }
        return law.amendedBy().stream().map(amendment -> {
            var by = content.laws().get(amendment.law());
            var name = by == null ? amendment.law() : by.name().in(language);
            var from = amendment.from();
            return from == null ? name : name + " (" + DAY.format(from) + ")";
        }).collect(Collectors.joining("; "));
    }

    /// What the reader of an opened citation learns about the fact behind it.
    private String note(Assurance fact) {
        var parts = new ArrayList<String>();
        var approvedAt = fact.approvedAt();
        var approvedBy = fact.approvedBy();
        if (approvedAt != null && approvedBy != null) {
            parts.add(messages.text(language, "citation.approved", approvedBy, DAY.format(approvedAt)));
        } else {
            parts.add(messages.text(language, "citation.unapproved",
                    messages.text(language, "certainty." + fact.certainty().wire())));
        }
        var source = fact.source() == null ? null : content.sources().get(fact.source());
        if (source != null) {
            parts.add(messages.text(language, "citation.source", source.title().in(language), source.date()));
        }
        var caution = fact.caution() == null ? null : content.laws().get(fact.caution());
        if (caution != null) {
            var from = caution.inForceFrom();
            parts.add(messages.text(language, "citation.caution", caution.name().in(language),
                    from == null ? "?" : DAY.format(from)));
        }
        return String.join(" ", parts);
    }

    /// The one line under an answer; empty when there is nothing to cite.
    String line(List<Citation> citations) {
        if (citations.isEmpty()) {
            return "";
        }
        return messages.text(language, "citation.line", citations.stream()
                .map(citation -> citation.article() == null
                        ? citation.document()
                        : citation.article() + ", " + citation.document())
                .collect(Collectors.joining("; ")));
    }
}
