package vn.motcua.bot.answer;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.messages.Messages;
import vn.motcua.knowledge.content.Assurance;
import vn.motcua.knowledge.content.Certainty;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.Facet;
import vn.motcua.knowledge.content.FilingChannel;
import vn.motcua.knowledge.content.Language;
import vn.motcua.knowledge.content.Localized;
import vn.motcua.knowledge.content.Procedure;
import vn.motcua.knowledge.content.Procedure.FactList;
import vn.motcua.knowledge.content.Procedure.Fee;
import vn.motcua.knowledge.content.Procedure.Obligation;
import vn.motcua.knowledge.content.Procedure.TimeLimit;
import vn.motcua.knowledge.content.TermUnit;

/// Says what is known about one facet of one procedure in one language: the figure or list that was asked for first,
/// then what belongs to it. What is not known is said to be so.
final class FacetWriter {
    private static final Pattern UNCONFIRMED = Pattern
            .compile("(?i)chưa được Sở xác nhận|not (yet |been )*confirmed by the department");

    private final Content content;
    private final Messages messages;
    private final Language language;

    FacetWriter(Content content, Messages messages, Language language) {
        this.content = content;
        this.messages = messages;
        this.language = language;
    }

    /// What is said about a facet, most important first.
    ///
    /// @param question what was asked, which decides what leads; may be empty
    List<Passage> write(Procedure procedure, Facet facet, String question) {
        return switch (facet) {
            case FEE -> fees(procedure);
            case TIME -> time(procedure, asked(procedure, question));
            case DOCUMENTS -> led(procedure, asked(procedure, question), documents(procedure));
            case STEPS -> led(procedure, asked(procedure, question),
                    numbered("steps", procedure, procedure.steps()));
            case WHERE -> where(procedure);
            case RESULT -> List.of(single(procedure, "result", warned(text(procedure.result().text()),
                    needsWarning(procedure.result().assurance()))));
            case LEGAL -> List.of(legal(procedure));
            case CONDITIONS -> conditions(procedure, asked(procedure, question));
            case FORMS -> List.of(list("forms", procedure, procedure.forms()));
        };
    }

    private AskedFor asked(Procedure procedure, String question) {
        return new AskedFor(question, procedure, content.speech().vocabulary());
    }

    /// What a procedure is, in at most a few lines that all fit the short answer: for somebody who named it and no part
    /// of it. What is less important gives way.
    List<Passage> overview(Procedure procedure) {
        var lines = new ArrayList<String>();
        var limits = procedure.timeLimits();
        if (!limits.isEmpty()) {
            lines.add(say("overview.time", limits.stream().map(this::bareLimit).collect(Collectors.joining("; "))));
        }
        lines.add(say("overview.fee", feesInShort(procedure)));
        var agency = content.agencies().get(procedure.where().agency());
        if (agency != null) {
            lines.add(say("overview.where", text(agency.name())));
        }
        var facts = Stream.of(limits.stream().map(TimeLimit::assurance), procedure.fees().stream().map(Fee::assurance),
                Stream.of(procedure.where().assurance(), procedure.documents().assurance())).flatMap(all -> all);
        var warning = facts.anyMatch(this::needsWarning) ? List.of(say("overview.unconfirmed")) : List.<String>of();
        int left = ShortAnswer.MOST_WORDS - words(warning);
        var summary = Passage.prose(text(procedure.summary()));
        var what = summary.withLines(summary.lines().subList(0, 1));
        if (words(what.lines()) + words(lines) > left) {
            what = Passage.prose(text(procedure.title()) + ".");
        }
        int papers = procedure.documents().items().size();
        if (papers > 0) {
            lines.add(say(papers == 1 ? "overview.documents.one" : "overview.documents", papers));
        }
        while (words(what.lines()) + words(lines) > left) {
            lines.removeLast();
        }
        lines.addAll(warning);
        return List.of(what, Passage.lines(lines));
    }

    private static int words(List<String> lines) {
        return lines.stream().mapToInt(ShortAnswer::words).sum();
    }

    private String feesInShort(Procedure procedure) {
        var amounts = procedure.fees();
        if (amounts.stream().allMatch(fee -> Long.valueOf(0).equals(fee.amountVnd()))) {
            return say("overview.fee.none");
        }
        if (amounts.stream().anyMatch(fee -> fee.amountVnd() == null)) {
            return say("unknown.amount");
        }
        var charged = amounts.stream().filter(fee -> !Long.valueOf(0).equals(fee.amountVnd())).toList();
        return charged.stream().map(fee -> amount(fee) + " (" + channels(procedure, fee.channels()) + ")")
                .collect(Collectors.joining("; "));
    }

    /// The facts a facet rests on.
    static List<Assurance> assurances(Procedure procedure, Facet facet) {
        return switch (facet) {
            case FEE -> procedure.fees().stream().map(Fee::assurance).toList();
            case TIME -> {
                var all = new ArrayList<>(procedure.timeLimits().stream().map(TimeLimit::assurance).toList());
                procedure.obligations().stream().map(Obligation::assurance).forEach(all::add);
                yield all;
            }
            case DOCUMENTS -> List.of(procedure.documents().assurance());
            case STEPS -> List.of(procedure.steps().assurance());
            case WHERE -> List.of(procedure.where().assurance());
            case RESULT -> List.of(procedure.result().assurance());
            case LEGAL -> List.of();
            case CONDITIONS -> List.of(procedure.conditions().assurance());
            case FORMS -> List.of(procedure.forms().assurance());
        };
    }

    private List<Passage> fees(Procedure procedure) {
        var fees = procedure.fees();
        if (fees.size() == 1 && Long.valueOf(0).equals(fees.getFirst().amountVnd())) {
            var fee = fees.getFirst();
            return List.of(
                    Passage.prose(warned(say("fee.none", name(procedure)), needsWarning(fee.assurance())) + "."),
                    Passage.prose(fee.note() == null ? "" : sentence(text(fee.note()))));
        }
        boolean all = fees.size() > 1 && fees.stream().map(Fee::assurance).allMatch(this::needsWarning);
        var amounts = new LinkedHashMap<String, String>();
        var notes = new LinkedHashMap<String, String>();
        for (var fee : fees) {
            var channels = channels(procedure, fee.channels());
            var amount = warned(fee.amountVnd() == null ? amount(fee) : channels + ": " + amount(fee),
                    !all && needsWarning(fee.assurance()));
            amounts.merge(text(fee.name()), (fee.amountVnd() == null ? ": " : ", ") + amount,
                    (first, next) -> first + ";" + next.substring(1));
            if (fee.note() != null) {
                notes.put(text(fee.name()) + ", " + channels, text(fee.note()));
            }
        }
        var passages = new ArrayList<Passage>();
        passages.add(Passage.bullets(say("fee.title", name(procedure)), say("choice.fee"), warning(all),
                amounts.entrySet().stream().map(fee -> fee.getKey() + fee.getValue()).toList()));
        passages.add(fees.size() == 1
                ? Passage.prose(notes.values().stream().map(FacetWriter::sentence).collect(Collectors.joining(" ")))
                : Passage.bullets("", "", "",
                        notes.entrySet().stream().map(note -> note.getKey() + ": " + note.getValue()).toList())
                        .asDetail());
        if (fees.stream().anyMatch(fee -> fee.amountVnd() == null)) {
            passages.add(Passage.prose(say("unknown.officer")));
        }
        return passages;
    }

    private String amount(Fee fee) {
        var amount = fee.amountVnd();
        if (amount == null) {
            return say("unknown.amount");
        }
        return amount == 0 ? say("fee.free") : say("fee.amount", number(amount));
    }

    /// How long it takes and what must be done in time; which of the two leads depends on the question, and a limit that
    /// was asked for leads both.
    private List<Passage> time(Procedure procedure, AskedFor asked) {
        var limits = procedure.timeLimits();
        boolean all = limits.size() > 1 && limits.stream().map(TimeLimit::assurance).allMatch(this::needsWarning);
        var processing = Passage.bullets(say("time.title", name(procedure)), say("time.short"), warning(all),
                limits.stream().map(limit -> limit(limit, !all)).toList());
        var duties = duties(procedure, asked);
        var leading = new ArrayList<>(limitAsked(procedure, asked));
        leading.addAll(asked.duty() ? List.of(duties, processing) : List.of(processing, duties));
        if (limits.stream().allMatch(limit -> limit.amount() == null)) {
            leading.add(Passage.prose(say("unknown.officer")));
        }
        return leading;
    }

    /// What the citizen must do in time, nearest to the question first.
    private Passage duties(Procedure procedure, AskedFor asked) {
        var obligations = procedure.obligations();
        boolean all = obligations.size() > 1
                && obligations.stream().map(Obligation::assurance).allMatch(this::needsWarning);
        return Passage.bullets(say("duties.title", name(procedure)), say("duties.short"), warning(all),
                asked.nearestFirst(obligations, duty -> text(duty.what())).stream()
                        .map(duty -> obligation(duty, !all)).toList());
    }

    /// An explanation behind its question, so that a "Không." is not taken for the answer to another one.
    private Passage explained(Procedure.Explained one) {
        var answer = Passage.prose(text(one.answer()));
        int together = answer.lines().size() > 1 && ShortAnswer.words(answer.lines().getFirst()) <= 2 ? 2 : 1;
        var lines = new ArrayList<String>();
        lines.add(text(one.question()) + " " + String.join(" ", answer.lines().subList(0, together)));
        lines.addAll(answer.lines().subList(together, answer.lines().size()));
        return answer.withLines(lines);
    }

    /// The facets in the order in which they are spoken of: what must be done in time comes first when it was asked for.
    List<Facet> ordered(Procedure procedure, List<Facet> facets, String question) {
        if (!facets.contains(Facet.TIME)
                || !asked(procedure, question).duty()) {
            return facets;
        }
        return Stream.concat(Stream.of(Facet.TIME), facets.stream().filter(facet -> facet != Facet.TIME)).toList();
    }

    /// The limit that was asked for ("at most how long"), which may stand among the conditions or the explanations.
    private List<Passage> limitAsked(Procedure procedure, AskedFor asked) {
        var conditions = procedure.conditions();
        var stated = new ArrayList<String>();
        conditions.items().forEach(item -> stated.add(warned(text(item.text()), needsWarning(conditions.assurance(),
                item.certainty()) || needsWarning(conditions.assurance()))));
        procedure.explained().forEach(one -> stated.add(text(one.answer())));
        var title = text(procedure.title());
        return asked.limit(stated).map(found -> List.of(Passage.bullets(title, title, "", List.of(found))))
                .orElse(List.of());
    }

    private List<Passage> led(Procedure procedure, AskedFor asked, Passage passage) {
        var led = new ArrayList<>(limitAsked(procedure, asked));
        led.add(passage);
        return led;
    }

    /// A time limit in one phrase, such as "3 ngày làm việc kể từ khi nhận hồ sơ hợp lệ".
    private String limit(TimeLimit limit, boolean withWarning) {
        var note = limit.note() == null ? "" : " (" + text(limit.note()) + ")";
        return warned(bareLimit(limit) + note,
                withWarning && limit.amount() != null && needsWarning(limit.assurance()));
    }

    private String bareLimit(TimeLimit limit) {
        var words = new StringBuilder();
        if (limit.applies() != null) {
            words.append(text(limit.applies())).append(": ");
        }
        var amount = limit.amount();
        if (amount == null) {
            words.append(say("unknown.time"));
        } else if (limit.unit() == TermUnit.IMMEDIATE) {
            words.append(say("unit.immediate"));
        } else {
            words.append(term(amount, limit.unit())).append(' ').append(text(limit.countedFrom()));
        }
        return words.toString();
    }

    private String obligation(Obligation obligation, boolean withWarning) {
        return warned(text(obligation.what()) + ": "
                + say(obligation.before() ? "obligation.before" : "obligation.within",
                        term(obligation.amount(), obligation.unit()), text(obligation.countedFrom())),
                withWarning && needsWarning(obligation.assurance()));
    }

    private String term(long amount, TermUnit unit) {
        return say("unit." + unit.wire() + (amount == 1 ? ".one" : ""), amount);
    }

    private Passage documents(Procedure procedure) {
        var list = procedure.documents();
        int papers = list.items().size();
        var count = papers == 1 ? "documents.title.one" : "documents.title";
        return papers == 0
                ? unknown()
                : Passage.numbers(say(count, name(procedure), papers), say("choice.documents"),
                        warning(needsWarning(list.assurance())), items(list));
    }

    private Passage numbered(String kind, Procedure procedure, FactList list) {
        return list.items().isEmpty()
                ? unknown()
                : Passage.numbers(say(kind + ".title", name(procedure)), say("choice." + kind),
                        warning(needsWarning(list.assurance())), items(list));
    }

    private Passage list(String kind, Procedure procedure, FactList list) {
        return list.items().isEmpty()
                ? unknown()
                : Passage.bullets(say(kind + ".title", name(procedure)), say("choice." + kind),
                        warning(needsWarning(list.assurance())), items(list));
    }

    private Passage single(Procedure procedure, String kind, String line) {
        return Passage.bullets(say(kind + ".title", name(procedure)), say("choice." + kind), "", List.of(line));
    }

    private Passage unknown() {
        return Passage.prose(say("unknown.list"));
    }

    private List<String> items(FactList list) {
        return list.items().stream()
                .map(item -> warned(text(item.text()), needsWarning(list.assurance(), item.certainty()))).toList();
    }

    private List<Passage> where(Procedure procedure) {
        var where = procedure.where();
        var agency = content.agencies().get(where.agency());
        var passages = new ArrayList<Passage>();
        if (agency != null) {
            passages.add(single(procedure, "where", warned(text(agency.name()), needsWarning(where.assurance()))));
        }
        var how = new StringBuilder(say("where.channels", where.channels().stream()
                .map(channel -> say("channel." + channel.wire())).collect(Collectors.joining(", "))));
        portal(procedure).ifPresent(portal -> how.append(' ').append(portal));
        passages.add(Passage.prose(how.toString()));
        if (agency != null && agency.note() != null) {
            passages.add(Passage.prose(text(agency.note())).asDetail());
        }
        return passages;
    }

    /// Where it is filed online, if it is.
    Optional<String> portal(Procedure procedure) {
        var portal = content.portals().get(procedure.where().portal());
        if (portal == null || !procedure.where().channels().contains(FilingChannel.ONLINE)) {
            return Optional.empty();
        }
        return Optional.of(portal.url() == null
                ? say("where.portal.unknown", text(portal.name()))
                : say("where.portal", text(portal.name()), portal.url()));
    }

    private Passage legal(Procedure procedure) {
        var lines = new ArrayList<String>();
        for (var basis : procedure.legal()) {
            var law = content.laws().get(basis.law());
            if (law != null) {
                var line = basis.articles() == null
                        ? text(law.name())
                        : CitationWriter.articles(basis.articles(), language) + ", " + text(law.name());
                lines.add(warned(line, basis.certainty() != null && !basis.certainty().isHigh()
                        || !law.certainty().isHigh()));
            }
        }
        return Passage.bullets(say("legal.title", name(procedure)), say("choice.legal"), "", lines);
    }

    private List<Passage> conditions(Procedure procedure, AskedFor asked) {
        var passages = new ArrayList<>(limitAsked(procedure, asked));
        if (passages.isEmpty()) {
            asked.explanation(procedure, language).map(this::explained).ifPresent(passages::add);
        }
        var duties = duties(procedure, asked);
        if (passages.isEmpty() && asked.duty()) {
            passages.add(duties);
        }
        var list = procedure.conditions();
        if (!list.items().isEmpty()) {
            var conditions = list("conditions", procedure, list);
            passages.add(conditions.withLines(asked.nearestFirst(conditions.lines())));
        }
        passages.add(duties);
        return passages.stream().allMatch(passage -> passage.lines().isEmpty()) ? List.of(unknown()) : passages;
    }

    private String channels(Procedure procedure, List<FilingChannel> channels) {
        if (channels.containsAll(procedure.where().channels())) {
            return say("channel.all");
        }
        return channels.stream().map(channel -> say("channel." + channel.wire())).collect(Collectors.joining(", "));
    }

    private boolean needsWarning(Assurance assurance) {
        return assurance.needsWarning() && assurance.certainty() != Certainty.UNKNOWN;
    }

    /// Whether one entry needs a warning of its own: only where the whole list does not carry one already.
    private boolean needsWarning(Assurance list, @Nullable Certainty item) {
        return item != null && !item.isHigh() && !list.approved() && !list.needsWarning();
    }

    /// The text with the warning that nobody has confirmed it, unless it says so itself.
    private String warned(String text, boolean needed) {
        return saysUnconfirmed(text) ? text : text + warning(needed);
    }

    private String warning(boolean needed) {
        return needed ? " (" + say("unconfirmed") + ")" : "";
    }

    /// Whether a text says by itself that something in it is not confirmed.
    static boolean saysUnconfirmed(String text) {
        return UNCONFIRMED.matcher(text).find();
    }

    private static String sentence(String phrase) {
        var capital = phrase.substring(0, 1).toUpperCase(Locale.ROOT) + phrase.substring(1);
        return capital.endsWith(".") ? capital : capital + ".";
    }

    /// Its title, as it stands within a sentence.
    String name(Procedure procedure) {
        var title = text(procedure.title());
        return title.substring(0, 1).toLowerCase(Locale.ROOT) + title.substring(1);
    }

    private String text(Localized localized) {
        return localized.in(language);
    }

    private String number(long amount) {
        var locale = language == Language.VI ? Locale.of("vi", "VN") : Locale.ENGLISH;
        return NumberFormat.getIntegerInstance(locale).format(amount);
    }

    private String say(String key, Object... arguments) {
        return messages.text(language, key, arguments);
    }
}
