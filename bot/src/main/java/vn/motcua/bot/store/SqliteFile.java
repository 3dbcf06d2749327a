package vn.motcua.bot.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;

import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

import vn.motcua.bot.store.StorageUnavailableException.Reason;

/// A SQLite file, and how every connection to it is set: write-ahead log, flushed at each commit.
///
/// @param path       the file
/// @param parameters what the operator appended to it in the URL, `?` included; may be empty
record SqliteFile(Path path, String parameters) {
    private static final int BUSY_MILLIS = 5_000;

    /// A connection that may write.
    Connection connectToWrite() throws SQLException {
        return connect(settings());
    }

    /// A connection on which every attempt to write fails.
    Connection connectToRead() throws SQLException {
        var settings = settings();
        settings.setReadOnly(true);
        return connect(settings);
    }

    /// For Flyway, which opens connections itself.
    DataSource dataSource() {
        var source = new SQLiteDataSource(settings());
        source.setUrl(url());
        return source;
    }

    /// The folder the file is in, made if it is missing.
    ///
    /// @throws StorageUnavailableException when it cannot be made
    Path folder() {
        var folder = Objects.requireNonNullElse(path.toAbsolutePath().getParent(), path);
        try {
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw unusableFolder(folder, failure);
        }
    }

    static StorageUnavailableException unusableFolder(Path folder, IOException why) {
        var obstacle = Files.exists(folder) && !Files.isDirectory(folder)
                ? "it is a file"
                : why.getClass().getSimpleName().replace("Exception", "") + " " + why.getMessage();
        return new StorageUnavailableException(Reason.BROKEN,
                ("the data folder %s cannot be used: %s. Give a folder that"
                        + " this user may write: --data DIR, or the file in database.url").formatted(folder, obstacle),
                why);
    }

    /// Why the file cannot be opened, for the operator.
    StorageUnavailableException unusable(SQLException why) {
        var reason = SqliteFailures.unavailable(why).reason();
        return new StorageUnavailableException(reason, ("the database file %s cannot be used: %s. Check that it is a"
                + " SQLite file which this user may write; if it is damaged, put a backup in its place")
                .formatted(path.toAbsolutePath(), why.getMessage()), why);
    }

    private String url() {
        return JDBC.PREFIX + path + parameters;
    }

    private static SQLiteConfig settings() {
        var settings = new SQLiteConfig();
        settings.setJournalMode(JournalMode.WAL);
        settings.setSynchronous(SynchronousMode.FULL);
        settings.setBusyTimeout(BUSY_MILLIS);
        settings.enforceForeignKeys(true);
        return settings;
    }

    private Connection connect(SQLiteConfig settings) throws SQLException {
        var connection = JDBC.createConnection(url(), settings.toProperties());
        try {
            require(connection, "journal_mode", "wal");
            require(connection, "synchronous", "2");
            require(connection, "foreign_keys", "1");
            require(connection, "busy_timeout", Integer.toString(BUSY_MILLIS));
            return connection;
        } catch (SQLException | WeakDurabilityException refusal) {
            connection.close();
            throw refusal;
        }
    }

    /// Asks the connection itself: what was set may not have been taken.
    private static void require(Connection connection, String setting, String required) throws SQLException {
        try (var statement = connection.createStatement(); var row = statement.executeQuery("PRAGMA " + setting)) {
            var found = row.next() ? row.getString(1) : "nothing";
            if (!found.equals(required)) {
                throw new WeakDurabilityException(setting, found, required);
            }
        }
    }
}
