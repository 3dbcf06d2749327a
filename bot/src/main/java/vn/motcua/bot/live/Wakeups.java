package vn.motcua.bot.live;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

import vn.motcua.bot.conversation.ConversationId;

/// Tells whoever watches a conversation that something new can be read. A hint only: the events themselves are read from
/// the store by number, so a lost wake-up loses nothing. Thread-safe.
public final class Wakeups {

    /// Ends a watch.
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    private final ConcurrentMap<ConversationId, CopyOnWriteArrayList<Runnable>> watchers = new ConcurrentHashMap<>();

    private final ConcurrentMap<String, Runnable> senders = new ConcurrentHashMap<>();

    /// Calls `onWork` after each committed turn that has something to be pushed by a channel, as [#watch] does. One at a
    /// time for each channel; the latest stands.
    public void sendFor(String channel, Runnable onWork) {
        senders.put(channel, onWork);
    }

    /// Wakes who sends for a channel.
    public void wakeSender(String channel) {
        senders.getOrDefault(channel, () -> {
        }).run();
    }

    /// Calls `onNews` after each committed turn of the conversation until the watch is closed. `onNews` must be quick and
    /// must not throw; it runs on the thread of the turn.
    public Watch watch(ConversationId conversation, Runnable onNews) {
        watchers.compute(conversation, (_, list) -> {
            var watching = list == null ? new CopyOnWriteArrayList<Runnable>() : list;
            watching.add(onNews);
            return watching;
        });
        return () -> watchers.computeIfPresent(conversation, (_, list) -> {
            list.remove(onNews);
            return list.isEmpty() ? null : list;
        });
    }

    /// Wakes the watchers of a conversation.
    public void wake(ConversationId conversation) {
        var list = watchers.get(conversation);
        if (list != null) {
            list.forEach(Runnable::run);
        }
    }
}
