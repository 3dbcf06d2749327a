package vn.motcua.bot.store;

import java.security.MessageDigest;
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

    /// Whether the database answers a query now.
    public boolean works() {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("SELECT COUNT(*) FROM conversation WHERE id = ''")) {
                return select.executeQuery().next();
            }
        });
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

    /// Whether a conversation with this id was erased.
    ///
    /// @param tokenHash only when this is the hash of its token; null to ask without one
    public boolean wasErased(ConversationId id, byte @Nullable [] tokenHash) {
        return database.read(connection -> {
            try (var select = connection
                    .prepareStatement("SELECT token_hash FROM erased_conversation WHERE id = ?")) {
                select.setString(1, id.value());
                var row = select.executeQuery();
                return row.next() && (tokenHash == null
                        || MessageDigest.isEqual(row.getBytes("token_hash"), tokenHash));
            }
        });
    }

    /// What was recorded of this event; empty when it is new.
    public Optional<RecordedEvent> recorded(String channel, String eventId) {
        return database.read(connection -> InboundEvents.find(connection, channel, eventId));
    }

    /// Stores a turn, in one transaction: that its event is dealt with, the conversation it leads to, and what it adds to
    /// the transcript. Of several turns with the same event, or from the same revision, exactly one is committed.
    public CommitResult commit(Turn turn) {
        var transaction = new TurnTransaction(turn, codec); // Encodes now, to keep the transaction short.
        try {
            return database.write(transaction);
        } catch (TurnTransaction.Lost _) {
            return new CommitResult.Stale();
        }
    }

    /// Stores a move, in one transaction: that its event is dealt with, the code used up, both conversations and where they
    /// are. Of several moves with the same code exactly one is committed; the others are stale.
    public CommitResult commit(Move move) {
        var transaction = new MoveTransaction(move, codec);
        try {
            return database.write(transaction);
        } catch (TurnTransaction.Lost _) {
            return new CommitResult.Stale();
        }
    }

    /// All conversations that are or were at an address, also under another channel by now.
    public List<ConversationId> listEverAt(Address address) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("""
                    SELECT id FROM conversation WHERE channel = ? AND address = ?
                    UNION SELECT conversation FROM former_address WHERE channel = ? AND address = ?""")) {
                select.setString(1, address.channel());
                select.setString(2, address.id());
                select.setString(3, address.channel());
                select.setString(4, address.id());
                var row = select.executeQuery();
                var ids = new ArrayList<ConversationId>();
                while (row.next()) {
                    ids.add(new ConversationId(row.getString(1)));
                }
                return List.copyOf(ids);
            }
        });
    }

    /// What whoever shows the token may read: as [#events], but nothing of what was said after the conversation went on
    /// elsewhere.
    public List<TranscriptEvent> readable(ConversationId id, long after, int limit) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("""
                    SELECT t.seq, t.at, t.type, t.body FROM transcript t JOIN conversation c ON c.id = t.conversation
                    WHERE t.conversation = ? AND t.seq > ? AND (c.readable_until IS NULL OR t.seq <= c.readable_until)
                      AND t.type IN ('said', 'replied', 'speaker', 'file', 'attached', 'moved')
                    ORDER BY t.seq LIMIT ?""")) {
                select.setString(1, id.value());
                select.setLong(2, after);
                select.setInt(3, limit);
                return transcript(select.executeQuery());
            }
        });
    }

    /// What was said after a number, in order; event types that only a newer version of this program knows are left out.
    ///
    /// @param after 0 for everything
    /// @param limit at most this many, ≥ 1
    public List<TranscriptEvent> events(ConversationId id, long after, int limit) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("""
                    SELECT seq, at, type, body FROM transcript
                    WHERE conversation = ? AND seq > ? AND type IN ('said', 'replied', 'speaker', 'file', 'attached', 'moved')
                    ORDER BY seq LIMIT ?""")) {
                select.setString(1, id.value());
                select.setLong(2, after);
                select.setInt(3, limit);
                return transcript(select.executeQuery());
            }
        });
    }

    /// Puts what became of a file in the place of what was known of it. Nothing happens when the event is no longer there.
    public void complete(ConversationId id, TranscriptEvent.Attached attached) {
        var row = codec.row(attached);
        database.write(connection -> {
            try (var update = connection.prepareStatement("""
                    UPDATE transcript SET body = ? WHERE conversation = ? AND seq = ? AND type = 'attached'""")) {
                update.setString(1, row.body());
                update.setString(2, id.value());
                update.setLong(3, row.seq());
                return update.executeUpdate();
            }
        });
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
}
