package vn.motcua.knowledge.content;

import java.util.Locale;

/// The languages content is written in.
public enum Language {
    VI, EN;

    /// The BCP 47 tag, `vi` or `en`.
    public String tag() {
        return name().toLowerCase(Locale.ROOT);
    }
}
