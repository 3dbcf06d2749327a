package vn.motcua.bot.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// The one transaction of a turn. Ends with [Lost] when the conversation is not at the revision the turn began with, so
/// that nothing of it stays.
final class TurnTransaction implements Work<CommitResult> {
    private final Turn turn;
    private final String state;
    private final List<ConversationCodec.Row> rows;

    TurnTransaction(Turn turn, ConversationCodec codec) {
        this.turn = turn;
        this.state = codec.write(turn.after().dialogue());
        this.rows = turn.events().stream().map(codec::row).toList();
    }

    @Override
    public CommitResult run(Connection connection) throws SQLException {
        if (!InboundEvents.record(connection, turn)) {
            return InboundEvents.find(connection, turn.channel(), turn.eventId())
                    .<CommitResult>map(CommitResult.Duplicate::new).orElseGet(CommitResult.Stale::new);
        }
        advance(connection);
        append(connection);
        return new CommitResult.Committed();
    }

    private void advance(Connection connection) throws SQLException {
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
                throw new Lost();
            }
        }
    }

    private void append(Connection connection) throws SQLException {
        if (rows.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                INSERT INTO transcript (conversation, seq, at, type, by_whom, body) VALUES (?, ?, ?, ?, ?, ?)""")) {
            for (var row : rows) {
                insert.setString(1, turn.before().id().value());
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

    /// The conversation moved on; what this transaction wrote is undone.
    static final class Lost extends RuntimeException {
        Lost() {
            super("the conversation has moved on", null, false, false);
        }
    }
}
