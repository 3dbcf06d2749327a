package vn.motcua.bot.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.connectors.Address;

/// The codes by which conversations can be moved now, as keyed hashes, and how often somebody typed one that is none.
/// Codes are used up by [ConversationStore#commit(Move)].
///
/// Safe for any number of threads and, on PostgreSQL, of nodes. Every method may throw what [Database] throws.
public final class MovingStore {
    /// Tries older than this are forgotten; no limit looks further back.
    public static final Duration COUNTED = Duration.ofMinutes(10);

    private final Database database;

    public MovingStore(Database database) {
        this.database = database;
    }

    /// Gives a conversation on the website a code in place of an older one.
    ///
    /// @return false when it is on the website no more, and got none
    public boolean offerOnWeb(ConversationId conversation, byte[] codeHash, Instant expires) {
        return database.write(connection -> {
            // Locks the row, so that it does not move away before the code is stored.
            try (var update = connection.prepareStatement("""
                    UPDATE conversation SET revision = revision WHERE id = ? AND channel = 'web' AND address = id""")) {
                update.setString(1, conversation.value());
                if (update.executeUpdate() == 0) {
                    return false;
                }
            }
            offer(connection, conversation, codeHash, expires);
            return true;
        });
    }

    /// The conversation that a code stands for now. Two with the same code are none.
    public Optional<ConversationId> find(byte[] codeHash, Instant now) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("""
                    SELECT conversation FROM moving_code WHERE code_hash = ? AND expires > ? LIMIT 2""")) {
                select.setBytes(1, codeHash);
                select.setLong(2, now.toEpochMilli());
                var row = select.executeQuery();
                var found = row.next()
                        ? Optional.of(new ConversationId(row.getString(1)))
                        : Optional.<ConversationId>empty();
                return row.next() ? Optional.empty() : found;
            }
        });
    }

    /// The conversation that moved away from an address last, since a moment, and still goes on elsewhere.
    public Optional<ConversationId> findLeft(Address address, Instant since) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("""
                    SELECT c.id FROM former_address f JOIN conversation c ON c.id = f.conversation
                    WHERE f.channel = ? AND f.address = ? AND f.until > ? AND c.address <> 'aside/' || c.id
                      AND (c.channel <> f.channel OR c.address <> f.address)
                    ORDER BY f.until DESC LIMIT 1""")) {
                select.setString(1, address.channel());
                select.setString(2, address.id());
                select.setLong(3, since.toEpochMilli());
                var row = select.executeQuery();
                return row.next() ? Optional.of(new ConversationId(row.getString(1))) : Optional.empty();
            }
        });
    }

    /// How many codes that are none somebody typed since a moment.
    public long mistyped(byte[] who, Instant since) {
        return database.read(connection -> {
            try (var select = connection
                    .prepareStatement("SELECT COUNT(*) FROM moving_try WHERE who = ? AND at > ?")) {
                select.setBytes(1, who);
                select.setLong(2, since.toEpochMilli());
                var row = select.executeQuery();
                return row.next() ? row.getLong(1) : 0;
            }
        });
    }

    static void apply(Connection connection, Turn turn) throws SQLException {
        switch (turn.effects().moving()) {
            case null -> {
            }
            case MovingEffect.Offered(var codeHash, var expires) ->
                offer(connection, turn.before().id(), codeHash, expires);
            case MovingEffect.Mistyped(var who) -> mistyped(connection, who, turn.eventId(), turn.at());
        }
    }

    /// Makes the code of a conversation worthless, if it has one: who had it given out is there no more.
    static void forget(Connection connection, ConversationId conversation) throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM moving_code WHERE conversation = ?")) {
            delete.setString(1, conversation.value());
            delete.executeUpdate();
        }
    }

    /// Uses a code up.
    ///
    /// @return false when it is used up, expired or replaced by now
    static boolean take(Connection connection, ConversationId conversation, byte[] codeHash, Instant now)
            throws SQLException {
        try (var delete = connection.prepareStatement("""
                DELETE FROM moving_code WHERE conversation = ? AND code_hash = ? AND expires > ?""")) {
            delete.setString(1, conversation.value());
            delete.setBytes(2, codeHash);
            delete.setLong(3, now.toEpochMilli());
            return delete.executeUpdate() == 1;
        }
    }

    static void offer(Connection connection, ConversationId conversation, byte[] codeHash, Instant expires)
            throws SQLException {
        try (var insert = connection.prepareStatement(
                """
                INSERT INTO moving_code (conversation, code_hash, expires) VALUES (?, ?, ?)
                ON CONFLICT (conversation) DO UPDATE SET code_hash = excluded.code_hash, expires = excluded.expires""")) {
            insert.setString(1, conversation.value());
            insert.setBytes(2, codeHash);
            insert.setLong(3, expires.toEpochMilli());
            insert.executeUpdate();
        }
    }

    private static void mistyped(Connection connection, List<byte[]> who, String event, Instant at)
            throws SQLException {
        try (var delete = connection.prepareStatement("DELETE FROM moving_try WHERE at <= ?")) {
            delete.setLong(1, at.minus(COUNTED).toEpochMilli());
            delete.executeUpdate();
        }
        try (var insert = connection.prepareStatement("""
                INSERT INTO moving_try (who, event, at) VALUES (?, ?, ?) ON CONFLICT DO NOTHING""")) {
            for (var one : who) {
                insert.setBytes(1, one);
                insert.setString(2, event);
                insert.setLong(3, at.toEpochMilli());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }
}
