package vn.motcua.bot.store;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// Opens the database that the settings name, with its schema brought up to date.
public final class Databases {
    private static final Pattern SQLITE = Pattern.compile("(?:jdbc:)?sqlite:(.*)");

    private Databases() {
    }

    /// Opens it beside whoever has it open already.
    ///
    /// @throws WeakDurabilityException     when it is set so that acknowledged messages could be lost
    /// @throws StorageUnavailableException when it cannot be reached or the data folder cannot be used; the message says
    ///                                     what to do
    /// @throws IllegalArgumentException    when the URL names no database we know
    public static Database open(DatabaseSettings settings) {
        return open(settings, false);
    }

    /// Opens it to serve from: on SQLite only one process at a time may, and others that only [#open] it go on.
    /// Throws as [#open] does.
    ///
    /// @throws AlreadyServingException when another process serves from the same folder
    public static Database openToServe(DatabaseSettings settings) {
        return open(settings, true);
    }

    /// Whether the settings name an SQLite file.
    static boolean isSqlite(DatabaseSettings settings) {
        return settings.url().isEmpty() || SQLITE.matcher(settings.url()).matches();
    }

    private static Database open(DatabaseSettings settings, boolean serve) {
        var url = settings.url();
        if (url.isEmpty()) {
            return SqliteDatabase.open(new SqliteFile(settings.data().resolve("motcua.db"), ""), serve);
        }
        var sqlite = SQLITE.matcher(url);
        if (sqlite.matches()) {
            return SqliteDatabase.open(sqliteFile(sqlite.group(1)), serve);
        }
        return PostgresDatabase.open(PostgresAccess.of(settings), settings.development());
    }

    private static SqliteFile sqliteFile(String name) {
        if (name.startsWith(":")) {
            throw new WeakDurabilityException("journal_mode", "memory", "a file");
        }
        var question = name.indexOf('?');
        return question < 0
                ? new SqliteFile(Path.of(name), "")
                : new SqliteFile(Path.of(name.substring(0, question)), name.substring(question));
    }
}
