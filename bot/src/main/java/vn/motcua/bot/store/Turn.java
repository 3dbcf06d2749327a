package vn.motcua.bot.store;

import java.time.Instant;
import java.util.List;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.Conversation;
import vn.motcua.bot.conversation.TranscriptEvent;

/// One turn, decided and ready to be stored whole or not at all.
///
/// @param channel     the channel its event came by
/// @param eventId     the event's id, unique in its channel for as long as recorded events are kept
/// @param contentHash hash of what the event said
/// @param outcome     what came of it, in one word for whoever repeats it
/// @param before      the conversation as it was read
/// @param after       the conversation one revision later
/// @param events      what is added to the transcript, numbered on from `before.lastSeq()` without a gap; may be empty
/// @param at          when it is committed
/// @param effects     what follows from it elsewhere
@SuppressWarnings("ArrayRecordComponent") // Turns are not compared.
public record Turn(String channel, String eventId, byte[] contentHash, String outcome, Conversation before,
        Conversation after, List<TranscriptEvent> events, Instant at, Effects effects) {

    /// What a turn leads to besides the transcript.
    ///
    /// @param heard   whether the citizen did something, rather than we
    /// @param outbox  what is to be pushed to the citizen, in order
    /// @param tasks   work to be done outside the turn
    /// @param moving  what it does about moving the conversation elsewhere, or null
    public record Effects(boolean heard, List<OutboxMessage> outbox, List<NewTask> tasks,
            @Nullable MovingEffect moving) {
        /// A citizen did something, and nothing is pushed.
        public static final Effects NONE = new Effects(true, List.of(), List.of());

        /// Nothing about moving the conversation elsewhere.
        public Effects(boolean heard, List<OutboxMessage> outbox, List<NewTask> tasks) {
            this(heard, outbox, tasks, null);
        }

        public Effects {
            outbox = List.copyOf(outbox);
            tasks = List.copyOf(tasks);
        }
    }

    /// A turn from which nothing else follows.
    public Turn(String channel, String eventId, byte[] contentHash, String outcome, Conversation before,
            Conversation after, List<TranscriptEvent> events, Instant at) {
        this(channel, eventId, contentHash, outcome, before, after, events, at, Effects.NONE);
    }

    public Turn {
        events = List.copyOf(events);
        if (!after.id().equals(before.id()) || after.revision() != before.revision() + 1) {
            throw new IllegalArgumentException("a turn leads to the next revision of the same conversation");
        }
        if (after.lastSeq() != before.lastSeq() + events.size()) {
            throw new IllegalArgumentException("the last number does not count the events of the turn");
        }
        for (var i = 0; i < events.size(); i++) {
            if (events.get(i).seq() != before.lastSeq() + 1 + i) {
                throw new IllegalArgumentException("transcript events are numbered without gaps");
            }
        }
    }
}
