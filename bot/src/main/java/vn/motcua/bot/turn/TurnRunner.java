package vn.motcua.bot.turn;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.Conversation;
import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.conversation.Speaker;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.bot.live.Wakeups;
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
    private final Fingerprints fingerprints;
    private final Lanes lanes = new Lanes();
    /// Thinking is work for the processor; more of it at once than there are cores only makes everybody slower.
    private final Semaphore thinking = new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    /// @param brain        gives the brain of the current content version
    /// @param fingerprints tell a repeat from another message under the same id
    public TurnRunner(Conversations conversations, ConversationStore store, Supplier<Brain> brain, Wakeups wakeups,
            InstantSource clock, Fingerprints fingerprints) {
        this.conversations = conversations;
        this.store = store;
        this.brain = brain;
        this.wakeups = wakeups;
        this.clock = clock;
        this.fingerprints = fingerprints;
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
                    return committed(event, stored.get(), turn);
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
        var dialogue = before.dialogue();
        if (before.speaker() == Speaker.OFFICER) {
            events.add(unanswered(event, before, now));
        } else {
            var answered = answer(event, before, now);
            events.add(answered.event());
            events.add(new TranscriptEvent.Replied(before.lastSeq() + 2, now, answered.reply()));
            dialogue = answered.next();
        }
        return new Turn(before.address().channel(), event.conversation() + "/" + event.eventId(),
                fingerprints.of(event), "done", before, before.after(events.size(), before.speaker(), dialogue), events,
                now);
    }

    /// What the transcript tells of an event, what the assistant answers, and what the dialogue remembers then.
    private record Answered(TranscriptEvent event, Reply reply, DialogueState next) {
    }

    private Answered answer(TurnEvent event, Conversation before, Instant now) {
        thinking.acquireUninterruptibly();
        try {
            return switch (event) {
                case TurnEvent.Said said -> {
                    var thought = brain.get().hear(before.dialogue(), said.text(), now);
                    yield new Answered(said(thought.kept(), null, before, now), thought.reply(), thought.next());
                }
                case TurnEvent.Picked picked -> {
                    var thought = brain.get().see(before.dialogue(), picked.value(), now);
                    yield new Answered(said(thought.kept(), picked, before, now), thought.reply(), thought.next());
                }
                case TurnEvent.Shared shared -> {
                    var received = brain.get().receive(before.dialogue(), shared.file());
                    yield new Answered(shared(shared, before, now), received.reply(), received.next());
                }
            };
        } finally {
            thinking.release();
        }
    }

    /// What the transcript tells of an event while an officer speaks.
    private TranscriptEvent unanswered(TurnEvent event, Conversation before, Instant now) {
        var language = before.dialogue().language();
        return switch (event) {
            case TurnEvent.Said said -> said(brain.get().keep(said.text(), language), null, before, now);
            case TurnEvent.Picked picked -> said(brain.get().keep(picked.value(), language), picked, before, now);
            case TurnEvent.Shared shared -> shared(shared, before, now);
        };
    }

    /// @param picked null when it was typed
    private static TranscriptEvent said(Brain.Kept kept, TurnEvent.@Nullable Picked picked, Conversation before,
            Instant now) {
        long seq = before.lastSeq() + 1;
        if (kept.withheld()) {
            return new TranscriptEvent.Withheld(seq, now, kept.text());
        }
        if (picked == null) {
            return new TranscriptEvent.Said(seq, now, kept.text(), null);
        }
        boolean offered = before.dialogue().offered().stream()
                .anyMatch(choice -> choice.value().equals(picked.value()));
        return new TranscriptEvent.Said(seq, now, kept.text(), offered ? picked.value() : kept.text());
    }

    private static TranscriptEvent shared(TurnEvent.Shared event, Conversation before, Instant now) {
        return new TranscriptEvent.Shared(before.lastSeq() + 1, now, event.file());
    }

    private TurnOutcome committed(TurnEvent event, StoredConversation before, Turn turn) {
        conversations.advanced(before, turn.after());
        wakeups.wake(turn.after().id());
        return new TurnOutcome.Done(turn.after().lastSeq(), replies(turn.events()),
                altered(event, turn.events()));
    }

    private TurnOutcome again(TurnEvent event, Turn turn, RecordedEvent recorded) {
        if (!MessageDigest.isEqual(recorded.contentHash(), turn.contentHash())) {
            return new TurnOutcome.Conflict();
        }
        int count = (int) (recorded.lastSeq() - recorded.firstSeq() + 1);
        var events = store.events(event.conversation(), recorded.firstSeq() - 1, count);
        return new TurnOutcome.Done(recorded.lastSeq(), replies(events), altered(event, events));
    }

    private static List<Reply> replies(List<TranscriptEvent> events) {
        return events.stream().filter(TranscriptEvent.Replied.class::isInstance)
                .map(event -> ((TranscriptEvent.Replied) event).reply()).toList();
    }

    /// Whether what is kept of a typed message differs from what was typed.
    private static boolean altered(TurnEvent event, List<TranscriptEvent> kept) {
        return !kept.isEmpty() && switch (kept.getFirst()) {
            case TranscriptEvent.Withheld _ -> true;
            case TranscriptEvent.Said said ->
                event instanceof TurnEvent.Said typed && !typed.text().equals(said.text());
            case TranscriptEvent.Shared _,TranscriptEvent.Replied _,TranscriptEvent.SpeakerChanged _ -> false;
        };
    }
}
