package vn.motcua.bot.store;

import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import java.util.UUID;

/// Work that only one may do at a time, on whatever node, with the place up to which it is done. Every method may throw
/// what [Database] throws.
public final class Leases {
    private final Database database;
    private final Duration length;
    private final String holder = UUID.randomUUID().toString();

    /// @param length after so long without a sign of life another may take over
    public Leases(Database database, Duration length) {
        this.database = database;
        this.length = length;
    }

    /// Takes the work or stays with it.
    ///
    /// @return how far it is; empty when somebody else does it
    public OptionalLong take(String name, Instant now) {
        return database.write(connection -> {
            try (var insert = connection.prepareStatement("""
                    INSERT INTO lease (name, holder, held_until, position) VALUES (?, '', 0, 0)
                    ON CONFLICT DO NOTHING""")) {
                insert.setString(1, name);
                insert.executeUpdate();
            }
            try (var update = connection.prepareStatement(
                    """
                    UPDATE lease SET holder = ?, held_until = ? WHERE name = ? AND (holder = ? OR held_until <= ?)""")) {
                update.setString(1, holder);
                update.setLong(2, now.plus(length).toEpochMilli());
                update.setString(3, name);
                update.setString(4, holder);
                update.setLong(5, now.toEpochMilli());
                if (update.executeUpdate() == 0) {
                    return OptionalLong.empty();
                }
            }
            try (var select = connection.prepareStatement("SELECT position FROM lease WHERE name = ?")) {
                select.setString(1, name);
                var row = select.executeQuery();
                return row.next() ? OptionalLong.of(row.getLong(1)) : OptionalLong.empty();
            }
        });
    }

    /// Notes how far the work is.
    ///
    /// @return false when somebody else does it by now, and nothing was noted
    public boolean advance(String name, long position) {
        return database.write(connection -> {
            try (var update = connection
                    .prepareStatement("UPDATE lease SET position = ? WHERE name = ? AND holder = ?")) {
                update.setLong(1, position);
                update.setString(2, name);
                update.setString(3, holder);
                return update.executeUpdate() == 1;
            }
        });
    }

    /// Leaves the work to others at once.
    public void leave(String name) {
        database.write(connection -> {
            try (var update = connection
                    .prepareStatement("UPDATE lease SET held_until = 0, holder = '' WHERE name = ? AND holder = ?")) {
                update.setString(1, name);
                update.setString(2, holder);
                return update.executeUpdate();
            }
        });
    }
}
