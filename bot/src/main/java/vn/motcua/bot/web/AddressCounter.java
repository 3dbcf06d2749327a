package vn.motcua.bot.web;

import java.net.InetAddress;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/// Counts what is open per internet address, up to a limit. Thread-safe.
final class AddressCounter {
    private final Map<InetAddress, Integer> open = new ConcurrentHashMap<>();
    private final int limit;

    AddressCounter(int limit) {
        this.limit = limit;
    }

    /// Counts one more; false, and nothing is counted, when there are as many as may be.
    boolean enter(InetAddress address) {
        var entered = new AtomicBoolean(true);
        open.compute(address, (_, count) -> {
            if (count == null) {
                return 1;
            }
            entered.set(count < limit);
            return count < limit ? count + 1 : count;
        });
        return entered.get();
    }

    void leave(InetAddress address) {
        open.computeIfPresent(address, (_, count) -> count == 1 ? null : count - 1);
    }
}
