package vn.motcua.bot.answer;

import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
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

    /// Articles and clauses as the content writes them.
    private static final Pattern ARTICLES = Pattern
            .compile("Điều \\d+(–\\d+)?( khoản \\d+(–\\d+)?)?(, \\d+(–\\d+)?( khoản \\d+(–\\d+)?)?)*");
    /// In "Điều 25 khoản 1, 67" the last number is an article: no article has so many clauses.
    private static final int HIGHEST_CLAUSE = 20;

    /// Laws named in the line under an answer.
    private static final int MOST_NAMED = 2;

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
                            procedure == null
                                    ? null
                                    : procedure.articlesOf(id).map(articles -> articles(articles, language))
                                            .orElse(null),
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
                var articles = basis.articles() == null ? null : articles(basis.articles(), language);
                citations.add(
                        new Citation(law.name().in(language), articles, law.inForceFrom(), amendments(law.id())));
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

    /// The one line under an answer; empty when there is nothing to cite. Whoever wants all of them opens the citation.
    String line(List<Citation> citations) {
        if (citations.isEmpty()) {
            return "";
        }
        var named = citations.stream().limit(MOST_NAMED)
                .map(citation -> citation.article() == null
                        ? citation.document()
                        : citation.article() + ", " + citation.document())
                .collect(Collectors.joining("; "));
        int others = citations.size() - MOST_NAMED;
        return messages.text(language, "citation.line",
                others <= 0
                        ? named
                        : named + " " + messages.text(language, others == 1 ? "citation.other" : "citation.others",
                                others));
    }

    /// The line under an answer that rests on no law: where it was taken from.
    String source(Assurance fact) {
        var source = fact.source() == null ? null : content.sources().get(fact.source());
        return source == null
                ? messages.text(language, "citation.none")
                : messages.text(language, "citation.taken", source.title().in(language));
    }

    /// Articles of a law as this language names them: "Điều 57 khoản 2, 3" is "Article 57, clauses 2, 3".
    static String articles(String articles, Language language) {
        if (language == Language.VI || !ARTICLES.matcher(articles).matches()) {
            return articles;
        }
        var named = new ArrayList<String>();
        var plain = new ArrayList<String>();
        String article = null;
        var clauses = new ArrayList<String>();
        for (var piece : articles.substring("Điều ".length()).split(", ")) {
            var parts = piece.split(" khoản ");
            boolean clause = parts.length == 1 && article != null && !piece.contains("–")
                    && Integer.parseInt(piece) <= HIGHEST_CLAUSE;
            if (clause) {
                clauses.add(piece);
                continue;
            }
            if (article != null) {
                named.add("Article " + article + ", " + numbered("clause", clauses));
                article = null;
                clauses.clear();
            }
            if (parts.length == 1) {
                plain.add(piece);
                continue;
            }
            if (!plain.isEmpty()) {
                named.add(numbered("Article", plain));
                plain.clear();
            }
            article = parts[0];
            clauses.add(parts[1]);
        }
        if (article != null) {
            named.add("Article " + article + ", " + numbered("clause", clauses));
        }
        if (!plain.isEmpty()) {
            named.add(numbered("Article", plain));
        }
        return String.join("; ", named);
    }

    private static String numbered(String what, List<String> numbers) {
        boolean several = numbers.size() > 1 || numbers.getFirst().contains("–");
        return what + (several ? "s " : " ") + String.join(", ", numbers);
    }
}
