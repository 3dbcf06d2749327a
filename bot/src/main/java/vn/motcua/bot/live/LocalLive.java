package vn.motcua.bot.live;

import java.time.Duration;
import java.util.Collections;
import java.util.Iterator;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

import vn.motcua.bot.conversation.ConversationId;

/// [Live] for a single node: everything stays in this process, and nobody ever waits.
public final class LocalLive implements Live {
    private static final CompletableFuture<Duration> NO_WAIT = CompletableFuture.completedFuture(Duration.ZERO);

    private final ConcurrentMap<ConversationId, CopyOnWriteArrayList<Watcher>> watchers = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, Runnable> senders = new ConcurrentHashMap<>();
    private Iterator<CopyOnWriteArrayList<Watcher>> round = Collections.emptyIterator();

    @Override
    public Watch watch(ConversationId conversation, Watcher watcher) {
        watchers.compute(conversation, (_, list) -> {
            var watching = list == null ? new CopyOnWriteArrayList<Watcher>() : list;
            watching.add(watcher);
            return watching;
        });
        return () -> watchers.computeIfPresent(conversation, (_, list) -> {
            list.remove(watcher);
            return list.isEmpty() ? null : list;
        });
    }

    @Override
    public void wake(ConversationId conversation) {
        var list = watchers.get(conversation);
        if (list != null) {
            list.forEach(Watcher::news);
        }
    }

    @Override
    public void typing(ConversationId conversation, Typist who) {
        var list = watchers.get(conversation);
        if (list != null) {
            list.forEach(watcher -> watcher.typing(who));
        }
    }

    @Override
    public CompletableFuture<Boolean> isOpen(ConversationId conversation) {
        return CompletableFuture.completedFuture(watches(conversation));
    }

    @Override
    public void sendFor(String channel, Runnable onWork) {
        senders.put(channel, onWork);
    }

    @Override
    public void wakeSender(String channel) {
        findAndWakeSender(channel);
    }

    @Override
    public Limit limit(String name, Rate rate) {
        var limiter = new RateLimiter(rate, System::nanoTime);
        return key -> {
            var wait = limiter.take(key);
            return wait.isZero() ? NO_WAIT : CompletableFuture.completedFuture(wait);
        };
    }

    @Override
    public boolean works() {
        return true;
    }

    @Override
    public void close() {
    }

    boolean watches(ConversationId conversation) {
        return watchers.containsKey(conversation);
    }

    Set<ConversationId> watched() {
        return Collections.unmodifiableSet(watchers.keySet());
    }

    /// Wakes the sender, if there is one here.
    boolean findAndWakeSender(String channel) {
        var sender = senders.get(channel);
        if (sender != null) {
            sender.run();
        }
        return sender != null;
    }

    /// Wakes the watchers of some more conversations, so that after enough calls all have looked. From one thread at a
    /// time.
    void wakeNext(int conversations) {
        for (int left = Math.min(conversations, watchers.size()); left > 0; left--) {
            if (!round.hasNext()) {
                round = watchers.values().iterator();
            }
            if (round.hasNext()) {
                round.next().forEach(Watcher::news);
            }
        }
    }
}
