package vn.motcua.bot.inbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.live.Limit;
import vn.motcua.bot.live.Rate;
import vn.motcua.bot.live.RateLimiter;
import vn.motcua.bot.store.MalformedItems;
import vn.motcua.bot.store.OverloadedException;
import vn.motcua.bot.store.StorageException;
import vn.motcua.bot.store.StorageUnavailableException;
import vn.motcua.bot.turn.Conversations;
import vn.motcua.bot.turn.Sender;
import vn.motcua.bot.turn.TurnEvent;
import vn.motcua.bot.turn.TurnOutcome;
import vn.motcua.bot.turn.TurnRunner;
import vn.motcua.connectors.Channel;
import vn.motcua.connectors.Inbound.Accepted;
import vn.motcua.connectors.Inbound.MalformedItem;
import vn.motcua.connectors.InboundEvent;

/// Makes turns of what channels bring. Thread-safe; blocks, so call it on a virtual thread.
public final class Inbox implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Inbox.class);
    private static final int LONGEST_TEXT = 4_000;
    /// How often somebody who writes too fast is told so.
    private static final Rate TELL = new Rate(1, Duration.ofMinutes(1));
    private static final int COURTESIES = 64;
    /// How often in a row the conversation at the address of an event may be erased, or another one come there.
    private static final int MOVES = 5;

    private final Conversations conversations;
    private final TurnRunner turns;
    private final MalformedItems malformed;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Limit persons;
    private final RateLimiter told = new RateLimiter(TELL, System::nanoTime);
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final Semaphore courtesies = new Semaphore(COURTESIES);

    /// @param perPerson how much one person may write
    public Inbox(Conversations conversations, TurnRunner turns, MalformedItems malformed, InstantSource clock,
            MeterRegistry meters, Limit perPerson) {
        this.conversations = conversations;
        this.turns = turns;
        this.malformed = malformed;
        this.clock = clock;
        this.meters = meters;
        this.persons = perPerson;
    }

    /// Commits everything; after it returns, the provider may forget it. One event that cannot be dealt with does not keep
    /// the others: it is put aside.
    ///
    /// @throws OverloadedException         when there is no capacity now; the same may be brought again
    /// @throws StorageUnavailableException when nothing can be stored; the same may be brought again
    public void take(Channel channel, Accepted accepted) {
        var aside = new ArrayList<>(accepted.malformed());
        for (var event : accepted.events()) {
            try {
                take(channel, event);
            } catch (OverloadedException | StorageException wait) {
                throw wait;
            } catch (RuntimeException mistake) {
                log.error("an event of {} is put aside", channel.name(), mistake);
                aside.add(new MalformedItem(event.eventId(), event.getClass().getSimpleName(),
                        "failed: " + mistake.getClass().getSimpleName()));
            }
        }
        malformed.keep(channel.name(), aside, clock.instant());
        count(channel, "malformed", aside.size());
    }

    /// Counts a request that was not believed.
    public void forged(Channel channel) {
        count(channel, "forged", 1);
    }

    private void take(Channel channel, InboundEvent event) {
        var key = event.address().toString();
        boolean limited = !persons.take(key).join().isZero();
        boolean tell = limited && told.take(key).isZero();
        var sender = new Sender(event.address());
        for (int tries = 1;; tries++) {
            var turn = turn(event, conversations.at(event.address()));
            var outcome = turns.run(limited ? new TurnEvent.Limited(turn, tell) : turn, sender);
            if (!isGone(outcome)) {
                break;
            }
            if (tries == MOVES) {
                throw new OverloadedException(MOVES);
            }
            conversations.lookAgain(event.address()); // Erased or moved, here or by another node.
        }
        count(channel, limited ? "limited" : "taken", 1);
        acknowledge(channel, event);
    }

    /// Whether the event has met a conversation that is not there, or not there any more.
    private static boolean isGone(TurnOutcome outcome) {
        return switch (outcome) {
            case TurnOutcome.Erased _,TurnOutcome.Unknown _,TurnOutcome.MovedAway _ -> true;
            case TurnOutcome.Done _,TurnOutcome.Conflict _ -> false;
        };
    }

    /// A courtesy towards the citizen's app, which nobody waits for and which may fall away.
    private void acknowledge(Channel channel, InboundEvent event) {
        if (courtesies.tryAcquire()) {
            threads.execute(() -> {
                try {
                    channel.acknowledge(event);
                } finally {
                    courtesies.release();
                }
            });
        }
    }

    private static TurnEvent turn(InboundEvent event, ConversationId conversation) {
        var id = event.eventId();
        return switch (event) {
            case InboundEvent.Said said -> said(conversation, id, said.text());
            case InboundEvent.Edited edited -> said(conversation, id, edited.text());
            case InboundEvent.Picked picked -> picked.value().isBlank()
                    ? said(conversation, id, picked.value())
                    : new TurnEvent.Picked(conversation, id, cut(clean(picked.value())));
            case InboundEvent.Shared shared -> {
                var caption = shared.caption() == null ? "" : cut(clean(shared.caption()));
                yield new TurnEvent.Attached(conversation, id, shared.kind(), shared.reference(), shared.name(),
                        caption.isBlank() ? null : caption);
            }
            case InboundEvent.Followed followed -> new TurnEvent.Followed(conversation, id, followed.payload());
            case InboundEvent.Left _ -> new TurnEvent.Left(conversation, id);
            case InboundEvent.WithdrewConsent _ -> new TurnEvent.WithdrewConsent(conversation, id);
            case InboundEvent.InGroup _ -> new TurnEvent.InGroup(conversation, id);
        };
    }

    private static TurnEvent said(ConversationId conversation, String id, String text) {
        var clean = clean(text);
        return clean.isBlank()
                ? new TurnEvent.Attached(conversation, id, InboundEvent.Kind.OTHER, null, null, null)
                : new TurnEvent.Said(conversation, id, cut(clean), clean.length() > LONGEST_TEXT);
    }

    private static String cut(String text) {
        if (text.length() <= LONGEST_TEXT) {
            return text;
        }
        boolean split = Character.isHighSurrogate(text.charAt(LONGEST_TEXT - 1));
        return text.substring(0, split ? LONGEST_TEXT - 1 : LONGEST_TEXT);
    }

    /// Without NUL, which PostgreSQL does not store, and with a sign in place of halves of signs.
    private static String clean(String text) {
        var clean = new StringBuilder(text.length());
        text.codePoints().filter(sign -> sign != 0)
                .forEach(sign -> clean.appendCodePoint(sign >= 0xD800 && sign <= 0xDFFF ? 0xFFFD : sign));
        return clean.toString();
    }

    private void count(Channel channel, String outcome, int times) {
        meters.counter("motcua.inbox.events", "channel", channel.name(), "outcome", outcome).increment(times);
    }

    @Override
    public void close() {
        threads.close();
    }
}
