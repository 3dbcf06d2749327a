package vn.motcua.bot.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

import org.sqlite.JDBC;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteDataSource;

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
    Path folder() {
        var folder = path.toAbsolutePath().getParent();
        try {
            return Files.createDirectories(folder);
        } catch (IOException failure) {
            throw new UncheckedIOException("cannot make the data folder " + folder, failure);
        }
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
