package vn.motcua.bot.store;

import java.sql.Connection;
import java.sql.SQLException;

import org.jspecify.annotations.Nullable;

/// A few statements that belong together.
///
/// It may run on another thread than its caller's, and again from the start when it lost against another transaction;
/// so it touches nothing but the connection and takes no time except the database's. It calls no [Database] itself.
@FunctionalInterface
public interface Work<T extends @Nullable Object> {

    /// Runs the statements.
    ///
    /// @param connection for preparing statements only, and only until this returns: transactions are not the work's own
    T run(Connection connection) throws SQLException;
}
