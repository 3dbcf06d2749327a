package vn.motcua.bot.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.connectors.Address;

/// Erases what is held of a person: the conversation with everything said in it, files, what waits to be sent, who they are
/// in Zalo. What stays tells nothing of anybody: that a conversation of this name was erased, and which events are known, so
/// that one that is brought again has no effect.
///
/// One transaction; then the content of files leaves the data folder, and what was left there by an erasure that was cut
/// short leaves with it. Doing it again does nothing more. Thread-safe. Every method may throw what [Database] throws.
public final class Erasure {
    /// Tables whose rows belong to one conversation, in the order in which they can go.
    public static final List<String> OF_A_CONVERSATION = List.of("transcript", "outbox_queue", "outbox", "shared_file",
            "moving_code", "former_address");

    private static final int TRIES = 5;

    private final Database database;
    private final SharedFiles files;

    public Erasure(Database database, SharedFiles files) {
        this.database = database;
        this.files = files;
    }

    /// What was erased.
    ///
    /// @param events entries of the transcript
    public record Erased(int events, int files) {
    }

    /// Erases a conversation.
    ///
    /// @return empty when there is no such conversation, or no longer
    public Optional<Erased> erase(ConversationId conversation, Instant now) {
        Optional<Erased> erased = Optional.empty();
        for (int tries = 1; tries <= TRIES; tries++) {
            // A long look at all events, so it is taken before the transaction, which checks that nothing came since.
            long revision = revision(conversation);
            var events = revision < 0 ? List.<Event>of() : events(conversation);
            if (revision < 0 || (erased = database.write(connection -> erase(connection, conversation, revision,
                    events, now))).isPresent()) {
                break;
            }
        }
        removeFiles();
        return erased;
    }

    /// Removes the content of files whose rows are gone.
    public void removeFiles() {
        for (var id : filesToRemove()) {
            files.removeContent(id);
            database.write(connection -> update(connection, "DELETE FROM file_to_remove WHERE id = ?", id));
        }
    }

    private record Event(String channel, String id) {
    }

    private long revision(ConversationId conversation) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("SELECT revision FROM conversation WHERE id = ?")) {
                select.setString(1, conversation.value());
                var row = select.executeQuery();
                return row.next() ? row.getLong(1) : -1;
            }
        });
    }

    private List<Event> events(ConversationId conversation) {
        return database.read(connection -> {
            try (var select = connection
                    .prepareStatement("SELECT channel, event_id FROM inbound_event WHERE conversation = ?")) {
                select.setString(1, conversation.value());
                var row = select.executeQuery();
                var events = new ArrayList<Event>();
                while (row.next()) {
                    events.add(new Event(row.getString(1), row.getString(2)));
                }
                return events;
            }
        });
    }

    private Optional<Erased> erase(Connection connection, ConversationId conversation, long revision,
            List<Event> events, Instant now) throws SQLException {
        var id = conversation.value();
        // First, so that a turn under way is not committed any more.
        try (var update = connection
                .prepareStatement("UPDATE conversation SET revision = revision + 1 WHERE id = ? AND revision = ?")) {
            update.setString(1, id);
            update.setLong(2, revision);
            if (update.executeUpdate() == 0) {
                return Optional.empty();
            }
        }
        forget(connection, conversation, events);
        if (files.inFolder()) {
            update(connection, """
                    INSERT INTO file_to_remove (id) SELECT id FROM shared_file WHERE conversation = ?
                    ON CONFLICT DO NOTHING""", id);
        }
        update(connection, "DELETE FROM task WHERE conversation = ? AND kind <> 'erase'", id);
        update(connection, """
                DELETE FROM zalo_person WHERE user_id IN (
                  SELECT address FROM conversation WHERE id = ? AND channel = 'zalo')""", id);
        update(connection, """
                DELETE FROM zalo_person WHERE user_id IN (
                  SELECT address FROM former_address WHERE conversation = ? AND channel = 'zalo')""", id);
        int said = 0;
        int shared = 0;
        for (var table : OF_A_CONVERSATION) {
            int rows = update(connection, "DELETE FROM " + table + " WHERE conversation = ?", id);
            said += table.equals("transcript") ? rows : 0;
            shared += table.equals("shared_file") ? rows : 0;
        }
        try (var insert = connection.prepareStatement("""
                INSERT INTO erased_conversation (id, token_hash, at) SELECT id, token_hash, ? FROM conversation
                WHERE id = ?""")) {
            insert.setLong(1, now.toEpochMilli());
            insert.setString(2, id);
            insert.executeUpdate();
        }
        update(connection, "DELETE FROM conversation WHERE id = ?", id);
        return Optional.of(new Erased(said, shared));
    }

    /// Events stay known, by the name that the provider gave them, and nothing of what they said.
    private static void forget(Connection connection, ConversationId conversation, List<Event> events)
            throws SQLException {
        try (var update = connection.prepareStatement("""
                UPDATE inbound_event SET content_hash = ?, outcome = 'erased', event_id =
                  CASE WHEN EXISTS (SELECT 1 FROM inbound_event e WHERE e.channel = ? AND e.event_id = ?)
                  THEN event_id ELSE ? END
                WHERE channel = ? AND event_id = ?""")) {
            for (var event : events) {
                var name = InboundEvents.erased(event.channel(), event.id(), conversation);
                update.setBytes(1, new byte[0]);
                update.setString(2, event.channel());
                update.setString(3, name);
                update.setString(4, name);
                update.setString(5, event.channel());
                update.setString(6, event.id());
                update.addBatch();
            }
            update.executeBatch();
        }
    }

    private List<String> filesToRemove() {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("SELECT id FROM file_to_remove")) {
                var row = select.executeQuery();
                var ids = new ArrayList<String>();
                while (row.next()) {
                    ids.add(row.getString(1));
                }
                return ids;
            }
        });
    }

    /// Erases a conversation and every other that is or ever was where it is now.
    public void erasePerson(ConversationId conversation, Instant now) {
        // This one last: as long as it is there, the others are found by it.
        new ConversationStore(database).find(conversation).ifPresent(
                stored -> new ConversationStore(database).listEverAt(stored.conversation().address()).stream()
                        .filter(other -> !other.equals(conversation)).forEach(other -> erase(other, now)));
        erase(conversation, now);
    }

    /// Erases every conversation that is or ever was at an address, wherever it goes on by now.
    ///
    /// @return what was erased, one for each conversation
    public List<Erased> erase(Address address, Instant now) {
        return new ConversationStore(database).listEverAt(address).stream()
                .flatMap(conversation -> erase(conversation, now).stream()).toList();
    }

    private static int update(Connection connection, String sql, String parameter) throws SQLException {
        try (var update = connection.prepareStatement(sql)) {
            update.setString(1, parameter);
            return update.executeUpdate();
        }
    }
}
