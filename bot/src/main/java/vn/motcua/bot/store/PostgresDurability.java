package vn.motcua.bot.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/// The settings without which a PostgreSQL may lose what it called committed, or garble Vietnamese.
final class PostgresDurability {
    private static final Map<String, String> REQUIRED = Map.of("fsync", "on", "full_page_writes", "on",
            "synchronous_commit", "on", "server_encoding", "UTF8");

    private PostgresDurability() {
    }

    static void require(Connection connection) throws SQLException {
        try (var statement = connection.prepareStatement("""
                SELECT name, setting FROM pg_settings
                WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit', 'server_encoding')
                ORDER BY name"""); var rows = statement.executeQuery()) {
            while (rows.next()) {
                require(rows.getString("name"), rows.getString("setting"));
            }
        }
    }

    private static void require(String setting, String found) {
        var required = REQUIRED.getOrDefault(setting, found);
        var stronger = setting.equals("synchronous_commit") && !found.equals("off");
        if (!stronger && !found.equals(required)) {
            throw new WeakDurabilityException(setting, found, required);
        }
    }
}
