package vn.motcua.bot.turn;

import java.util.List;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.TranscriptEvent;

/// Opens conversations and lets in only who holds their token. Thread-safe.
public final class Conversations {

    /// A conversation just opened.
    ///
    /// @param token shown once; only its SHA-256 is stored
    public record Opened(ConversationId id, String token) {
    }

    /// Opens a conversation on the website's chat.
    public Opened open() {
        throw new UnsupportedOperationException();
    }

    /// Whether this token opens this conversation. Unknown conversations and wrong tokens are the same: false.
    public boolean admits(ConversationId id, String token) {
        throw new UnsupportedOperationException();
    }

    /// Transcript events after a number, in order.
    ///
    /// @param after the last number already known; 0 for all
    /// @param limit at most so many
    public List<TranscriptEvent> events(ConversationId id, long after, int limit) {
        throw new UnsupportedOperationException();
    }
}
