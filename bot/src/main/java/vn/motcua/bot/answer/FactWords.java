package vn.motcua.bot.answer;

import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.messages.Messages;
import vn.motcua.knowledge.content.Assurance;
import vn.motcua.knowledge.content.Certainty;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.FilingChannel;
import vn.motcua.knowledge.content.Language;
import vn.motcua.knowledge.content.Localized;
import vn.motcua.knowledge.content.TermUnit;

/// Puts the values of facts into words of one language, for pages and for the sheet that officers check.
public record FactWords(Messages messages, Language language) {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("dd/MM/yyyy");

    /// Where a fact comes from, how sure it is, and who answers for it.
    public String assurance(Content content, Assurance assurance) {
        var source = assurance.source() == null ? null : content.sources().get(assurance.source());
        var approvedBy = assurance.approvedBy();
        var approvedAt = assurance.approvedAt();
        var caution = assurance.caution() == null ? null : content.laws().get(assurance.caution());
        var text = new StringBuilder(
                source == null ? say("page.source.none") : say("page.source", in(source.title()), source.date()));
        text.append(". ").append(say("page.certainty", certain(assurance.certainty()))).append("; ");
        text.append(approvedBy == null || approvedAt == null
                ? say("page.unapproved")
                : say("page.approved", approvedBy, day(approvedAt))).append('.');
        if (caution != null) {
            text.append(' ').append(say("page.caution", in(caution.name()))).append('.');
        }
        return text.toString();
    }

    /// A day as it is written here.
    public String day(LocalDate day) {
        return DAY.format(day);
    }

    /// An amount of money; that it is not known, or that nothing is charged.
    public String amount(@Nullable Long amountVnd) {
        if (amountVnd == null) {
            return say("page.unknown");
        }
        return amountVnd == 0
                ? say("page.fee.none")
                : say("fee.amount", NumberFormat
                        .getIntegerInstance(language == Language.VI ? Locale.of("vi", "VN") : Locale.ENGLISH)
                        .format(amountVnd));
    }

    /// A stretch of time, such as "3 ngày làm việc".
    public String term(long amount, TermUnit unit) {
        return say("unit." + unit.wire() + (amount == 1 ? ".one" : ""), amount);
    }

    /// Ways of filing.
    public String channels(List<FilingChannel> channels) {
        return channels.stream().map(channel -> say("channel." + channel.wire())).collect(Collectors.joining(", "));
    }

    /// The message with a day behind a semicolon; nothing when the day is not known.
    public String dated(String key, @Nullable LocalDate day) {
        return day == null ? "" : "; " + say(key, day(day));
    }

    /// How sure the team is.
    public String certain(Certainty certainty) {
        return say("certainty." + certainty.wire());
    }

    /// The text, or that it is not known.
    public String known(@Nullable String text) {
        return text == null ? say("page.unknown") : text;
    }

    /// A text of the content.
    public String in(Localized text) {
        return text.in(language);
    }

    /// A message.
    public String say(String key, Object... arguments) {
        return messages.text(language, key, arguments);
    }
}
