package vn.motcua.bot.channel;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import vn.motcua.bot.store.ChannelSwitches;
import vn.motcua.bot.store.ChannelSwitches.Switch;

/// Which channels are on, as the database said a moment ago: every node follows what an operator switches anywhere. While the
/// database is away, what was known stands. Thread-safe.
public final class Switchboard implements AutoCloseable {
    /// How often is looked.
    public static final Duration LOOK = Duration.ofSeconds(1);
    private static final Logger log = LoggerFactory.getLogger(Switchboard.class);

    private final ChannelSwitches switches;
    private final Duration look;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private final Semaphore stop = new Semaphore(0);
    private final Thread thread = Thread.ofVirtual().name("switches of channels").unstarted(this::follow);
    private volatile Map<String, Switch> known;

    /// Looks once, so that a channel that is off sends nothing at the start either.
    public Switchboard(ChannelSwitches switches, Duration look) {
        this.switches = switches;
        this.look = look;
        this.known = read();
    }

    /// Begins to follow.
    public void start() {
        thread.start();
    }

    /// Whether a channel sends and fetches.
    public boolean isOn(String channel) {
        var found = known.get(channel);
        return found == null || found.on();
    }

    /// Since when a channel has been as it is; the beginning of time when it was never switched.
    public Instant since(String channel) {
        var found = known.get(channel);
        return found == null ? Instant.MIN : found.since();
    }

    /// Calls `onChange` after anything was switched.
    public void watch(Runnable onChange) {
        watchers.add(onChange);
    }

    private Map<String, Switch> read() {
        return switches.list().stream().collect(Collectors.toMap(Switch::channel, one -> one));
    }

    private void follow() {
        try {
            while (!stop.tryAcquire(look.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    take(read());
                } catch (RuntimeException away) {
                    log.info("the switches of the channels cannot be read: {}", away.toString());
                }
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private void take(Map<String, Switch> now) {
        var before = known;
        known = now;
        boolean changed = false;
        for (var one : now.values()) {
            var earlier = before.get(one.channel());
            if (earlier == null ? !one.on() : earlier.on() != one.on()) {
                log.warn("{} was turned {}", one.channel(), one.on() ? "on" : "off");
                changed = true;
            }
        }
        if (changed) {
            watchers.forEach(Runnable::run);
        }
    }

    @Override
    public void close() {
        stop.release();
    }
}
