package vn.motcua.bot.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Which channels an operator turned off. Thread-safe. Every method may throw what [Database] throws.
public final class ChannelSwitches {
    private final Database database;

    public ChannelSwitches(Database database) {
        this.database = database;
    }

    /// A channel that was switched or served.
    ///
    /// @param since  when it became as it is
    /// @param served when a node that has its credentials started last; null when none did
    public record Switch(String channel, boolean on, Instant since, @Nullable Instant served) {
    }

    /// Every channel that was ever switched or served; any other is on.
    public List<Switch> list() {
        return database.read(connection -> {
            try (var select = connection
                    .prepareStatement("SELECT channel, is_off, since, served_at FROM channel_switch")) {
                var row = select.executeQuery();
                var switches = new ArrayList<Switch>();
                while (row.next()) {
                    long served = row.getLong("served_at");
                    switches.add(new Switch(row.getString("channel"), row.getLong("is_off") == 0,
                            Instant.ofEpochMilli(row.getLong("since")),
                            served == 0 ? null : Instant.ofEpochMilli(served)));
                }
                return List.copyOf(switches);
            }
        });
    }

    /// Turns a channel on or off.
    ///
    /// @return false when it was so already
    public boolean turn(String channel, boolean on, Instant now) {
        return database.write(connection -> {
            try (var upsert = connection.prepareStatement("""
                    INSERT INTO channel_switch (channel, is_off, since) VALUES (?, ?, ?)
                    ON CONFLICT (channel) DO UPDATE SET is_off = excluded.is_off, since = excluded.since
                    WHERE channel_switch.is_off <> excluded.is_off""")) {
                upsert.setString(1, channel);
                upsert.setLong(2, on ? 0 : 1);
                upsert.setLong(3, now.toEpochMilli());
                return upsert.executeUpdate() == 1;
            }
        });
    }

    /// Notes that a node with the credentials of these channels starts.
    public void served(List<String> channels, Instant now) {
        database.write(connection -> {
            try (var upsert = connection.prepareStatement("""
                    INSERT INTO channel_switch (channel, is_off, since, served_at) VALUES (?, 0, ?, ?)
                    ON CONFLICT (channel) DO UPDATE SET served_at = excluded.served_at""")) {
                for (var channel : channels) {
                    upsert.setString(1, channel);
                    upsert.setLong(2, now.toEpochMilli());
                    upsert.setLong(3, now.toEpochMilli());
                    upsert.addBatch();
                }
                return upsert.executeBatch().length;
            }
        });
    }
}
