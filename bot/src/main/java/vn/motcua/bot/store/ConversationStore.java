package vn.motcua.bot.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.Conversation;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.connectors.Address;

/// The conversations and everything said in them. Times are kept to the millisecond.
///
/// Safe for any number of threads and, on PostgreSQL, of nodes. Every method may throw what [Database] throws.
public final class ConversationStore {
    private static final String FIND = """
            SELECT id, channel, address, revision, last_seq, speaker, state, token_hash FROM conversation WHERE\s""";

    private final Database database;
    private final ConversationCodec codec = new ConversationCodec();

    public ConversationStore(Database database) {
        this.database = database;
    }

    /// Stores a conversation that is new.
    ///
    /// @param tokenHash hash of the token its holder will show; null where the channel vouches for the citizen
    /// @throws AddressTakenException when there is a conversation at its address already
    public void create(Conversation conversation, byte @Nullable [] tokenHash, Instant now) {
        var state = codec.write(conversation.dialogue());
        var created = database.write(connection -> {
            try (var insert = connection.prepareStatement("""
                    INSERT INTO conversation (id, channel, address, revision, last_seq, speaker, state, token_hash,
                      created_at, updated_at)
                    VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")) {
                insert.setString(1, conversation.id().value());
                insert.setString(2, conversation.address().channel());
                insert.setString(3, conversation.address().id());
                insert.setLong(4, conversation.revision());
                insert.setLong(5, conversation.lastSeq());
                insert.setString(6, conversation.speaker().wire());
                insert.setString(7, state);
                insert.setBytes(8, tokenHash);
                insert.setLong(9, now.toEpochMilli());
                insert.setLong(10, now.toEpochMilli());
                return insert.executeUpdate() == 1;
            }
        });
        if (!created) {
            throw new AddressTakenException(conversation.address());
        }
    }

    /// The conversation with this id as of its newest stored turn.
    public Optional<StoredConversation> find(ConversationId id) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement(FIND + "id = ?")) {
                select.setString(1, id.value());
                return conversation(select.executeQuery());
            }
        });
    }

    /// The conversation with the citizen at this address as of its newest stored turn.
    public Optional<StoredConversation> find(Address address) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement(FIND + "channel = ? AND address = ?")) {
                select.setString(1, address.channel());
                select.setString(2, address.id());
                return conversation(select.executeQuery());
            }
        });
    }

    /// What was recorded of this event; empty when it is new.
    public Optional<RecordedEvent> recorded(String channel, String eventId) {
        return database.read(connection -> recorded(connection, channel, eventId));
    }

    /// Stores a turn, in one transaction: that its event is dealt with, the conversation it leads to, and what it adds to
    /// the transcript. Of several turns with the same event, or from the same revision, exactly one is committed.
    public CommitResult commit(Turn turn) {
        var state = codec.write(turn.after().dialogue()); // All encoding before the transaction, to keep that short.
        var rows = turn.events().stream().map(codec::row).toList();
        try {
            return database.write(connection -> {
                if (!recordEvent(connection, turn)) {
                    return recorded(connection, turn.channel(), turn.eventId())
                            .<CommitResult>map(CommitResult.Duplicate::new).orElseGet(CommitResult.Stale::new);
                }
                advance(connection, turn, state);
                append(connection, turn.before().id(), rows);
                return new CommitResult.Committed();
            });
        } catch (StaleTurn _) {
            return new CommitResult.Stale();
        }
    }

    /// What was said after a number, in order; event types that only a newer version of this program knows are left out.
    ///
    /// @param after 0 for everything
    /// @param limit at most this many, ≥ 1
    public List<TranscriptEvent> events(ConversationId id, long after, int limit) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("""
                    SELECT seq, at, type, body FROM transcript
                    WHERE conversation = ? AND seq > ? AND type IN ('said', 'replied', 'speaker')
                    ORDER BY seq LIMIT ?""")) {
                select.setString(1, id.value());
                select.setLong(2, after);
                select.setInt(3, limit);
                return transcript(select.executeQuery());
            }
        });
    }

    /// @return false when the event was recorded before; waits for a concurrent turn with the same event to end
    private static boolean recordEvent(Connection connection, Turn turn) throws SQLException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO inbound_event (channel, event_id, conversation, content_hash, outcome, first_seq, last_seq,
                  at)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING""")) {
            insert.setString(1, turn.channel());
            insert.setString(2, turn.eventId());
            insert.setString(3, turn.before().id().value());
            insert.setBytes(4, turn.contentHash());
            insert.setString(5, turn.outcome());
            insert.setLong(6, turn.before().lastSeq() + 1);
            insert.setLong(7, turn.after().lastSeq());
            insert.setLong(8, turn.at().toEpochMilli());
            return insert.executeUpdate() == 1;
        }
    }

    /// @throws StaleTurn when the conversation is not at the revision the turn began with
    private static void advance(Connection connection, Turn turn, String state) throws SQLException {
        try (var update = connection.prepareStatement("""
                UPDATE conversation SET revision = ?, last_seq = ?, speaker = ?, state = ?, updated_at = ?
                WHERE id = ? AND revision = ?""")) {
            update.setLong(1, turn.after().revision());
            update.setLong(2, turn.after().lastSeq());
            update.setString(3, turn.after().speaker().wire());
            update.setString(4, state);
            update.setLong(5, turn.at().toEpochMilli());
            update.setString(6, turn.before().id().value());
            update.setLong(7, turn.before().revision());
            if (update.executeUpdate() == 0) {
                throw new StaleTurn();
            }
        }
    }

    private static void append(Connection connection, ConversationId id, List<ConversationCodec.Row> rows)
            throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                INSERT INTO transcript (conversation, seq, at, type, by_whom, body) VALUES (?, ?, ?, ?, ?, ?)""")) {
            for (var row : rows) {
                insert.setString(1, id.value());
                insert.setLong(2, row.seq());
                insert.setLong(3, row.at());
                insert.setString(4, row.type());
                insert.setString(5, row.by());
                insert.setString(6, row.body());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    private static Optional<RecordedEvent> recorded(Connection connection, String channel, String eventId)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                SELECT conversation, content_hash, outcome, first_seq, last_seq FROM inbound_event
                WHERE channel = ? AND event_id = ?""")) {
            select.setString(1, channel);
            select.setString(2, eventId);
            var row = select.executeQuery();
            return row.next()
                    ? Optional.of(new RecordedEvent(new ConversationId(row.getString("conversation")),
                            row.getBytes("content_hash"), row.getString("outcome"), row.getLong("first_seq"),
                            row.getLong("last_seq")))
                    : Optional.empty();
        }
    }

    private Optional<StoredConversation> conversation(ResultSet row) throws SQLException {
        if (!row.next()) {
            return Optional.empty();
        }
        var conversation = new Conversation(new ConversationId(row.getString("id")),
                new Address(row.getString("channel"), row.getString("address")), row.getLong("revision"),
                row.getLong("last_seq"), codec.speaker(row.getString("speaker")),
                codec.dialogue(row.getString("state")));
        return Optional.of(new StoredConversation(conversation, row.getBytes("token_hash")));
    }

    private List<TranscriptEvent> transcript(ResultSet row) throws SQLException {
        var events = new ArrayList<TranscriptEvent>();
        while (row.next()) {
            events.add(codec.event(row.getLong("seq"), Instant.ofEpochMilli(row.getLong("at")), row.getString("type"),
                    row.getString("body")));
        }
        return List.copyOf(events);
    }

    /// Undoes the transaction of a turn that lost; never leaves this class.
    private static final class StaleTurn extends RuntimeException {
        StaleTurn() {
            super("stale", null, false, false);
        }
    }
}
