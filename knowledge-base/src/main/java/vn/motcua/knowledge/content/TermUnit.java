package vn.motcua.knowledge.content;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What a term is counted in. Working days leave out weekends and public holidays.
public enum TermUnit {
    WORKING_DAYS, DAYS, MONTHS, YEARS, IMMEDIATE;

    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<TermUnit> find(String wire) {
        return Arrays.stream(values()).filter(unit -> unit.wire().equals(wire)).findFirst();
    }
}
