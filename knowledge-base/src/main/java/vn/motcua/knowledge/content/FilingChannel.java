package vn.motcua.knowledge.content;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// How a dossier reaches the agency.
public enum FilingChannel {
    ONLINE, IN_PERSON, POST;

    public String wire() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    public static Optional<FilingChannel> find(String wire) {
        return Arrays.stream(values()).filter(channel -> channel.wire().equals(wire)).findFirst();
    }
}
