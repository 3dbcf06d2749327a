package vn.motcua.bot.conversation;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Pattern;

/// Names one conversation: 128 random bits in 22 URL-safe characters, so it cannot be guessed or enumerated.
public record ConversationId(String value) {
    private static final Pattern SHAPE = Pattern.compile("[A-Za-z0-9_-]{22}");
    private static final SecureRandom RANDOM = new SecureRandom();

    public ConversationId {
        if (!SHAPE.matcher(value).matches()) {
            throw new IllegalArgumentException("not a conversation id");
        }
    }

    /// A new, unused id.
    public static ConversationId next() {
        var bits = new byte[16];
        RANDOM.nextBytes(bits);
        return new ConversationId(Base64.getUrlEncoder().withoutPadding().encodeToString(bits));
    }

    /// Reads an id that came from outside; empty when it has not the shape of one.
    public static Optional<ConversationId> find(String text) {
        return SHAPE.matcher(text).matches() ? Optional.of(new ConversationId(text)) : Optional.empty();
    }

    @Override
    public String toString() {
        return value;
    }
}
