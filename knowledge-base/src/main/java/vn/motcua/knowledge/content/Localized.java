package vn.motcua.knowledge.content;

import org.jspecify.annotations.Nullable;

/// The same words in Vietnamese and, where given, in English.
public record Localized(String vi, @Nullable String en) {

    /// The words in this language; Vietnamese where the other is not given.
    public String in(Language language) {
        return switch (language) {
            case VI -> vi;
            case EN -> en == null ? vi : en;
        };
    }
}
