package vn.motcua.bot.live;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

import vn.motcua.bot.conversation.ConversationId;

/// What nodes tell each other now: that there is something to read or to send, who is there, who is typing, and how much
/// somebody has used of their share. All of it may vanish at any time without loss: it is a hint, or may be counted anew.
/// Thread-safe.
///
/// Nothing here waits for another node, but for futures, and these are complete within [#PATIENCE], whatever happens to
/// whatever stands between the nodes.
public interface Live extends AutoCloseable {

    /// After so long a node goes on with what it knows by itself. A message needs two answers at most, one about its
    /// address and one about its person, so that both together stay below 250 ms.
    Duration PATIENCE = Duration.ofMillis(100);

    /// Who may be seen typing.
    enum Typist {
        CITIZEN, OFFICER;

        /// The word on the wire.
        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /// Whoever wants to hear of a conversation. Its methods must be quick and must not throw: they run on the thread that
    /// has the news.
    interface Watcher {
        /// Something new may be there to read; the events themselves are read from the store by number.
        void news();

        /// Somebody is typing now.
        default void typing(Typist who) {
        }
    }

    /// Ends a watch.
    interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /// Tells of a conversation until the watch is closed, and makes it count as open meanwhile. News of this node come at
    /// once, those of others as fast as they can be heard of.
    Watch watch(ConversationId conversation, Watcher watcher);

    /// Tells the watchers of a conversation, on every node, that there is something new to read.
    void wake(ConversationId conversation);

    /// Tells the watchers of a conversation, on every node, that somebody is typing.
    void typing(ConversationId conversation, Typist who);

    /// Whether somebody watches a conversation, on whatever node that can be heard of.
    CompletableFuture<Boolean> isOpen(ConversationId conversation);

    /// Calls `onWork` when there is something to be pushed by a channel, as [#watch] does. One at a time for each channel;
    /// the latest stands.
    void sendFor(String channel, Runnable onWork);

    /// Wakes who sends for a channel: on this node, or, when nobody does here, on the others. All of them at once would
    /// only race for the same messages.
    void wakeSender(String channel);

    /// How much each key may use, on all nodes together.
    ///
    /// @param name says what kind of keys they are, such as `person`; one word
    Limit limit(String name, Rate rate);

    /// Whether other nodes are heard of as they should be.
    boolean works();

    @Override
    void close();
}
