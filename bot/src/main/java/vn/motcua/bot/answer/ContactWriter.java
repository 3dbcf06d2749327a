package vn.motcua.bot.answer;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.configuration.Configuration.Contacts;

/// Says how people reach the department, in any language. What the operator has not set is left out: a number is never
/// made up.
final class ContactWriter {
    /// Gives a message by its key, filled in.
    interface Speech {
        String say(String key, Object... arguments);
    }

    private final Contacts contacts;
    private final Speech speech;

    ContactWriter(Contacts contacts, Speech speech) {
        this.contacts = contacts;
        this.speech = speech;
    }

    /// For whoever wants a person; empty when nothing is set.
    String office() {
        return lines(line("office_hotline", contacts.officeHotline()), line("email", contacts.email()),
                line("address", contacts.address()));
    }

    /// For whoever was wronged by somebody in office.
    String protectedWays() {
        return lines(line("anti_corruption_hotline", contacts.antiCorruptionHotline()),
                line("office_hotline", contacts.officeHotline()));
    }

    /// For investors.
    String investment() {
        return lines(line("investment_page", contacts.investmentPage()));
    }

    private @Nullable String line(String key, @Nullable Object value) {
        return value == null ? null : speech.say("contact." + key, value);
    }

    private static String lines(@Nullable String... lines) {
        var set = new ArrayList<String>();
        for (var line : lines) {
            if (line != null) {
                set.add(line);
            }
        }
        return String.join("\n", List.copyOf(set));
    }
}
