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
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.Conversation;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.conversation.Speaker;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.bot.live.Live;
import vn.motcua.bot.moving.MovingCode;
import vn.motcua.bot.outbox.Rendering;
import vn.motcua.bot.store.CommitResult;
import vn.motcua.bot.store.ConversationStore;
import vn.motcua.bot.store.Move;
import vn.motcua.bot.store.NewTask;
import vn.motcua.bot.store.OverloadedException;
import vn.motcua.bot.store.RecordedEvent;
import vn.motcua.bot.store.StoredConversation;
import vn.motcua.bot.store.Turn;
import vn.motcua.bot.understanding.Intent;

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
    private final @Nullable MovingTurns moving;
    private final Lanes lanes = new Lanes();
    /// Thinking is work for the processor; more of it at once than there are cores only makes everybody slower.
    private final Semaphore thinking = new Semaphore(Math.max(2, Runtime.getRuntime().availableProcessors()));

    /// @param brain        gives the brain of the current content version
    /// @param fingerprints tell a repeat from another message under the same id
    /// @param rendering    how replies are worded for the channels that are pushed to
    /// @param moving       how conversations go on elsewhere; null where they cannot
    public TurnRunner(Conversations conversations, ConversationStore store, Supplier<Brain> brain, Live live,
            InstantSource clock, Fingerprints fingerprints, Rendering rendering, @Nullable Moving moving) {
        this.moving = moving == null
                ? null
                : new MovingTurns(moving, conversations, brain, rendering, fingerprints);
        this.rendering = rendering;
        this.conversations = conversations;
        this.store = store;
        this.brain = brain;
        this.live = live;
        this.clock = clock;
        this.fingerprints = fingerprints;
    }

    /// Runs the turn of an event that comes from inside, wherever the conversation is.
    ///
    /// @throws OverloadedException when more work is waiting than can be done in time
    public TurnOutcome run(TurnEvent event) {
        return lanes.inTurn(event.conversation(), () -> runInTurn(event, null));
    }

    /// Runs the turn of an event and returns when it is committed. Blocks; call it on a virtual thread.
    ///
    /// @param sender who brings the event; where the conversation is not with them any more, nothing is done
    /// @throws OverloadedException when more work is waiting than can be done in time
    public TurnOutcome run(TurnEvent event, Sender sender) {
        return lanes.inTurn(event.conversation(), () -> runInTurn(event, sender));
    }

    private TurnOutcome runInTurn(TurnEvent event, @Nullable Sender sender) {
        for (int tries = 0; tries < TRIES; tries++) {
            var stored = conversations.find(event.conversation());
            if (stored.isEmpty()) {
                return store.wasErased(event.conversation(), null)
                        ? new TurnOutcome.Erased()
                        : new TurnOutcome.Unknown();
            }
            var before = stored.get().conversation();
            if (sender != null && !sender.address().equals(before.address())) {
                if (tries == 0) { // Our copy may be older than its return.
                    conversations.forget(event.conversation());
                    continue;
                }
                return store.recorded(sender.address().channel(), recordedAs(event))
                        .map(recorded -> again(event, recorded)).orElseGet(TurnOutcome.MovedAway::new);
            }
            var now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
            var led = plan(event, before, sender, now);
            var turn = switch (led) {
                case Led.ToWords(var step) -> turn(event, before, step, now);
                case Led.ToMove(var move) -> move.carrier();
            };
            var result = led instanceof Led.ToMove(var move) ? store.commit(move) : store.commit(turn);
            switch (result) {
                case CommitResult.Committed() -> {
                    return led instanceof Led.ToMove(var move) ? moved(move) : committed(event, stored.get(), turn);
                }
                case CommitResult.Duplicate(var recorded) -> {
                    return again(event, recorded);
                }
                case CommitResult.Stale() -> conversations.forget(event.conversation());
            }
        }
        throw new OverloadedException(TRIES);
    }

    private Led plan(TurnEvent event, Conversation before, @Nullable Sender sender, Instant now) {
        if (moving != null && sender != null && event instanceof TurnEvent.Said said) {
            var code = MovingCode.find(said.text());
            if (code.isPresent()) {
                return moving.typed(said, code.get(), before, sender,
                        () -> thinking(() -> brain.get().hear(before.dialogue(), said.text(), now)), now);
            }
        }
        return step(event, before, now);
    }

    private static String recordedAs(TurnEvent event) {
        return event.conversation() + "/" + event.eventId();
    }

    private Turn turn(TurnEvent event, Conversation before, Step step, Instant now) {
        var channel = before.address().channel();
        var replies = step.pushed() == null ? replies(step.events()) : List.of(step.pushed());
        var pushed = rendering.render(channel, replies, step.next().language());
        return new Turn(channel, recordedAs(event), fingerprints.of(event), step.outcome(), before,
                before.after(step.events().size(), before.speaker(), step.next()), step.events(), now,
                new Turn.Effects(!(event instanceof TurnEvent.TaskDone), pushed, step.tasks(), step.moving()));
    }

    private Led step(TurnEvent event, Conversation before, Instant now) {
        var dialogue = before.dialogue();
        return switch (event) {
            case TurnEvent.Left _ -> words(new Step(List.of(), dialogue, "left", List.of()));
            case TurnEvent.WithdrewConsent _ -> words(new Step(List.of(), dialogue, "withdrew",
                    List.of(new NewTask("erase/" + event.conversation() + "/" + event.eventId(), "erase", "{}",
                            now))));
            case TurnEvent.Limited limited -> words(new Step(
                    limited.tell() ? reply(brain.get().notice(dialogue, "limited"), before, 1, now) : List.of(),
                    dialogue, "limited", List.of()));
            case TurnEvent.InGroup _ -> words(new Step(
                    before.lastSeq() == 0
                            ? reply(brain.get().notice(dialogue, "group.declined"), before, 1, now)
                            : List.of(),
                    dialogue, "group", List.of()));
            // While an officer speaks the bot does not; the result is then the officer's to give.
            case TurnEvent.TaskDone done -> words(Step.of(before.speaker() == Speaker.OFFICER
                    ? List.of()
                    : reply(brain.get().tell(done.text()), before, 1, now), dialogue));
            case TurnEvent.Followed followed when before.speaker() == Speaker.OFFICER ->
                words(Step.of(List.of(), dialogue));
            case TurnEvent.Followed followed -> {
                var thought = thinking(() -> brain.get().welcome(dialogue, followed.payload(), now));
                yield words(Step.of(reply(thought.reply(), before, 1, now), thought.next()));
            }
            case TurnEvent.Said said -> heard(event, said.cut() ? "text.cut" : null, before, now);
            case TurnEvent.Picked _ -> heard(event, null, before, now);
            case TurnEvent.Attached attached -> words(attached(attached, before, now));
            case TurnEvent.Shared shared -> words(shared(shared, before, now));
        };
    }

    private static Led words(Step step) {
        return new Led.ToWords(step);
    }

    private Led heard(TurnEvent event, @Nullable String notice, Conversation before, Instant now) {
        var dialogue = before.dialogue();
        if (before.speaker() == Speaker.OFFICER) {
            return words(Step.of(
                    List.of(said(event, brain.get().keep(content(event), dialogue.language()), before, now)),
                    dialogue));
        }
        var thought = thinking(() -> event instanceof TurnEvent.Picked picked
                ? brain.get().see(dialogue, picked.value(), now)
                : brain.get().hear(dialogue, content(event), now));
        var said = said(event, thought.kept(), before, now);
        if (moving != null && thought.understood().intent() == Intent.GO_ON_ELSEWHERE) {
            return words(moving.offer(before, said, thought, now));
        }
        if (moving != null && thought.understood().intent() == Intent.BRING_BACK) {
            return moving.bringBack(event, before, said, now);
        }
        var reply = notice == null
                ? thought.reply()
                : brain.get().adding(thought.reply(), thought.next().language(), notice);
        var events = new ArrayList<TranscriptEvent>();
        events.add(said);
        events.addAll(reply(reply, before, 2, now));
        return words(Step.of(events, thought.next()));
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

    /// Everybody who looks at either conversation, or sends for one, is to know.
    private TurnOutcome moved(Move move) {
        for (var turn : List.of(move.carrier(), move.moved())) {
            conversations.moved(turn.before());
            live.wake(turn.before().id());
        }
        Stream.of(move.moved().before(), move.moved().after()).map(one -> one.address().channel())
                .filter(rendering::pushes).distinct().forEach(live::wakeSender);
        return new TurnOutcome.Done(move.carrier().after().lastSeq(), List.of(), true);
    }

    private TurnOutcome again(TurnEvent event, RecordedEvent recorded) {
        if (recorded.isErased() && recorded.conversation().equals(event.conversation())) {
            conversations.forget(event.conversation());
            return new TurnOutcome.Erased();
        }
        if (!MessageDigest.isEqual(recorded.contentHash(), fingerprints.of(event))) {
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
            case TranscriptEvent.Shared _,TranscriptEvent.Attached _,TranscriptEvent.Replied _,TranscriptEvent.SpeakerChanged _,TranscriptEvent.Moved _ ->
                false;
        };
    }
}
