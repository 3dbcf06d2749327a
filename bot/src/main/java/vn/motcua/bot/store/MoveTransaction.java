package vn.motcua.bot.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Comparator;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.Conversation;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.connectors.Address;

/// The one transaction of a move: the code is used up, both conversations are at their next revision, and the one is where
/// the other was. Ends with [TurnTransaction.Lost] when anything of that is no longer so, so that nothing of it stays.
final class MoveTransaction implements Work<CommitResult> {
    private static final String WEB = "web";
    /// Address of a conversation in whose place another goes on, before its id. No citizen is there.
    static final String ASIDE = "aside/";

    private final Move move;
    private final TurnTransaction carrier;
    private final TurnTransaction moved;
    private final @Nullable TurnTransaction left;
    /// When the citizen last did something at the address that is left.
    private long heard;

    MoveTransaction(Move move, ConversationCodec codec) {
        this.move = move;
        this.carrier = new TurnTransaction(move.carrier(), codec);
        this.moved = new TurnTransaction(move.moved(), codec);
        this.left = move.left() == null ? null : new TurnTransaction(move.left(), codec);
    }

    @Override
    public CommitResult run(Connection connection) throws SQLException {
        var first = carrier.record(connection);
        if (first != null) {
            return first;
        }
        heard = heard(connection);
        advance(connection);
        useUp(connection);
        setAside(connection);
        rebind(connection);
        redirectOutbox(connection);
        carrier.apply(connection);
        moved.apply(connection);
        return new CommitResult.Committed();
    }

    /// After the conversations, as in every turn: so no two wait for each other.
    private void useUp(Connection connection) throws SQLException {
        var moved = move.moved().before().id();
        var code = move.codeHash();
        if (code != null && !MovingStore.take(connection, moved, code, move.moved().at())) {
            throw new TurnTransaction.Lost();
        }
        MovingStore.forget(connection, moved);
        MovingStore.forget(connection, move.carrier().before().id());
    }

    private long heard(Connection connection) throws SQLException {
        try (var select = connection.prepareStatement("SELECT last_heard FROM conversation WHERE id = ?")) {
            select.setString(1, move.moved().before().id().value());
            var row = select.executeQuery();
            return row.next() ? row.getLong(1) : 0;
        }
    }

    /// In the order of the ids: two moves between the same conversations must not wait for each other.
    private void advance(Connection connection) throws SQLException {
        record Step(ConversationId id, TurnTransaction turn) {
        }
        var steps = Stream.of(new Step(move.carrier().before().id(), carrier),
                new Step(move.moved().before().id(), moved))
                .sorted(Comparator.comparing(step -> step.id().value())).toList();
        for (var step : steps) {
            step.turn().advance(connection);
        }
    }

    /// The conversation in which the code was typed gives up its address, and is found by it as before.
    private void setAside(Connection connection) throws SQLException {
        var aside = move.carrier().before();
        remember(connection, aside);
        bind(connection, aside.id(), new Address(aside.address().channel(), ASIDE + aside.id()));
    }

    private void rebind(Connection connection) throws SQLException {
        var before = move.moved().before();
        var to = move.moved().after().address();
        remember(connection, before);
        bind(connection, before.id(), to);
        if (to.channel().equals(WEB)) {
            // whoever holds the token of the page on which the code was typed holds this conversation now
            update(connection, """
                    UPDATE conversation SET readable_until = NULL,
                      token_hash = (SELECT k.token_hash FROM conversation k WHERE k.id = ?) WHERE id = ?""",
                    move.carrier().before().id().value(), before.id().value());
        } else if (before.address().channel().equals(WEB)) {
            update(connection, "UPDATE conversation SET readable_until = ? WHERE id = ?", before.lastSeq() + 1,
                    before.id().value());
        }
        if (left != null && move.left() != null) {
            begin(connection, move.left().before());
            left.advance(connection);
            left.apply(connection);
        }
    }

    private void begin(Connection connection, Conversation conversation) throws SQLException {
        long now = move.moved().at().toEpochMilli();
        update(connection, """
                INSERT INTO conversation (id, channel, address, revision, last_seq, speaker, state, created_at,
                  updated_at, last_heard) VALUES (?, ?, ?, ?, ?, ?, '', ?, ?, ?)""", conversation.id().value(),
                conversation.address().channel(), conversation.address().id(), conversation.revision(),
                conversation.lastSeq(), conversation.speaker().wire(), now, now, heard);
    }

    /// What still waits to be sent goes along; on the website it is read in the transcript instead.
    private void redirectOutbox(Connection connection) throws SQLException {
        var id = move.moved().before().id().value();
        var channel = move.moved().after().address().channel();
        if (!channel.equals(WEB)) {
            update(connection, "UPDATE outbox_queue SET channel = ? WHERE conversation = ?", channel, id);
            return;
        }
        update(connection, """
                UPDATE outbox SET state = 'moved', reason = 'read on the website', done_at = ?
                WHERE conversation = ? AND done_at IS NULL""", move.moved().at().toEpochMilli(), id);
        update(connection, "DELETE FROM outbox_queue WHERE conversation = ?", id);
    }

    private void remember(Connection connection, Conversation conversation) throws SQLException {
        update(connection, """
                INSERT INTO former_address (conversation, channel, address, until) VALUES (?, ?, ?, ?)
                ON CONFLICT (conversation, channel, address) DO UPDATE SET until = excluded.until""",
                conversation.id().value(), conversation.address().channel(), conversation.address().id(),
                move.moved().at().toEpochMilli());
    }

    private static void bind(Connection connection, ConversationId id, Address address) throws SQLException {
        update(connection, "UPDATE conversation SET channel = ?, address = ? WHERE id = ?", address.channel(),
                address.id(), id.value());
    }

    private static void update(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            statement.executeUpdate();
        }
    }
}
