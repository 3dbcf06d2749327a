package vn.motcua.bot.store;

import vn.motcua.bot.conversation.ConversationId;

/// An event that came from outside and was dealt with.
///
/// @param conversation where it happened
/// @param contentHash  hash of what it said, to tell a repeat from another event under the same id. Not copied: do not
///                     change
/// @param outcome      what came of it, in the word its turn gave
/// @param firstSeq     number of the first transcript event of its turn
/// @param lastSeq      number of the last; one less than the first when the turn had none
@SuppressWarnings("ArrayRecordComponent") // Compared by MessageDigest.isEqual or Arrays.equals.
public record RecordedEvent(ConversationId conversation, byte[] contentHash, String outcome, long firstSeq,
        long lastSeq) {
    static final String ERASED = "erased";

    /// Whether its conversation was erased, so that nothing of it is left but that it is known.
    public boolean isErased() {
        return outcome.equals(ERASED);
    }
}
