package vn.motcua.connectors;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// What arrived lately, by our own names for it, so that a message tried again is not sent twice. In memory alone: after a
/// restart, or on another node, nothing is known. Thread-safe.
public final class RecentDeliveries {
    private static final int MOST = 10_000;

    private final Map<String, String> arrived = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MOST;
        }
    };

    /// Notes that a message of ours arrived.
    public synchronized void note(String id, String providerId) {
        arrived.put(id, providerId);
    }

    /// The provider's name for a message of ours that is known to have arrived.
    public synchronized Optional<String> find(String id) {
        return Optional.ofNullable(arrived.get(id));
    }
}
