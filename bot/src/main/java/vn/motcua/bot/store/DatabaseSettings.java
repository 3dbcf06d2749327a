package vn.motcua.bot.store;

import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/// Which database, and how to get in.
///
/// @param url         empty for SQLite in the data folder; `jdbc:sqlite:FILE`; `jdbc:postgresql://…`, `postgresql://…`
/// @param user        PostgreSQL user; null when the URL names it
/// @param password    PostgreSQL password; null when the URL has it or none is needed
/// @param data        the data folder; made when it is missing
/// @param development whether a PostgreSQL that may lose acknowledged messages is accepted
public record DatabaseSettings(String url, @Nullable String user, @Nullable String password, Path data,
        boolean development) {

    /// SQLite in this folder.
    public static DatabaseSettings inFolder(Path data) {
        return new DatabaseSettings("", null, null, data, false);
    }

    /// Without the passwords.
    @Override
    public String toString() {
        var harmless = url.replaceAll("//[^@/]*@", "//…@").replaceAll("(?i)(password=)[^&]*", "$1…");
        return "DatabaseSettings[url=%s, data=%s, development=%s]".formatted(harmless, data, development);
    }
}
