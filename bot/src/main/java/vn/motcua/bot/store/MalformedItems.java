package vn.motcua.bot.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import vn.motcua.connectors.Inbound.MalformedItem;

/// What providers brought and nobody could read: kept without its content, once however often it is brought.
public final class MalformedItems {
    private static final int LONGEST_OUTLINE = 2_000;

    private final Database database;

    public MalformedItems(Database database) {
        this.database = database;
    }

    /// Keeps items; throws what [Database#write] throws.
    public void keep(String channel, List<MalformedItem> items, Instant now) {
        if (items.isEmpty()) {
            return;
        }
        database.write(connection -> {
            try (var insert = connection.prepareStatement("""
                    INSERT INTO malformed_item (channel, item_id, outline, reason, at) VALUES (?, ?, ?, ?, ?)
                    ON CONFLICT DO NOTHING""")) {
                for (var item : items) {
                    insert.setString(1, channel);
                    insert.setString(2, item.id());
                    insert.setString(3, item.outline().substring(0, Math.min(item.outline().length(),
                            LONGEST_OUTLINE)));
                    insert.setString(4, item.reason());
                    insert.setLong(5, now.toEpochMilli());
                    insert.addBatch();
                }
                return insert.executeBatch().length;
            }
        });
    }

    /// An item as it is kept.
    public record Kept(String channel, MalformedItem item, Instant at) {
    }

    /// What is kept, the newest first.
    ///
    /// @param channel of this one alone; null for all
    public List<Kept> list(@Nullable String channel, int limit) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("""
                    SELECT channel, item_id, outline, reason, at FROM malformed_item WHERE ? = '' OR channel = ?
                    ORDER BY at DESC LIMIT ?""")) {
                select.setString(1, channel == null ? "" : channel);
                select.setString(2, channel == null ? "" : channel);
                select.setInt(3, limit);
                var row = select.executeQuery();
                var kept = new ArrayList<Kept>();
                while (row.next()) {
                    kept.add(new Kept(row.getString("channel"), new MalformedItem(row.getString("item_id"),
                            row.getString("outline"), row.getString("reason")),
                            Instant.ofEpochMilli(row.getLong("at"))));
                }
                return kept;
            }
        });
    }

    /// How many of a channel are kept.
    public long count(String channel) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("SELECT COUNT(*) FROM malformed_item WHERE channel = ?")) {
                select.setString(1, channel);
                var row = select.executeQuery();
                return row.next() ? row.getLong(1) : 0;
            }
        });
    }
}
