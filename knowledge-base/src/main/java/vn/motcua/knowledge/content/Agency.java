package vn.motcua.knowledge.content;

import org.jspecify.annotations.Nullable;

/// An agency that handles procedures.
///
/// @param address null when it is not known; it is then said to be so
public record Agency(String id, Localized name, @Nullable Localized note, @Nullable String address,
        @Nullable String phone, @Nullable Localized hours, Certainty certainty) {
}
