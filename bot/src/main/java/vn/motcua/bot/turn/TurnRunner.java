package vn.motcua.bot.turn;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import vn.motcua.bot.conversation.Choice;
import vn.motcua.bot.conversation.Conversation;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.conversation.Speaker;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.bot.live.Wakeups;
import vn.motcua.bot.privacy.PersonalData;
import vn.motcua.bot.store.CommitResult;
import vn.motcua.bot.store.ConversationStore;
import vn.motcua.bot.store.OverloadedException;
import vn.motcua.bot.store.RecordedEvent;
import vn.motcua.bot.store.StoredConversation;
import vn.motcua.bot.store.Turn;

/// Runs turns, one after the other within a conversation, side by side between conversations. Thread-safe.
///
/// A turn reads, thinks (pure, so it can be thought again), and commits everything it leads to in one transaction. What
/// was committed before is never done twice: a repeated event gets the stored outcome.
public final class TurnRunner {
    private static final int TRIES = 5;

    private final Conversations conversations;
    private final ConversationStore store;
    private final Supplier<Brain> brain;
    private final Wakeups wakeups;
    private final InstantSource clock;
    private final Lanes lanes = new Lanes();
    /// Thinking is work for the processor; more of it at once than there are cores only makes everybody slower.
    private final Semaphore thinking = new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    /// @param brain gives the brain of the current content version
    public TurnRunner(Conversations conversations, ConversationStore store, Supplier<Brain> brain, Wakeups wakeups,
            InstantSource clock) {
        this.conversations = conversations;
        this.store = store;
        this.brain = brain;
        this.wakeups = wakeups;
        this.clock = clock;
    }

    /// Runs the turn of an event and returns when it is committed. Blocks; call it on a virtual thread.
    ///
    /// @throws OverloadedException when more work is waiting than can be done in time
    public TurnOutcome run(TurnEvent event) {
        return lanes.inTurn(event.conversation(), () -> runInTurn(event));
    }

    private TurnOutcome runInTurn(TurnEvent event) {
        for (int tries = 0; tries < TRIES; tries++) {
            var stored = conversations.find(event.conversation());
            if (stored.isEmpty()) {
                return new TurnOutcome.Unknown();
            }
            var turn = think(event, stored.get().conversation());
            switch (store.commit(turn)) {
                case CommitResult.Committed() -> {
                    return committed(stored.get(), turn);
                }
                case CommitResult.Duplicate(var recorded) -> {
                    return again(event, turn, recorded);
                }
                case CommitResult.Stale() -> conversations.forget(event.conversation());
            }
        }
        throw new OverloadedException(TRIES);
    }

    private Turn think(TurnEvent event, Conversation before) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var events = new ArrayList<TranscriptEvent>();
        events.add(said(event, before, now));
        var dialogue = before.dialogue();
        if (before.speaker() != Speaker.OFFICER) {
            var thought = think(event, before, now);
            events.add(new TranscriptEvent.Replied(before.lastSeq() + 2, now, thought.reply()));
            dialogue = thought.next();
        }
        return new Turn(before.address().channel(), event.conversation() + "/" + event.eventId(), contentHash(event),
                "done", before, before.after(events.size(), before.speaker(), dialogue), events, now);
    }

    private Brain.Thought think(TurnEvent event, Conversation before, Instant now) {
        thinking.acquireUninterruptibly();
        try {
            return switch (event) {
                case TurnEvent.Said said -> brain.get().hear(before.dialogue(), said.text(), now);
                case TurnEvent.Picked picked -> brain.get().see(before.dialogue(), picked.value(), now);
            };
        } finally {
            thinking.release();
        }
    }

    private static TranscriptEvent said(TurnEvent event, Conversation before, Instant now) {
        long seq = before.lastSeq() + 1;
        return switch (event) {
            case TurnEvent.Said said -> new TranscriptEvent.Said(seq, now, PersonalData.mask(said.text()).text(), null);
            case TurnEvent.Picked picked -> {
                var label = before.dialogue().offered().stream()
                        .filter(choice -> choice.value().equals(picked.value())).map(Choice::label).findFirst()
                        .orElse(picked.value());
                yield new TranscriptEvent.Said(seq, now, label, picked.value());
            }
        };
    }

    private TurnOutcome committed(StoredConversation before, Turn turn) {
        conversations.advanced(before, turn.after());
        wakeups.wake(turn.after().id());
        return new TurnOutcome.Done(turn.after().lastSeq(), replies(turn.events()));
    }

    private TurnOutcome again(TurnEvent event, Turn turn, RecordedEvent recorded) {
        if (!MessageDigest.isEqual(recorded.contentHash(), turn.contentHash())) {
            return new TurnOutcome.Conflict();
        }
        int count = (int) (recorded.lastSeq() - recorded.firstSeq() + 1);
        var events = store.events(event.conversation(), recorded.firstSeq() - 1, count);
        return new TurnOutcome.Done(recorded.lastSeq(), replies(events));
    }

    private static List<Reply> replies(List<TranscriptEvent> events) {
        return events.stream().filter(TranscriptEvent.Replied.class::isInstance)
                .map(event -> ((TranscriptEvent.Replied) event).reply()).toList();
    }

    private static byte[] contentHash(TurnEvent event) {
        return Conversations.hash(switch (event) {
            case TurnEvent.Said said -> "text:" + said.text();
            case TurnEvent.Picked picked -> "choice:" + picked.value();
        });
    }
}
