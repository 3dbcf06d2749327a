package vn.motcua.bot.outbox;

import java.time.InstantSource;
import java.util.List;

import io.micrometer.core.instrument.MeterRegistry;

import vn.motcua.bot.channel.Switchboard;
import vn.motcua.bot.live.Live;
import vn.motcua.bot.moving.MovingCodes;
import vn.motcua.bot.store.OutboxStore;
import vn.motcua.connectors.Channel;

/// Delivers what is in the outbox: one worker for each channel, so that a channel that is down or slow keeps no other
/// waiting.
public final class Deliverer implements AutoCloseable {
    private final List<ChannelWorker> workers;

    /// @param codes put into the messages that give one out, at the moment of sending
    public Deliverer(List<Channel> channels, OutboxStore outbox, InstantSource clock, Live live,
            MeterRegistry meters, Pace pace, Switchboard switchboard, MovingCodes codes) {
        workers = channels.stream()
                .map(channel -> new ChannelWorker(channel, outbox, clock, meters, pace, switchboard, codes))
                .toList();
        switchboard.watch(() -> workers.forEach(ChannelWorker::wake));
        workers.forEach(worker -> live.sendFor(worker.channel(), worker::wake));
    }

    /// Begins to deliver.
    public void start() {
        workers.forEach(ChannelWorker::start);
    }

    /// Whether a channel takes messages; true as well when there was none to send.
    public boolean works(String channel) {
        return workers.stream().filter(worker -> worker.channel().equals(channel)).allMatch(ChannelWorker::works);
    }

    /// Begins nothing more and waits for what is under way.
    @Override
    public void close() {
        workers.forEach(ChannelWorker::stop);
        workers.forEach(ChannelWorker::close);
    }
}
