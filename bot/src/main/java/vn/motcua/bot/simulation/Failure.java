package vn.motcua.bot.simulation;

import java.util.Locale;
import java.util.Optional;

/// How a provider's next calls fail.
enum Failure {
    /// Too many calls.
    TOO_MANY("429"),
    /// The provider is out of order.
    BROKEN("500"),
    /// It takes the message and never answers.
    TIMEOUT("timeout"),
    /// The citizen has been silent for too long.
    WINDOW("window");

    private final String word;

    Failure(String word) {
        this.word = word;
    }

    static Optional<Failure> find(String word) {
        for (var failure : values()) {
            if (failure.word.equals(word.toLowerCase(Locale.ROOT))) {
                return Optional.of(failure);
            }
        }
        return Optional.empty();
    }

    @Override
    public String toString() {
        return word;
    }
}
