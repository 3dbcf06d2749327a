package vn.motcua.bot.store;

import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.jspecify.annotations.Nullable;

/// Brings the schema up to date. The files are the same for both dialects.
final class Migrations {
    static final String FOLDER = "db/migration";

    /// Version of the newest file in the folder. A test holds the two together.
    static final String NEWEST = "5";

    private Migrations() {
    }

    /// Whether the newest migration we bring is the last that was applied, and went well. Asking is much cheaper than
    /// starting Flyway only to hear that there is nothing to do.
    static boolean isCurrent(Connection connection) {
        try (var statement = connection.prepareStatement("""
                SELECT version, success FROM flyway_schema_history ORDER BY installed_rank DESC LIMIT 1""");
                var row = statement.executeQuery()) {
            return row.next() && row.getBoolean("success") && NEWEST.equals(row.getString("version"));
        } catch (SQLException _) {
            return false; // Most likely there is no history yet; if it is worse, Flyway says so.
        }
    }

    /// Applies what is missing.
    static void migrate(DataSource database) {
        migrate(Flyway.configure().dataSource(database));
    }

    /// Applies what is missing, over connections of its own.
    static void migrate(String url, @Nullable String user, @Nullable String password) {
        migrate(Flyway.configure().dataSource(url, user, password));
    }

    private static void migrate(FluentConfiguration database) {
        database.locations("classpath:" + FOLDER).load().migrate();
    }
}
