package vn.motcua.bot.privacy;

import java.util.Set;

/// A text from outside, looked through before anything is done with it.
///
/// @param text       without personal data; what understanding may see
/// @param masked     what personal data was in it
/// @param misconduct whether it speaks of misconduct in office; then even this text is not kept
public record Screened(String text, Set<PersonalData.Kind> masked, Misconduct.Mention misconduct) {
    public Screened {
        masked = Set.copyOf(masked);
    }

    public static Screened of(String text) {
        var plain = Plain.of(text);
        var masked = PersonalData.mask(text, plain);
        return new Screened(masked.text(), masked.kinds(), Misconduct.in(plain));
    }

    /// Whether nothing of the text may be stored, logged or remembered.
    public boolean isWithheld() {
        return misconduct != Misconduct.Mention.NONE;
    }
}
