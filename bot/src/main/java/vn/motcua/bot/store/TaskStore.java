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

/// Work outside turns: look-ups, letters, timers. Rows are added by [ConversationStore#commit], in the turn's transaction.
/// A task is done at least once; what it leads to happens once, because its turn's event carries the task's id.
///
/// Safe for any number of threads and, on PostgreSQL, of nodes. Every method may throw what [Database] throws.
public final class TaskStore {
    private final Database database;
    private final Duration hold;

    /// @param hold how long a task is held without a sign of life; longer than any work takes
    public TaskStore(Database database, Duration hold) {
        this.database = database;
        this.hold = hold;
    }

    /// A task that is held.
    ///
    /// @param attempts how often it was tried before
    public record Held(String id, ConversationId conversation, String kind, String payload, int attempts,
            String holder) {
    }

    static void insert(Connection connection, ConversationId conversation, List<NewTask> tasks, Instant now)
            throws SQLException {
        if (tasks.isEmpty()) {
            return;
        }
        try (var insert = connection.prepareStatement("""
                INSERT INTO task (id, conversation, kind, payload, due, attempts, held_until, state, created_at)
                VALUES (?, ?, ?, ?, ?, 0, 0, 'waiting', ?)""")) {
            for (var task : tasks) {
                insert.setString(1, task.id());
                insert.setString(2, conversation.value());
                insert.setString(3, task.kind());
                insert.setString(4, task.payload());
                insert.setLong(5, task.due().toEpochMilli());
                insert.setLong(6, now.toEpochMilli());
                insert.addBatch();
            }
            insert.executeBatch();
        }
    }

    /// Ids of tasks that are due and that nobody holds, the longest due first.
    ///
    /// @param kinds of these kinds alone; what nobody here can do waits for somebody who can
    public List<String> due(List<String> kinds, Instant now, int limit) {
        if (kinds.isEmpty()) {
            return List.of();
        }
        var marks = String.join(", ", java.util.Collections.nCopies(kinds.size(), "?"));
        return database.read(connection -> {
            try (var select = connection.prepareStatement("SELECT id FROM task WHERE done_at IS NULL AND due <= ? AND"
                    + " held_until <= ? AND kind IN (" + marks + ") ORDER BY due LIMIT ?")) {
                select.setLong(1, now.toEpochMilli());
                select.setLong(2, now.toEpochMilli());
                int at = 3;
                for (var kind : kinds) {
                    select.setString(at++, kind);
                }
                select.setInt(at, limit);
                var row = select.executeQuery();
                var due = new ArrayList<String>();
                while (row.next()) {
                    due.add(row.getString(1));
                }
                return due;
            }
        });
    }

    /// A task that will not be done.
    public record DeadTask(String id, String kind, String reason, int attempts, Instant at) {
    }

    /// Tasks that will not be done, the newest first.
    public List<DeadTask> dead(int limit) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("""
                    SELECT id, kind, reason, attempts, done_at FROM task WHERE state = 'dead' ORDER BY done_at DESC
                    LIMIT ?""")) {
                select.setInt(1, limit);
                var row = select.executeQuery();
                var dead = new ArrayList<DeadTask>();
                while (row.next()) {
                    dead.add(new DeadTask(row.getString("id"), row.getString("kind"), row.getString("reason"),
                            row.getInt("attempts"), Instant.ofEpochMilli(row.getLong("done_at"))));
                }
                return dead;
            }
        });
    }

    /// Lets a task that was given up be tried again.
    ///
    /// @return false when there is no such task
    public boolean again(String id, Instant now) {
        return database.write(connection -> {
            try (var update = connection.prepareStatement("""
                    UPDATE task SET state = 'waiting', reason = NULL, attempts = 0, due = ?, done_at = NULL,
                      holder = NULL, held_until = 0
                    WHERE id = ? AND state = 'dead'""")) {
                update.setLong(1, now.toEpochMilli());
                update.setString(2, id);
                return update.executeUpdate() == 1;
            }
        });
    }

    /// Takes hold of a task; empty when somebody else holds it or it is done.
    public Optional<Held> claim(String id, Instant now) {
        var holder = UUID.randomUUID().toString();
        return database.write(connection -> {
            try (var update = connection.prepareStatement("""
                    UPDATE task SET holder = ?, held_until = ?
                    WHERE id = ? AND done_at IS NULL AND due <= ? AND held_until <= ?""")) {
                update.setString(1, holder);
                update.setLong(2, now.plus(hold).toEpochMilli());
                update.setString(3, id);
                update.setLong(4, now.toEpochMilli());
                update.setLong(5, now.toEpochMilli());
                if (update.executeUpdate() == 0) {
                    return Optional.empty();
                }
            }
            try (var select = connection.prepareStatement("""
                    SELECT conversation, kind, payload, attempts FROM task WHERE id = ?""")) {
                select.setString(1, id);
                var row = select.executeQuery();
                return row.next()
                        ? Optional.of(new Held(id, new ConversationId(row.getString("conversation")),
                                row.getString("kind"), row.getString("payload"), row.getInt("attempts"), holder))
                        : Optional.empty();
            }
        });
    }

    /// Notes that a task is done.
    public void done(Held held, Instant now) {
        end(held, "done", null, now);
    }

    /// Notes that a task will not be done, and why.
    public void dead(Held held, String reason, Instant now) {
        end(held, "dead", reason, now);
    }

    private void end(Held held, String state, @Nullable String reason, Instant now) {
        database.write(connection -> {
            try (var update = connection.prepareStatement("""
                    UPDATE task SET state = ?, reason = ?, attempts = attempts + 1, done_at = ?
                    WHERE id = ? AND holder = ?""")) {
                update.setString(1, state);
                update.setString(2, reason);
                update.setLong(3, now.toEpochMilli());
                update.setString(4, held.id());
                update.setString(5, held.holder());
                return update.executeUpdate();
            }
        });
    }

    /// Lets go of a task that is to be tried again.
    public void later(Held held, Instant at, String reason) {
        database.write(connection -> {
            try (var update = connection.prepareStatement("""
                    UPDATE task SET due = ?, reason = ?, attempts = attempts + 1, holder = NULL, held_until = 0
                    WHERE id = ? AND holder = ?""")) {
                update.setLong(1, at.toEpochMilli());
                update.setString(2, reason);
                update.setString(3, held.id());
                update.setString(4, held.holder());
                return update.executeUpdate();
            }
        });
    }
}
