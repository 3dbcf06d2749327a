package vn.motcua.bot.turn;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.SharedFile;

/// Something that happened to a conversation and begins a turn.
public sealed interface TurnEvent {

    ConversationId conversation();

    /// The channel's own id of the event, unique within its conversation. A repeated id has no second effect.
    String eventId();

    /// The citizen typed something.
    ///
    /// @param text 1 to 4,000 characters, not blank
    record Said(ConversationId conversation, String eventId, String text) implements TurnEvent {
    }

    /// The citizen picked one of the choices offered.
    ///
    /// @param value the picked choice's value
    record Picked(ConversationId conversation, String eventId, String value) implements TurnEvent {
    }

    /// The citizen shared a file.
    ///
    /// @param file as it is kept already
    record Shared(ConversationId conversation, String eventId, SharedFile file) implements TurnEvent {
    }
}
