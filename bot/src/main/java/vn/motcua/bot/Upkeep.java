package vn.motcua.bot;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import vn.motcua.connectors.zalo.ZaloChannel;

/// Keeps a channel authorised that nobody writes to for days. Nodes may do so side by side.
final class Upkeep implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Upkeep.class);
    private static final Duration PAUSE = Duration.ofMinutes(10);

    private final ZaloChannel channel;
    private final CountDownLatch stop = new CountDownLatch(1);
    private final Thread thread = Thread.ofVirtual().name("upkeep of zalo").unstarted(this::keep);

    Upkeep(ZaloChannel channel) {
        this.channel = channel;
    }

    void start() {
        thread.start();
    }

    private void keep() {
        try {
            do {
                try {
                    channel.keepAuthorised();
                } catch (RuntimeException away) { // The database; next time.
                    log.warn("Zalo's tokens could not be looked after: {}", away.toString());
                }
                if (channel.needsAuthorisation()) {
                    log.error(
                            "Zalo refuses to renew our tokens: the account must be authorised anew (docs/channels.md)");
                }
            } while (!stop.await(PAUSE.toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    /// Waits for a renewal that is under way.
    @Override
    public void close() {
        stop.countDown();
        channel.finishRenewal();
    }
}
