package vn.motcua.bot.reliability;

import java.sql.Connection;
import java.sql.SQLException;

import static org.assertj.core.api.Assertions.assertThat;

/// Looks into the database itself, past the program.
final class Books {
    private final Connection connection;

    Books(Connection connection) {
        this.connection = connection;
    }

    /// Each of so many messages was dealt with once, with what was said and one reply, and nothing else is there.
    void checkTurns(long messages) throws SQLException {
        assertThat(number("SELECT count(*) FROM inbound_event")).isEqualTo(messages);
        assertThat(number("SELECT count(*) FROM transcript WHERE type = 'said'")).isEqualTo(messages);
        assertThat(number("SELECT count(*) FROM transcript")).isEqualTo(2 * messages);
        assertThat(number("""
                SELECT count(*) FROM conversation c WHERE last_seq <>
                  (SELECT count(*) FROM transcript t WHERE t.conversation = c.id)
                  OR last_seq <> 2 * revision
                  OR last_seq <> (SELECT coalesce(max(seq), 0) FROM transcript t WHERE t.conversation = c.id)"""))
                .as("conversations that do not fit their transcripts").isZero();
    }

    /// SQLite finds nothing wrong with its file.
    void checkSqliteFile() throws SQLException {
        assertThat(text("PRAGMA integrity_check")).isEqualTo("ok");
        try (var statement = connection.createStatement();
                var violations = statement.executeQuery("PRAGMA foreign_key_check")) {
            assertThat(violations.next()).as("violated foreign keys").isFalse();
        }
    }

    private long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    private String text(String sql) throws SQLException {
        try (var statement = connection.createStatement(); var row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(1);
        }
    }
}
