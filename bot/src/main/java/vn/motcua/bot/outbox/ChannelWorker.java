package vn.motcua.bot.outbox;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import vn.motcua.bot.channel.Switchboard;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.moving.MovingCodes;
import vn.motcua.bot.store.OutboxStore;
import vn.motcua.bot.store.OutboxStore.Held;
import vn.motcua.connectors.Channel;
import vn.motcua.connectors.Delivery;

/// Sends what waits for one channel: several conversations side by side, the messages of each in order.
final class ChannelWorker implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ChannelWorker.class);

    private final Channel channel;
    private final OutboxStore outbox;
    private final InstantSource clock;
    private final MeterRegistry meters;
    private final Pace pace;
    private final Switchboard switchboard;
    private final MovingCodes codes;
    private final Semaphore places;
    private final Semaphore calls = new Semaphore(0);
    private final Set<ConversationId> underWay = ConcurrentHashMap.newKeySet();
    private final Timer delay;
    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("outbox-", 0).factory());
    private volatile Instant closedUntil = Instant.MIN;
    private volatile boolean works = true;
    private volatile boolean stopped;

    ChannelWorker(Channel channel, OutboxStore outbox, InstantSource clock, MeterRegistry meters, Pace pace,
            Switchboard switchboard, MovingCodes codes) {
        this.codes = codes;
        this.channel = channel;
        this.outbox = outbox;
        this.clock = clock;
        this.meters = meters;
        this.pace = pace;
        this.switchboard = switchboard;
        this.places = new Semaphore(pace.side());
        delay = Timer.builder("motcua.outbox.delay").description("From the commit of a message to its delivery")
                .tag("channel", channel.name()).register(meters);
        gauge("motcua.outbox.waiting", "Conversations with something to send", () -> outbox.waiting(channel.name()));
        gauge("motcua.outbox.dead", "Messages that will not be sent", () -> outbox.dead(channel.name()));
        gauge("motcua.outbox.oldest.seconds", "Age of the oldest message that waits", this::oldest);
        gauge("motcua.channel.on", "1 when the channel is on, 0 when an operator turned it off",
                () -> isOn() ? 1 : 0);
    }

    String channel() {
        return channel.name();
    }

    boolean works() {
        return works;
    }

    void start() {
        threads.execute(this::look);
    }

    /// There may be something to send.
    void wake() {
        calls.release();
    }

    void stop() {
        stopped = true;
        wake();
    }

    @Override
    public void close() {
        threads.close();
    }

    private void gauge(String name, String description, LongSupplier value) {
        Supplier<Number> known = () -> {
            try {
                return value.getAsLong();
            } catch (RuntimeException unknown) {
                return Double.NaN;
            }
        };
        Gauge.builder(name, known).description(description).tag("channel", channel.name()).register(meters);
    }

    private long oldest() {
        long since = outbox.oldest(channel.name());
        return since == 0 ? 0 : Math.max(0, (clock.millis() - since) / 1_000);
    }

    private boolean isOn() {
        return switchboard.isOn(channel.name());
    }

    private void look() {
        while (!stopped) {
            try {
                if (isOn() && !closedUntil.isAfter(clock.instant())) {
                    begin();
                }
            } catch (RuntimeException failed) { // The database is away: what is to be sent stays there.
                log.warn("the outbox of {} cannot be looked at: {}", channel.name(), failed.toString());
            }
            try {
                var _ = calls.tryAcquire(pace.look().toMillis(), TimeUnit.MILLISECONDS);
                calls.drainPermits();
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void begin() {
        for (var conversation : outbox.due(channel.name(), clock.instant(), pace.side())) {
            if (!places.tryAcquire()) {
                return;
            }
            if (stopped || !isOn() || !underWay.add(conversation)) {
                places.release();
                continue;
            }
            threads.execute(() -> {
                try {
                    deliver(conversation);
                } catch (RuntimeException failed) { // What was being sent is found so, and sent once more.
                    log.warn("delivering by {} was broken off: {}", channel.name(), failed.toString());
                } finally {
                    underWay.remove(conversation);
                    places.release();
                    wake();
                }
            });
        }
    }

    private void deliver(ConversationId conversation) {
        var held = outbox.claim(channel.name(), conversation, clock.instant());
        while (held.isPresent()) {
            held = stopped || !isOn() ? letGo(held.get()) : deliver(held.get());
        }
    }

    private Optional<Held> letGo(Held held) {
        outbox.later(held, clock.instant(), stopped ? "stopping" : "turned off", held.outgoing().again(), false,
                clock.instant());
        return Optional.empty();
    }

    /// Sends one message.
    ///
    /// @return what to send next, if anything
    private Optional<Held> deliver(Held held) {
        var delivery = send(held);
        var now = clock.instant();
        count(delivery);
        if (!(delivery instanceof Delivery.Sent)) {
            log.info("{} message {}: {}", channel.name(), held.outgoing().id(), delivery);
        }
        return switch (delivery) {
            case Delivery.Sent(var providerId) -> {
                works = true;
                delay.record(Duration.between(held.since(), now));
                yield outbox.sent(held, providerId, now);
            }
            case Delivery.TryLater(var after, var reason) -> {
                works = after != null;
                yield again(held, after, reason, false, now);
            }
            case Delivery.OutcomeUnknown(var reason) -> {
                works = false;
                yield again(held, null, reason, true, now);
            }
            case Delivery.Unreachable(var reason) -> outbox.dead(held, "unreachable: " + reason, now);
            case Delivery.WindowClosed(var reason) -> outbox.dead(held, "window closed: " + reason, now);
            case Delivery.Refused(var reason) -> outbox.dead(held, "refused: " + reason, now);
            case Delivery.CredentialsFailed(var reason) -> {
                works = false;
                closedUntil = now.plus(pace.closed());
                log.error("{} does not accept our credentials: {}", channel.name(), reason);
                outbox.later(held, closedUntil, "credentials: " + reason, false, false, now);
                yield Optional.empty();
            }
        };
    }

    private Delivery send(Held held) {
        try {
            return channel.send(codes.filled(held.outgoing()));
        } catch (RuntimeException mistake) {
            log.error("sending by {} failed by a mistake of ours", channel.name(), mistake);
            return new Delivery.OutcomeUnknown(mistake.getClass().getSimpleName());
        }
    }

    private Optional<Held> again(Held held, @Nullable Duration after, String reason,
            boolean maybeSent, Instant now) {
        // While the channel was off nobody could have sent it.
        var on = switchboard.since(channel.name());
        var since = on.isAfter(held.since()) ? on : held.since();
        if (since.plus(pace.giveUp()).isBefore(now)) {
            return outbox.dead(held, "given up: " + reason, now);
        }
        var pause = after != null ? after : pace.pause(held.attempts(), ThreadLocalRandom.current());
        outbox.later(held, now.plus(pause), reason, maybeSent, true, now);
        return Optional.empty();
    }

    private void count(Delivery delivery) {
        var outcome = switch (delivery) {
            case Delivery.Sent _ -> "sent";
            case Delivery.TryLater _ -> "later";
            case Delivery.OutcomeUnknown _ -> "unknown";
            case Delivery.Unreachable _ -> "unreachable";
            case Delivery.WindowClosed _ -> "window_closed";
            case Delivery.Refused _ -> "refused";
            case Delivery.CredentialsFailed _ -> "credentials";
        };
        meters.counter("motcua.outbox.deliveries", "channel", channel.name(), "outcome", outcome).increment();
    }
}
