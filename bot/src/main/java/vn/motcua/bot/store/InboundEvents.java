package vn.motcua.bot.store;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;

import vn.motcua.bot.conversation.ConversationId;

/// Which events from outside were dealt with, each once.
final class InboundEvents {
    private static final String ERASED = "erased/";

    private InboundEvents() {
    }

    /// Records the event of a turn, unless it was recorded before; waits for a concurrent turn with the same event.
    ///
    /// @return whether it was new
    static boolean record(Connection connection, Turn turn) throws SQLException {
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

    /// The name under which an event stays known after its conversation was erased. The website's own names are unique in
    /// their conversation alone, which nobody enters any more.
    static String erased(String channel, String eventId, ConversationId conversation) {
        return channel.equals("web") || channel.equals("terminal")
                ? eventId
                : ERASED + eventId.substring(Math.min(eventId.length(), conversation.value().length() + 1));
    }

    /// What is left of the event of a turn that was dealt with in a conversation with the same person, since erased.
    static Optional<RecordedEvent> findErased(Connection connection, Turn turn) throws SQLException {
        var id = turn.before().id();
        boolean vouched = !turn.before().address().id().equals(id.value());
        return vouched
                ? find(connection, turn.channel(), erased(turn.channel(), turn.eventId(), id))
                : Optional.empty();
    }

    /// What was recorded of the event of a turn in a conversation that was at its address earlier: providers bring an event
    /// again also after the conversation it belonged to has moved.
    static Optional<RecordedEvent> findBeforeMove(Connection connection, Turn turn) throws SQLException {
        var id = turn.before().id().value();
        var address = turn.before().address();
        if (address.id().equals(id) || !turn.eventId().startsWith(id)) {
            return Optional.empty();
        }
        try (var select = connection.prepareStatement("""
                SELECT e.conversation, e.content_hash, e.outcome, e.first_seq, e.last_seq
                FROM former_address f JOIN inbound_event e ON e.channel = f.channel AND e.event_id = f.conversation || ?
                WHERE f.channel = ? AND f.address = ?""")) {
            select.setString(1, turn.eventId().substring(id.length()));
            select.setString(2, address.channel());
            select.setString(3, address.id());
            return recorded(select.executeQuery());
        }
    }

    static Optional<RecordedEvent> find(Connection connection, String channel, String eventId)
            throws SQLException {
        try (var select = connection.prepareStatement("""
                SELECT conversation, content_hash, outcome, first_seq, last_seq FROM inbound_event
                WHERE channel = ? AND event_id = ?""")) {
            select.setString(1, channel);
            select.setString(2, eventId);
            return recorded(select.executeQuery());
        }
    }

    private static Optional<RecordedEvent> recorded(ResultSet row) throws SQLException {
        return row.next()
                ? Optional.of(new RecordedEvent(new ConversationId(row.getString("conversation")),
                        row.getBytes("content_hash"), row.getString("outcome"), row.getLong("first_seq"),
                        row.getLong("last_seq")))
                : Optional.empty();
    }
}
