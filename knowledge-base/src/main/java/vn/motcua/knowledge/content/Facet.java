package vn.motcua.knowledge.content;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// The parts of a procedure that people ask about.
public enum Facet {
    FEE, TIME, DOCUMENTS, STEPS, WHERE, RESULT, LEGAL, CONDITIONS, FORMS;

    /// The word for this facet on the wire and in content files, such as `fee`.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    /// The facet with this wire word, or empty for any other word.
    public static Optional<Facet> find(String wire) {
        return Arrays.stream(values()).filter(facet -> facet.wire().equals(wire)).findFirst();
    }
}
