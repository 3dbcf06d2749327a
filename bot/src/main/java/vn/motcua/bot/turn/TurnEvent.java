package vn.motcua.bot.turn;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.SharedFile;
import vn.motcua.connectors.InboundEvent;

/// Something that happened to a conversation and begins a turn.
public sealed interface TurnEvent {

    ConversationId conversation();

    /// The channel's own id of the event, unique within its conversation. A repeated id has no second effect.
    String eventId();

    /// The citizen typed something.
    ///
    /// @param text 1 to 4,000 characters, not blank
    /// @param cut  whether more was typed than that, and the citizen is to be told
    record Said(ConversationId conversation, String eventId, String text, boolean cut) implements TurnEvent {
        /// Nothing was cut off.
        public Said(ConversationId conversation, String eventId, String text) {
            this(conversation, eventId, text, false);
        }
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

    /// The citizen sent something else than text; parameters as in [vn.motcua.connectors.InboundEvent.Shared].
    record Attached(ConversationId conversation, String eventId, InboundEvent.Kind kind, @Nullable String reference,
            @Nullable String name, @Nullable String caption) implements TurnEvent {
    }

    /// The citizen opened the conversation without saying anything.
    ///
    /// @param payload what the link carried, such as the id of a procedure, or null
    record Followed(ConversationId conversation, String eventId, @Nullable String payload) implements TurnEvent {
    }

    /// The citizen wants to hear nothing more, or cannot.
    record Left(ConversationId conversation, String eventId) implements TurnEvent {
    }

    /// The citizen took back the consent to the use of their data.
    record WithdrewConsent(ConversationId conversation, String eventId) implements TurnEvent {
    }

    /// Somebody wrote in a group, where we do not speak.
    record InGroup(ConversationId conversation, String eventId) implements TurnEvent {
    }

    /// The citizen did something, but too much in too short a time: it stays unread.
    ///
    /// @param tell whether the citizen is to be told
    record Limited(TurnEvent event, boolean tell) implements TurnEvent {
        @Override
        public ConversationId conversation() {
            return event.conversation();
        }

        @Override
        public String eventId() {
            return event.eventId();
        }
    }

    /// Work outside the turns has a result for the citizen. The event's id is the task's, so that it has one effect.
    record TaskDone(ConversationId conversation, String eventId, String text) implements TurnEvent {
    }
}
