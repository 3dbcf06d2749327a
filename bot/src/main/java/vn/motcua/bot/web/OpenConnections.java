package vn.motcua.bot.web;

import java.net.InetAddress;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

/// The open connections of each internet address, up to a limit. When an address has as many as it may, its oldest one
/// that waits for the other end gives way to a new one: thus whoever hoards connections loses them, and those who share
/// the address with him are still let in. Thread-safe.
final class OpenConnections {
    private final Map<InetAddress, Set<GuardedConnection>> open = new ConcurrentHashMap<>();
    private final int limit;

    OpenConnections(int limit) {
        this.limit = limit;
    }

    /// Adds a connection; false when there is no room, because all others are in use.
    boolean enter(GuardedConnection connection) {
        var entered = new AtomicBoolean(true);
        var givesWay = new AtomicReference<@Nullable GuardedConnection>();
        open.compute(connection.peer(), (_, known) -> {
            var all = known == null ? new LinkedHashSet<GuardedConnection>() : known;
            if (all.size() >= limit) {
                var oldest = oldestWaiting(all);
                entered.set(oldest.isPresent());
                oldest.ifPresent(all::remove);
                oldest.ifPresent(givesWay::set);
            }
            if (entered.get()) {
                all.add(connection);
            }
            return all;
        });
        var gone = givesWay.get();
        if (gone != null) {
            gone.close();
        }
        return entered.get();
    }

    private static Optional<GuardedConnection> oldestWaiting(Set<GuardedConnection> all) {
        return all.stream().filter(connection -> !connection.isInUse()).findFirst();
    }

    void leave(GuardedConnection connection) {
        open.computeIfPresent(connection.peer(), (_, all) -> {
            all.remove(connection);
            return all.isEmpty() ? null : all;
        });
    }
}
