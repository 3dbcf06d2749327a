package vn.motcua.bot.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// The one transaction of a turn. Ends with [Lost] when the conversation is not at the revision the turn began with, so
/// that nothing of it stays.
final class TurnTransaction implements Work<CommitResult> {
    private final Turn turn;
    private final String state;
    private final List<ConversationCodec.Row> rows;
    private final List<String> outbox;

    TurnTransaction(Turn turn, ConversationCodec codec) {
        this.turn = turn;
        this.state = codec.write(turn.after().dialogue());
        this.rows = turn.events().stream().map(codec::row).toList();
        this.outbox = turn.effects().outbox().stream().map(message -> OutboxCodec.write(message.message())).toList();
    }

    @Override
    public CommitResult run(Connection connection) throws SQLException {
        var first = record(connection);
        if (first != null) {
            return first;
        }
        advance(connection);
        apply(connection);
        return new CommitResult.Committed();
    }

    /// A conversation that was begun for nothing but an event of the time before an erasure holds the person's address.
    private void leaveNothing(Connection connection) throws SQLException {
        if (turn.before().revision() == 0) {
            try (var delete = connection.prepareStatement("DELETE FROM conversation WHERE id = ? AND revision = 0")) {
                delete.setString(1, turn.before().id().value());
                delete.executeUpdate();
            }
        }
    }

    /// Notes that the event is dealt with.
    ///
    /// @return what is to be told when it was already; null when it is new
    @Nullable
    CommitResult record(Connection connection) throws SQLException {
        var erased = InboundEvents.findErased(connection, turn);
        if (erased.isPresent()) {
            leaveNothing(connection);
            return new CommitResult.Duplicate(erased.get());
        }
        var before = InboundEvents.findBeforeMove(connection, turn);
        if (before.isPresent()) {
            return new CommitResult.Duplicate(before.get());
        }
        return InboundEvents.record(connection, turn)
                ? null
                : InboundEvents.find(connection, turn.channel(), turn.eventId())
                        .<CommitResult>map(CommitResult.Duplicate::new).orElseGet(CommitResult.Stale::new);
    }

    /// Everything that follows once the conversation is this turn's.
    void apply(Connection connection) throws SQLException {
        append(connection);
        push(connection);
        TaskStore.insert(connection, turn.before().id(), turn.effects().tasks(), turn.at());
        MovingStore.apply(connection, turn);
    }

    /// Takes the conversation to its next revision.
    void advance(Connection connection) throws SQLException {
        try (var update = connection.prepareStatement("""
                UPDATE conversation SET revision = ?, last_seq = ?, speaker = ?, state = ?, updated_at = ?,
                  last_heard = COALESCE(?, last_heard)
                WHERE id = ? AND revision = ?""")) {
            update.setLong(1, turn.after().revision());
            update.setLong(2, turn.after().lastSeq());
            update.setString(3, turn.after().speaker().wire());
            update.setString(4, state);
            update.setLong(5, turn.at().toEpochMilli());
            if (turn.effects().heard()) {
                update.setLong(6, turn.at().toEpochMilli());
            } else {
                update.setNull(6, Types.BIGINT);
            }
            update.setString(7, turn.before().id().value());
            update.setLong(8, turn.before().revision());
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

    private void push(Connection connection) throws SQLException {
        if (outbox.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                INSERT INTO outbox (conversation, turn, part, body, author, state, maybe_twice, attempts, created_at)
                VALUES (?, ?, ?, ?, ?, 'waiting', 0, 0, ?)""")) {
            for (int at = 0; at < outbox.size(); at++) {
                insert.setString(1, turn.before().id().value());
                insert.setLong(2, turn.after().revision());
                insert.setLong(3, at);
                insert.setString(4, outbox.get(at));
                insert.setString(5, turn.effects().outbox().get(at).author().name());
                insert.setLong(6, turn.at().toEpochMilli());
                insert.addBatch();
            }
            insert.executeBatch();
        }
        try (var queue = connection.prepareStatement("""
                INSERT INTO outbox_queue (conversation, channel, version, next_at, held_until) VALUES (?, ?, 1, ?, 0)
                ON CONFLICT (conversation) DO UPDATE SET version = outbox_queue.version + 1""")) {
            queue.setString(1, turn.before().id().value());
            queue.setString(2, turn.after().address().channel());
            queue.setLong(3, turn.at().toEpochMilli());
            queue.executeUpdate();
        }
    }

    /// The conversation moved on; what this transaction wrote is undone.
    static final class Lost extends RuntimeException {
        Lost() {
            super("the conversation has moved on", null, false, false);
        }
    }
}
