package vn.motcua.knowledge.content;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How sure the team is of a fact before the department's officer has approved it.
public enum Certainty {
    /// Compared with the source it names.
    VERIFIED,
    /// Not compared item by item, but the team has no doubt.
    HIGH,
    /// Known only through someone who reports the source.
    SECONDARY,
    /// General knowledge, probably right.
    MEDIUM,
    /// General knowledge that may be outdated.
    LOW,
    /// Not known: it is said to be so and never filled in.
    UNKNOWN;

    /// Whether the fact may be stated without a warning in the answer itself.
    public boolean isHigh() {
        return this == VERIFIED || this == HIGH;
    }

    /// The lower of two.
    public Certainty and(Certainty other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /// The word in content files, such as `verified`.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Certainty> find(String wire) {
        return Arrays.stream(values()).filter(certainty -> certainty.wire().equals(wire)).findFirst();
    }
}
