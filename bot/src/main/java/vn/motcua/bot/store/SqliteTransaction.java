package vn.motcua.bot.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/// The writing connection, and the statements that bound transactions and savepoints on it. When one of them fails
/// SQLite may have rolled everything back by itself (full disk, I/O error), and the whole group with it.
final class SqliteTransaction implements AutoCloseable {
    private final Connection connection;
    private final ReusedStatements statements;
    private final PreparedStatement begin;
    private final PreparedStatement commit;
    private final PreparedStatement savepoint;
    private final PreparedStatement release;
    private final PreparedStatement rollBack;

    SqliteTransaction(Connection connection) throws SQLException {
        this.connection = connection;
        this.statements = new ReusedStatements(connection);
        this.begin = connection.prepareStatement("BEGIN IMMEDIATE");
        this.commit = connection.prepareStatement("COMMIT");
        this.savepoint = connection.prepareStatement("SAVEPOINT work");
        this.release = connection.prepareStatement("RELEASE work");
        this.rollBack = connection.prepareStatement("ROLLBACK TO work");
        leaveTransactionsToUs();
    }

    /// Left in its automatic mode the driver tries to begin and commit after every statement, a fifth of its time. Told
    /// that it is in a transaction, which is ended here behind its back, it never does.
    private void leaveTransactionsToUs() throws SQLException {
        connection.setAutoCommit(false);
        commit();
    }

    ReusedStatements statements() {
        return statements;
    }

    void begin() throws SQLException {
        begin.execute();
    }

    void commit() throws SQLException {
        commit.execute();
    }

    void savepoint() throws SQLException {
        savepoint.execute();
    }

    void release() throws SQLException {
        release.execute();
    }

    /// Undoes the present work. The savepoint itself stays until released.
    void rollBackToSavepoint() throws SQLException {
        rollBack.execute();
        release.execute();
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException _) {
            // What was committed is on disk, and what was not is meant to go.
        }
    }
}
