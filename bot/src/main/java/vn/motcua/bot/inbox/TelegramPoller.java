package vn.motcua.bot.inbox;

import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import vn.motcua.bot.channel.Switchboard;
import vn.motcua.bot.outbox.Pace;
import vn.motcua.bot.store.Leases;
import vn.motcua.connectors.telegram.TelegramChannel;
import vn.motcua.connectors.telegram.TelegramChannel.Batch;
import vn.motcua.connectors.telegram.TelegramChannel.NotFetched;

/// Fetches Telegram's updates where it may not call us. One node at a time does, by a lease; how far it is stands in the
/// database, and an update is confirmed only after it is committed. Whatever fails, it goes on.
public final class TelegramPoller implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TelegramPoller.class);
    private static final String NAME = "telegram updates";

    private final TelegramChannel channel;
    private final Inbox inbox;
    private final Leases leases;
    private final InstantSource clock;
    private final Duration wait;
    private final Pace pace;
    private final Switchboard switchboard;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("telegram updates").unstarted(this::poll);
    private volatile boolean works = true;

    /// @param leases long enough that one is not lost while an empty answer is waited for
    /// @param wait   how long Telegram may keep us waiting when there is nothing
    public TelegramPoller(TelegramChannel channel, Inbox inbox, Leases leases, InstantSource clock, Duration wait,
            Pace pace, Switchboard switchboard) {
        this.channel = channel;
        this.inbox = inbox;
        this.leases = leases;
        this.clock = clock;
        this.wait = wait;
        this.pace = pace;
        this.switchboard = switchboard;
    }

    /// Begins to fetch.
    public void start() {
        thread.start();
    }

    /// Whether the last fetch worked, here or by another node.
    public boolean works() {
        return works;
    }

    private void poll() {
        int failures = 0;
        var pause = Duration.ZERO;
        while (!stopped(pause)) {
            try {
                pause = fetch(failures);
                failures = works ? 0 : failures + 1;
            } catch (RuntimeException failed) { // A full queue, the database away: the same updates come again.
                log.warn("Telegram's updates could not be taken: {}", failed.toString());
                works = false;
                pause = pace.pause(failures++, ThreadLocalRandom.current());
            }
        }
    }

    /// @return how long to wait until the next
    private Duration fetch(int failures) {
        if (!switchboard.isOn(TelegramChannel.NAME)) { // What was fetched last stands in the lease.
            works = true;
            return pace.look();
        }
        var position = leases.take(NAME, clock.instant());
        if (position.isEmpty()) {
            works = true;
            return pace.look();
        }
        return switch (channel.fetch(position.getAsLong(), wait)) {
            case Batch(var items) -> {
                for (var item : items) {
                    inbox.take(channel, item.accepted());
                    if (!leases.advance(NAME, item.position())) {
                        break; // Another node has taken over; what both take has one effect.
                    }
                }
                works = true;
                yield Duration.ZERO;
            }
            case NotFetched(var after, var conflict, var reason) -> {
                works = false;
                log.warn("Telegram gives no updates: {}", reason);
                if (conflict) {
                    channel.removeWebhook();
                }
                yield after != null ? after : pace.pause(failures, ThreadLocalRandom.current());
            }
        };
    }

    private boolean stopped(Duration pause) {
        try {
            return stop.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException stopping) {
            return true;
        }
    }

    @Override
    public void close() {
        stop.countDown();
        thread.interrupt();
        try {
            thread.join(Duration.ofSeconds(5));
            leases.leave(NAME);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException gone) { // The lease runs out by itself.
            log.info("the lease of Telegram's updates was not given back: {}", gone.toString());
        }
    }
}
