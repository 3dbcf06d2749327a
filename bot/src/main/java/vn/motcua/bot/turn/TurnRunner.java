package vn.motcua.bot.turn;

import java.security.MessageDigest;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.Conversation;
import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.conversation.Speaker;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.bot.live.Live;
import vn.motcua.bot.outbox.Rendering;
import vn.motcua.bot.store.CommitResult;
import vn.motcua.bot.store.ConversationStore;
import vn.motcua.bot.store.NewTask;
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
    private final Live live;
    private final InstantSource clock;
    private final Fingerprints fingerprints;
    private final Rendering rendering;
    private final Lanes lanes = new Lanes();
    /// Thinking is work for the processor; more of it at once than there are cores only makes everybody slower.
    private final Semaphore thinking = new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    /// @param brain        gives the brain of the current content version
    /// @param fingerprints tell a repeat from another message under the same id
    /// @param rendering    how replies are worded for the channels that are pushed to
    public TurnRunner(Conversations conversations, ConversationStore store, Supplier<Brain> brain, Live live,
            InstantSource clock, Fingerprints fingerprints, Rendering rendering) {
        this.rendering = rendering;
        this.conversations = conversations;
        this.store = store;
        this.brain = brain;
        this.live = live;
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
                return store.wasErased(event.conversation(), null)
                        ? new TurnOutcome.Erased()
                        : new TurnOutcome.Unknown();
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

    /// What a turn leads to, before it is numbered and stored.
    ///
    /// @param outcome in one word
    private record Step(List<TranscriptEvent> events, DialogueState next, String outcome, List<NewTask> tasks) {
        static Step of(List<TranscriptEvent> events, DialogueState next) {
            return new Step(events, next, "done", List.of());
        }
    }

    private Turn think(TurnEvent event, Conversation before) {
        var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var step = step(event, before, now);
        var channel = before.address().channel();
        var pushed = rendering.render(channel, replies(step.events()), step.next().language());
        return new Turn(channel, event.conversation() + "/" + event.eventId(), fingerprints.of(event), step.outcome(),
                before, before.after(step.events().size(), before.speaker(), step.next()), step.events(), now,
                new Turn.Effects(!(event instanceof TurnEvent.TaskDone), pushed, step.tasks()));
    }

    private Step step(TurnEvent event, Conversation before, Instant now) {
        var dialogue = before.dialogue();
        return switch (event) {
            case TurnEvent.Left _ -> new Step(List.of(), dialogue, "left", List.of());
            case TurnEvent.WithdrewConsent _ -> new Step(List.of(), dialogue, "withdrew",
                    List.of(new NewTask("erase/" + event.conversation() + "/" + event.eventId(), "erase", "{}", now)));
            case TurnEvent.Limited limited -> new Step(
                    limited.tell() ? reply(brain.get().notice(dialogue, "limited"), before, 1, now) : List.of(),
                    dialogue, "limited", List.of());
            case TurnEvent.InGroup _ -> new Step(
                    before.lastSeq() == 0
                            ? reply(brain.get().notice(dialogue, "group.declined"), before, 1, now)
                            : List.of(),
                    dialogue, "group", List.of());
            // While an officer speaks the bot does not; the result is then the officer's to give.
            case TurnEvent.TaskDone done -> Step.of(before.speaker() == Speaker.OFFICER
                    ? List.of()
                    : reply(brain.get().tell(done.text()), before, 1, now), dialogue);
            case TurnEvent.Followed followed when before.speaker() == Speaker.OFFICER -> Step.of(List.of(), dialogue);
            case TurnEvent.Followed followed -> {
                var thought = thinking(() -> brain.get().welcome(dialogue, followed.payload(), now));
                yield Step.of(reply(thought.reply(), before, 1, now), thought.next());
            }
            case TurnEvent.Said said -> heard(event, said.cut() ? "text.cut" : null, before, now);
            case TurnEvent.Picked _ -> heard(event, null, before, now);
            case TurnEvent.Attached attached -> attached(attached, before, now);
            case TurnEvent.Shared shared -> shared(shared, before, now);
        };
    }

    private Step heard(TurnEvent event, @Nullable String notice, Conversation before, Instant now) {
        var dialogue = before.dialogue();
        if (before.speaker() == Speaker.OFFICER) {
            return Step.of(List.of(said(event, brain.get().keep(content(event), dialogue.language()), before, now)),
                    dialogue);
        }
        var thought = thinking(() -> event instanceof TurnEvent.Picked picked
                ? brain.get().see(dialogue, picked.value(), now)
                : brain.get().hear(dialogue, content(event), now));
        var reply = notice == null
                ? thought.reply()
                : brain.get().adding(thought.reply(), thought.next().language(), notice);
        var events = new ArrayList<TranscriptEvent>();
        events.add(said(event, thought.kept(), before, now));
        events.addAll(reply(reply, before, 2, now));
        return Step.of(events, thought.next());
    }

    /// What can be fetched from the provider, unless it may not be kept. Videos are not taken, whoever sends them.
    private List<NewTask> fetching(TurnEvent.Attached shared, TranscriptEvent kept, Conversation before, Instant now) {
        var worth = switch (shared.kind()) {
            case PHOTO, VOICE, FILE, STICKER -> true;
            case VIDEO, LOCATION, CONTACT, OTHER -> false;
        };
        return worth && kept instanceof TranscriptEvent.Attached attached && attached.reference() != null
                ? List.of(new NewTask("fetch/" + shared.conversation() + "/" + shared.eventId(), "fetch",
                        before.address().channel() + "/" + attached.seq(), now))
                : List.of();
    }

    /// What is not text is kept for the officer, and answered with what helps; what is written with it is answered too.
    private Step attached(TurnEvent.Attached shared, Conversation before, Instant now) {
        var dialogue = before.dialogue();
        var caption = shared.caption();
        var name = shared.name() == null ? null : brain.get().keep(shared.name(), dialogue.language()).text();
        var kind = shared.kind().name().toLowerCase(Locale.ROOT);
        if (before.speaker() == Speaker.OFFICER || caption == null) {
            var kept = caption == null ? null : brain.get().keep(caption, dialogue.language());
            var events = new ArrayList<TranscriptEvent>();
            events.add(attachment(shared, kind, name, kept, before, now));
            if (before.speaker() != Speaker.OFFICER) {
                events.addAll(reply(brain.get().notice(dialogue, "shared." + kind), before, 2, now));
            }
            return new Step(events, dialogue, "done", fetching(shared, events.getFirst(), before, now));
        }
        var thought = thinking(() -> brain.get().hear(dialogue, caption, now));
        var events = new ArrayList<TranscriptEvent>();
        events.add(attachment(shared, kind, name, thought.kept(), before, now));
        events.addAll(reply(brain.get().adding(thought.reply(), thought.next().language(), "shared." + kind), before,
                2, now));
        return new Step(events, thought.next(), "done", fetching(shared, events.getFirst(), before, now));
    }

    private Step shared(TurnEvent.Shared shared, Conversation before, Instant now) {
        var kept = new TranscriptEvent.Shared(before.lastSeq() + 1, now, shared.file());
        if (before.speaker() == Speaker.OFFICER) {
            return Step.of(List.of(kept), before.dialogue());
        }
        var received = brain.get().receive(before.dialogue(), shared.file());
        var events = new ArrayList<TranscriptEvent>();
        events.add(kept);
        events.addAll(reply(received.reply(), before, 2, now));
        return Step.of(events, received.next());
    }

    /// What may not be kept of a caption may not be kept of what it came with.
    private static TranscriptEvent attachment(TurnEvent.Attached attached, String kind, @Nullable String name,
            Brain.@Nullable Kept caption, Conversation before, Instant now) {
        long seq = before.lastSeq() + 1;
        return caption != null && caption.withheld()
                ? new TranscriptEvent.Withheld(seq, now, caption.text())
                : new TranscriptEvent.Attached(seq, now, kind, attached.reference(), name,
                        caption == null ? null : caption.text());
    }

    /// A reply as the turn's n-th event. The first one in a channel whose provider keeps a copy says so.
    private List<TranscriptEvent> reply(Reply reply, Conversation before, int place, Instant now) {
        var channel = before.address().channel();
        var told = before.lastSeq() == 0 && rendering.pushes(channel)
                ? brain.get().adding(reply, before.dialogue().language(), "copy." + channel)
                : reply;
        return List.of(new TranscriptEvent.Replied(before.lastSeq() + place, now, told));
    }

    private Brain.Thought thinking(Supplier<Brain.Thought> thought) {
        thinking.acquireUninterruptibly();
        try {
            return thought.get();
        } finally {
            thinking.release();
        }
    }

    private static TranscriptEvent said(TurnEvent event, Brain.Kept kept, Conversation before, Instant now) {
        long seq = before.lastSeq() + 1;
        if (kept.withheld()) {
            return new TranscriptEvent.Withheld(seq, now, kept.text());
        }
        if (event instanceof TurnEvent.Picked picked) {
            boolean offered = before.dialogue().offered().stream()
                    .anyMatch(choice -> choice.value().equals(picked.value()));
            return new TranscriptEvent.Said(seq, now, kept.text(), offered ? picked.value() : kept.text());
        }
        return new TranscriptEvent.Said(seq, now, kept.text(), null);
    }

    private static String content(TurnEvent event) {
        return switch (event) {
            case TurnEvent.Said said -> said.text();
            case TurnEvent.Picked picked -> picked.value();
            default -> "";
        };
    }

    private TurnOutcome committed(TurnEvent event, StoredConversation before, Turn turn) {
        conversations.advanced(before, turn.after());
        live.wake(turn.after().id());
        if (!turn.effects().outbox().isEmpty()) {
            live.wakeSender(turn.after().address().channel());
        }
        return new TurnOutcome.Done(turn.after().lastSeq(), replies(turn.events()),
                altered(event, turn.events()));
    }

    private TurnOutcome again(TurnEvent event, Turn turn, RecordedEvent recorded) {
        if (recorded.isErased() && recorded.conversation().equals(event.conversation())) {
            conversations.forget(event.conversation());
            return new TurnOutcome.Erased();
        }
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
            case TranscriptEvent.Shared _,TranscriptEvent.Attached _,TranscriptEvent.Replied _,TranscriptEvent.SpeakerChanged _ ->
                false;
        };
    }
}
