package vn.motcua.bot.turn;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.store.OverloadedException;

/// Lets the turns of one conversation through one after the other, in the order they arrive, and those of different
/// conversations side by side. Thread-safe; meant for virtual threads, which wait without cost.
final class Lanes {
    /// More waiting turns than this in one conversation are a flood, not a citizen.
    private static final int LONGEST_QUEUE = 50;

    private static final class Lane {
        private final ReentrantLock lock = new ReentrantLock(true);
        private int users;
    }

    private final ConcurrentMap<ConversationId, Lane> lanes = new ConcurrentHashMap<>();

    /// Runs the work when it is its turn.
    ///
    /// @throws OverloadedException when too many turns of this conversation are waiting
    <T> T inTurn(ConversationId conversation, Supplier<T> work) {
        var lane = lanes.compute(conversation, (_, present) -> {
            var used = present == null ? new Lane() : present;
            if (used.users >= LONGEST_QUEUE) {
                throw new OverloadedException(LONGEST_QUEUE);
            }
            used.users++;
            return used;
        });
        try {
            lane.lock.lock();
            try {
                return work.get();
            } finally {
                lane.lock.unlock();
            }
        } finally {
            lanes.computeIfPresent(conversation, (_, used) -> --used.users == 0 ? null : used);
        }
    }
}
