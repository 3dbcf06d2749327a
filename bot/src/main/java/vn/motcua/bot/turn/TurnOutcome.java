package vn.motcua.bot.turn;

import java.util.List;

import vn.motcua.bot.conversation.Reply;

/// What became of an event.
public sealed interface TurnOutcome {

    /// The turn is committed, now or at an earlier delivery of the same event.
    ///
    /// @param seq     number of the turn's last transcript event
    /// @param replies what the assistant answered; empty while an officer holds the conversation
    /// @param altered whether the message was not kept as it came: personal data masked, or withheld as a whole
    record Done(long seq, List<Reply> replies, boolean altered) implements TurnOutcome {
        public Done {
            replies = List.copyOf(replies);
        }
    }

    /// The event id was used before with other content; nothing was done.
    record Conflict() implements TurnOutcome {
    }

    /// The conversation was erased; nothing was done.
    record Erased() implements TurnOutcome {
    }

    /// The conversation is not where the event came from any more; nothing was done.
    record MovedAway() implements TurnOutcome {
    }

    /// There is no such conversation.
    record Unknown() implements TurnOutcome {
    }
}
