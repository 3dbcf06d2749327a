package vn.motcua.bot.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.connectors.Address;
import vn.motcua.connectors.Outgoing;
import vn.motcua.connectors.Outgoing.Author;

/// What is to be sent, in the order of its turns. Rows are added by [ConversationStore#commit], in the turn's transaction.
///
/// Whoever sends holds a whole conversation for a while; its lowest unsent message is the one to send. A holder that
/// vanishes leaves it marked as being sent; the next holder gets it once more, marked as perhaps sent before.
///
/// Safe for any number of threads and, on PostgreSQL, of nodes. Every method may throw what [Database] throws.
public final class OutboxStore {
    private final Database database;
    private final Duration hold;

    /// @param hold how long a conversation is held without a sign of life; longer than any send takes
    public OutboxStore(Database database, Duration hold) {
        this.database = database;
        this.hold = hold;
    }

    /// A conversation that is held, with its message to send next.
    ///
    /// @param attempts how often it was tried before
    /// @param since    when it was committed, or put back
    public record Held(ConversationId conversation, String holder, long version, long turn, long part,
            Outgoing outgoing, int attempts, Instant since) {
    }

    /// A message that will not be sent.
    ///
    /// @param at when that was decided
    public record DeadLetter(ConversationId conversation, long turn, long part, Address to, String reason, int attempts,
            Instant at) {
    }

    /// Conversations with something to send now that nobody holds, the longest waiting first.
    public List<ConversationId> due(String channel, Instant now, int limit) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("""
                    SELECT conversation FROM outbox_queue WHERE channel = ? AND next_at <= ? AND held_until <= ?
                    ORDER BY next_at LIMIT ?""")) {
                select.setString(1, channel);
                select.setLong(2, now.toEpochMilli());
                select.setLong(3, now.toEpochMilli());
                select.setInt(4, limit);
                var row = select.executeQuery();
                var due = new ArrayList<ConversationId>();
                while (row.next()) {
                    due.add(new ConversationId(row.getString(1)));
                }
                return due;
            }
        });
    }

    /// Takes hold of a conversation that is at this channel; empty when it is not due, somebody else holds it or nothing is
    /// left to send.
    public Optional<Held> claim(String channel, ConversationId conversation, Instant now) {
        var holder = UUID.randomUUID().toString();
        return database.write(connection -> {
            try (var update = connection.prepareStatement("""
                    UPDATE outbox_queue SET holder = ?, held_until = ?
                    WHERE conversation = ? AND channel = ? AND next_at <= ? AND held_until <= ?""")) {
                update.setString(1, holder);
                update.setLong(2, now.plus(hold).toEpochMilli());
                update.setString(3, conversation.value());
                update.setString(4, channel);
                update.setLong(5, now.toEpochMilli());
                update.setLong(6, now.toEpochMilli());
                if (update.executeUpdate() == 0) {
                    return Optional.empty();
                }
            }
            return next(connection, channel, conversation, holder, now);
        });
    }

    /// Notes that the held message was sent.
    ///
    /// @return the same conversation with its next message; empty when there is none, and nobody holds it then
    public Optional<Held> sent(Held held, String providerId, Instant now) {
        return done(held, "sent", providerId, held.outgoing().again() ? "maybe-twice" : null, now);
    }

    /// Notes that the held message will never be sent, and why.
    ///
    /// @return the same conversation with its next message; empty when there is none, and nobody holds it then
    public Optional<Held> dead(Held held, String reason, Instant now) {
        return done(held, "dead", null, reason, now);
    }

    private Optional<Held> done(Held held, String state, @Nullable String providerId, @Nullable String reason,
            Instant now) {
        return database.write(connection -> {
            if (!extend(connection, held, now)) {
                return Optional.empty();
            }
            try (var update = connection.prepareStatement("""
                    UPDATE outbox SET state = ?, provider_id = ?, reason = ?, attempts = attempts + 1, done_at = ?
                    WHERE conversation = ? AND turn = ? AND part = ?""")) {
                update.setString(1, state);
                update.setString(2, providerId);
                update.setString(3, reason);
                update.setLong(4, now.toEpochMilli());
                key(update, 5, held);
                update.executeUpdate();
            }
            return next(connection, held.outgoing().to().channel(), held.conversation(), held.holder(), now);
        });
    }

    /// Lets go of a conversation whose message is to be tried again.
    ///
    /// @param maybeSent whether it may have arrived
    /// @param counted   whether it counts as an attempt; not, when the channel as a whole stands still
    public void later(Held held, Instant at, String reason, boolean maybeSent, boolean counted, Instant now) {
        database.<@Nullable Void>write(connection -> {
            if (!extend(connection, held, now)) {
                return null;
            }
            try (var update = connection.prepareStatement("""
                    UPDATE outbox SET state = 'waiting', reason = ?, attempts = attempts + ?,
                      maybe_twice = CASE WHEN maybe_twice = 1 OR ? = 1 THEN 1 ELSE 0 END
                    WHERE conversation = ? AND turn = ? AND part = ?""")) {
                update.setString(1, reason);
                update.setLong(2, counted ? 1 : 0);
                update.setLong(3, maybeSent ? 1 : 0);
                key(update, 4, held);
                update.executeUpdate();
            }
            try (var update = connection.prepareStatement("""
                    UPDATE outbox_queue SET holder = NULL, held_until = 0, next_at = ? WHERE conversation = ?""")) {
                update.setLong(1, at.toEpochMilli());
                update.setString(2, held.conversation().value());
                update.executeUpdate();
            }
            return null;
        });
    }

    /// Whether a conversation of this channel has been due for longer than a moment and is not being sent.
    public long waiting(String channel) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("SELECT COUNT(*) FROM outbox_queue WHERE channel = ?")) {
                select.setString(1, channel);
                var row = select.executeQuery();
                return row.next() ? row.getLong(1) : 0;
            }
        });
    }

    /// How many messages of a channel will not be sent.
    public long dead(String channel) {
        return number("""
                SELECT COUNT(*) FROM outbox o JOIN conversation c ON c.id = o.conversation
                WHERE o.state = 'dead' AND c.channel = ?""", channel);
    }

    /// When the oldest message that waits for a channel was committed, in epoch milliseconds; 0 when none waits.
    public long oldest(String channel) {
        return number("""
                SELECT MIN(o.created_at) FROM outbox_queue q JOIN outbox o ON o.conversation = q.conversation
                WHERE q.channel = ? AND o.done_at IS NULL""", channel);
    }

    private long number(String sql, String channel) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement(sql)) {
                select.setString(1, channel);
                var row = select.executeQuery();
                return row.next() ? row.getLong(1) : 0;
            }
        });
    }

    /// Puts a dead letter back: it is sent before whatever waits behind it, and tried as long as a new message.
    ///
    /// @return false when there is no such dead letter
    public boolean again(ConversationId conversation, long turn, long part, Instant now) {
        return database.write(connection -> {
            try (var update = connection.prepareStatement("""
                    UPDATE outbox SET state = 'waiting', reason = NULL, attempts = 0, done_at = NULL, again_at = ?
                    WHERE conversation = ? AND turn = ? AND part = ? AND state = 'dead'""")) {
                update.setLong(1, now.toEpochMilli());
                update.setString(2, conversation.value());
                update.setLong(3, turn);
                update.setLong(4, part);
                if (update.executeUpdate() == 0) {
                    return false;
                }
            }
            try (var queue = connection.prepareStatement("""
                    INSERT INTO outbox_queue (conversation, channel, version, next_at, held_until)
                    SELECT id, channel, 1, ?, 0 FROM conversation WHERE id = ?
                    ON CONFLICT (conversation) DO UPDATE SET version = outbox_queue.version + 1""")) {
                queue.setLong(1, now.toEpochMilli());
                queue.setString(2, conversation.value());
                queue.executeUpdate();
            }
            return true;
        });
    }

    /// Messages that will not be sent, the newest first.
    ///
    /// @param channel of this one alone; null for all
    public List<DeadLetter> deadLetters(@Nullable String channel, int limit) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("""
                    SELECT o.conversation, o.turn, o.part, o.reason, o.attempts, o.done_at, c.channel, c.address
                    FROM outbox o JOIN conversation c ON c.id = o.conversation
                    WHERE o.state = 'dead' AND (? = '' OR c.channel = ?) ORDER BY o.done_at DESC LIMIT ?""")) {
                select.setString(1, channel == null ? "" : channel);
                select.setString(2, channel == null ? "" : channel);
                select.setInt(3, limit);
                var row = select.executeQuery();
                var letters = new ArrayList<DeadLetter>();
                while (row.next()) {
                    letters.add(new DeadLetter(new ConversationId(row.getString("conversation")), row.getLong("turn"),
                            row.getLong("part"), new Address(row.getString("channel"), row.getString("address")),
                            row.getString("reason"), row.getInt("attempts"),
                            Instant.ofEpochMilli(row.getLong("done_at"))));
                }
                return letters;
            }
        });
    }

    private boolean extend(Connection connection, Held held, Instant now) throws SQLException {
        try (var update = connection.prepareStatement("""
                UPDATE outbox_queue SET held_until = ? WHERE conversation = ? AND holder = ?""")) {
            update.setLong(1, now.plus(hold).toEpochMilli());
            update.setString(2, held.conversation().value());
            update.setString(3, held.holder());
            return update.executeUpdate() == 1;
        }
    }

    private static void key(java.sql.PreparedStatement statement, int first, Held held) throws SQLException {
        statement.setString(first, held.conversation().value());
        statement.setLong(first + 1, held.turn());
        statement.setLong(first + 2, held.part());
    }

    /// The lowest unsent message, marked as being sent; when there is none, the conversation leaves the queue. When it moved
    /// to another channel meanwhile, it is left to that one's sender. In whose place another conversation goes on, what
    /// still waits is sent to where it was.
    private static Optional<Held> next(Connection connection, String channel, ConversationId conversation,
            String holder, Instant now) throws SQLException {
        long version = version(connection, conversation);
        try (var select = connection.prepareStatement("""
                SELECT o.turn, o.part, o.body, o.author, o.state, o.maybe_twice, o.attempts,
                  COALESCE(o.again_at, o.created_at) AS since, c.channel,
                  COALESCE(f.address, c.address) AS address, c.last_heard
                FROM outbox o JOIN conversation c ON c.id = o.conversation
                  LEFT JOIN former_address f ON c.address = 'aside/' || c.id AND f.conversation = c.id
                    AND f.channel = c.channel
                WHERE o.conversation = ? AND o.done_at IS NULL ORDER BY o.turn, o.part, f.until DESC LIMIT 1""")) {
            select.setString(1, conversation.value());
            var row = select.executeQuery();
            if (!row.next()) {
                leave(connection, conversation, version, now);
                return Optional.empty();
            }
            if (!row.getString("channel").equals(channel)) {
                release(connection, conversation, now);
                return Optional.empty();
            }
            long turn = row.getLong("turn");
            long part = row.getLong("part");
            boolean again = row.getLong("maybe_twice") == 1 || row.getString("state").equals("sending");
            long heard = row.getLong("last_heard");
            var lastHeard = row.wasNull() ? null : Instant.ofEpochMilli(heard);
            var outgoing = new Outgoing(conversation + "/" + turn + "/" + part,
                    new Address(row.getString("channel"), row.getString("address")),
                    OutboxCodec.read(row.getString("body")), Author.valueOf(row.getString("author")), again,
                    lastHeard);
            var held = new Held(conversation, holder, version, turn, part, outgoing, row.getInt("attempts"),
                    Instant.ofEpochMilli(row.getLong("since")));
            try (var update = connection.prepareStatement("""
                    UPDATE outbox SET state = 'sending', maybe_twice = ?
                    WHERE conversation = ? AND turn = ? AND part = ?""")) {
                update.setLong(1, again ? 1 : 0);
                key(update, 2, held);
                update.executeUpdate();
            }
            return Optional.of(held);
        }
    }

    /// Read before the messages: what a turn adds after that makes a newer version.
    private static long version(Connection connection, ConversationId conversation) throws SQLException {
        try (var select = connection.prepareStatement("SELECT version FROM outbox_queue WHERE conversation = ?")) {
            select.setString(1, conversation.value());
            var row = select.executeQuery();
            return row.next() ? row.getLong(1) : 0;
        }
    }

    private static void leave(Connection connection, ConversationId conversation, long version, Instant now)
            throws SQLException {
        try (var delete = connection
                .prepareStatement("DELETE FROM outbox_queue WHERE conversation = ? AND version = ?")) {
            delete.setString(1, conversation.value());
            delete.setLong(2, version);
            if (delete.executeUpdate() == 1) {
                return;
            }
        }
        release(connection, conversation, now);
    }

    private static void release(Connection connection, ConversationId conversation, Instant now) throws SQLException {
        try (var update = connection.prepareStatement("""
                UPDATE outbox_queue SET holder = NULL, held_until = 0, next_at = ? WHERE conversation = ?""")) {
            update.setLong(1, now.toEpochMilli());
            update.setString(2, conversation.value());
            update.executeUpdate();
        }
    }
}
