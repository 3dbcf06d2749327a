package vn.motcua.knowledge.content;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// A law, decree, circular or resolution; each stands once in `laws.yaml`.
///
/// @param number      such as `168/2025/NĐ-CP`, or `unknown`
/// @param name        as a citizen reads it
/// @param about       what it governs
/// @param inForceFrom null when it is not known
/// @param inForceTo   last day in force, or null
/// @param replacedBy  id of the law that replaced it, or null
public record Law(String id, String number, Localized name, Localized about, @Nullable LocalDate inForceFrom,
        @Nullable LocalDate inForceTo, @Nullable String replacedBy, List<Amendment> amendedBy, Certainty certainty,
        @Nullable Localized note) {

    /// A change by another law.
    public record Amendment(String law, @Nullable LocalDate from) {
    }

    /// Whether it is in force on this day, as far as the dates are known.
    public boolean inForceOn(LocalDate day) {
        return (inForceFrom == null || !day.isBefore(inForceFrom)) && (inForceTo == null || !day.isAfter(inForceTo));
    }
}
