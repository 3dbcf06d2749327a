package vn.motcua.bot.answer;

import java.text.NumberFormat;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

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
import vn.motcua.knowledge.language.Syllables;

/// Writes one facet of one procedure in one language. The figure or list that was asked for comes first; what is not
/// known is said to be so.
final class FacetWriter {
    private final Content content;
    private final Messages messages;
    private final Language language;

    FacetWriter(Content content, Messages messages, Language language) {
        this.content = content;
        this.messages = messages;
        this.language = language;
    }

    /// The text of a facet.
    ///
    /// @param question what was asked, to choose the explanation that fits it; may be empty
    String write(Procedure procedure, Facet facet, String question) {
        return switch (facet) {
            case FEE -> fees(procedure);
            case TIME -> time(procedure);
            case DOCUMENTS -> documents(procedure);
            case STEPS -> numbered("steps.title", procedure, procedure.steps());
            case WHERE -> where(procedure);
            case RESULT -> say("result.title", name(procedure), text(procedure.result().text()))
                    + warning(procedure.result().assurance());
            case LEGAL -> legal(procedure);
            case CONDITIONS -> conditions(procedure, question);
            case FORMS -> bulleted("forms.title", procedure, procedure.forms());
        };
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

    private String fees(Procedure procedure) {
        var fees = procedure.fees();
        if (fees.size() == 1 && Long.valueOf(0).equals(fees.getFirst().amountVnd())) {
            return say("fee.none", name(procedure)) + warning(fees.getFirst().assurance());
        }
        var lines = new ArrayList<String>();
        lines.add(say("fee.title", name(procedure)));
        boolean unknown = false;
        for (var fee : fees) {
            var amount = fee.amountVnd();
            unknown |= amount == null;
            var line = new StringBuilder("• ");
            if (amount == null) {
                line.append(say("unknown.fee", text(fee.name())));
            } else {
                line.append(text(fee.name())).append(", ").append(channels(procedure, fee.channels())).append(": ")
                        .append(amount == 0 ? say("fee.free") : say("fee.amount", number(amount)));
            }
            if (fee.note() != null) {
                line.append(" (").append(text(fee.note())).append(')');
            }
            lines.add(line.append(warning(fee.assurance())).toString());
        }
        if (unknown) {
            lines.add(say("unknown.officer"));
        }
        return String.join("\n", lines);
    }

    private String time(Procedure procedure) {
        var lines = new ArrayList<String>();
        var limits = procedure.timeLimits();
        if (limits.size() == 1) {
            lines.add(limits.getFirst().amount() == null && limits.getFirst().unit() != TermUnit.IMMEDIATE
                    ? say("unknown.time") + note(limits.getFirst()) + ". " + say("unknown.officer")
                    : say("time.title", name(procedure)) + " " + limit(limits.getFirst()) + ".");
        } else {
            lines.add(say("time.title", name(procedure)));
            limits.forEach(limit -> lines.add("• " + limit(limit)));
        }
        if (!procedure.obligations().isEmpty()) {
            lines.add(say("time.obligations"));
            procedure.obligations().forEach(obligation -> lines.add("• " + obligation(obligation)));
        }
        return String.join("\n", lines);
    }

    /// A time limit in one phrase, such as "3 ngày làm việc kể từ khi nhận hồ sơ hợp lệ".
    String limit(TimeLimit limit) {
        var words = new StringBuilder();
        if (limit.applies() != null) {
            words.append(text(limit.applies())).append(": ");
        }
        var amount = limit.amount();
        if (limit.unit() == TermUnit.IMMEDIATE) {
            words.append(say("unit.immediate"));
        } else if (amount == null) {
            words.append(say("unknown.time"));
        } else {
            words.append(term(amount, limit.unit())).append(' ')
                    .append(text(limit.countedFrom()));
        }
        return words.append(note(limit)).append(limit.amount() == null ? "" : warning(limit.assurance())).toString();
    }

    private String note(TimeLimit limit) {
        return limit.note() == null ? "" : " (" + text(limit.note()) + ")";
    }

    private String obligation(Obligation obligation) {
        return text(obligation.what()) + ": " + say(obligation.before() ? "obligation.before" : "obligation.within",
                term(obligation.amount(), obligation.unit()), text(obligation.countedFrom()))
                + warning(obligation.assurance());
    }

    private String term(long amount, TermUnit unit) {
        return say("unit." + unit.wire() + (amount == 1 ? ".one" : ""), amount);
    }

    private String documents(Procedure procedure) {
        var list = procedure.documents();
        if (list.items().isEmpty()) {
            return say("unknown.list");
        }
        return say("documents.title", name(procedure), list.items().size()) + warning(list.assurance()) + "\n"
                + items(list, "• ");
    }

    private String numbered(String title, Procedure procedure, FactList list) {
        if (list.items().isEmpty()) {
            return say("unknown.list");
        }
        var lines = new ArrayList<String>();
        lines.add(say(title, name(procedure)) + warning(list.assurance()));
        for (int i = 0; i < list.items().size(); i++) {
            var item = list.items().get(i);
            lines.add((i + 1) + ". " + text(item.text()) + warning(list.assurance(), item.certainty()));
        }
        return String.join("\n", lines);
    }

    private String bulleted(String title, Procedure procedure, FactList list) {
        return list.items().isEmpty()
                ? say("unknown.list")
                : say(title, name(procedure)) + warning(list.assurance()) + "\n" + items(list, "• ");
    }

    private String items(FactList list, String bullet) {
        return list.items().stream()
                .map(item -> bullet + text(item.text()) + warning(list.assurance(), item.certainty()))
                .collect(Collectors.joining("\n"));
    }

    private String where(Procedure procedure) {
        var where = procedure.where();
        var agency = content.agencies().get(where.agency());
        var lines = new ArrayList<String>();
        if (agency != null) {
            lines.add(say("where.title", name(procedure), text(agency.name())) + warning(where.assurance()));
        }
        lines.add(say("where.channels", where.channels().stream().map(channel -> say("channel." + channel.wire()))
                .collect(Collectors.joining(", "))));
        portal(procedure).ifPresent(lines::add);
        if (agency != null && agency.note() != null) {
            lines.add(text(agency.note()));
        }
        return String.join("\n", lines);
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

    private String legal(Procedure procedure) {
        var lines = new ArrayList<String>();
        lines.add(say("legal.title", name(procedure)));
        for (var basis : procedure.legal()) {
            var law = content.laws().get(basis.law());
            if (law == null) {
                continue;
            }
            var line = new StringBuilder("• ");
            if (basis.articles() != null) {
                line.append(language == Language.VI
                        ? basis.articles()
                        : basis.articles().replace("Điều", "Article").replace("khoản", "clause")).append(", ");
            }
            line.append(text(law.name()));
            if (basis.certainty() != null && !basis.certainty().isHigh() || !law.certainty().isHigh()) {
                line.append(" (").append(say("unconfirmed")).append(')');
            }
            lines.add(line.toString());
        }
        return String.join("\n", lines);
    }

    private String conditions(Procedure procedure, String question) {
        var lines = new ArrayList<String>();
        explanation(procedure, question).ifPresent(lines::add);
        var list = procedure.conditions();
        if (!list.items().isEmpty()) {
            lines.add(bulleted("conditions.title", procedure, list));
        }
        if (!procedure.obligations().isEmpty()) {
            lines.add(say("time.obligations"));
            procedure.obligations().forEach(obligation -> lines.add("• " + obligation(obligation)));
        }
        return lines.isEmpty() ? say("unknown.list") : String.join("\n", lines);
    }

    /// The explanation nearest to the question, if one shares enough with it.
    private Optional<String> explanation(Procedure procedure, String question) {
        var asked = new HashSet<>(Syllables.of(Syllables.fold(question)));
        asked.removeAll(content.speech().vocabulary().functionWords());
        var title = new HashSet<>(Syllables.of(Syllables.fold(procedure.title().vi())));
        Procedure.Explained best = null;
        double bestShare = 0.3;
        for (var one : procedure.explained()) {
            var words = new HashSet<>(
                    Syllables.of(Syllables.fold(one.question().in(language) + " " + one.answer().in(language))));
            double shared = 0;
            double all = 0;
            for (var word : asked) {
                double weight = title.contains(word) ? 0.3 : 1;
                all += weight;
                shared += words.contains(word) ? weight : 0;
            }
            if (all > 0 && shared / all > bestShare) {
                bestShare = shared / all;
                best = one;
            }
        }
        return Optional.ofNullable(best).map(one -> text(one.answer()));
    }

    private String channels(Procedure procedure, List<FilingChannel> channels) {
        if (channels.containsAll(procedure.where().channels())) {
            return say("channel.all");
        }
        return channels.stream().map(channel -> say("channel." + channel.wire())).collect(Collectors.joining(", "));
    }

    private String warning(Assurance assurance) {
        return assurance.needsWarning() && assurance.certainty() != Certainty.UNKNOWN
                ? " (" + say("unconfirmed") + ")"
                : "";
    }

    /// A warning on one entry only where the whole list does not carry one already.
    private String warning(Assurance list, @Nullable Certainty item) {
        boolean needed = item != null && !item.isHigh() && !list.approved() && !list.needsWarning();
        return needed ? " (" + say("unconfirmed") + ")" : "";
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
