package vn.motcua.bot.store;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/// A connection's prepared statements, kept for the next work that asks for the same SQL: closing one only lends it
/// back. For one thread.
final class ReusedStatements {
    private static final int KEPT = 128;

    private final Connection connection;
    private final Connection lender;
    private final List<Reused> lent = new ArrayList<>();
    private final Map<String, Reused> idle = new LinkedHashMap<>(KEPT, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Reused> eldest) {
            if (size() <= KEPT) {
                return false;
            }
            eldest.getValue().discard();
            return true;
        }
    };

    ReusedStatements(Connection connection) {
        this.connection = connection;
        this.lender = proxy(Connection.class, this::onConnection);
    }

    /// Runs the work on a connection that prepares statements and refuses everything else.
    <T extends @Nullable Object> T run(Work<T> work) throws SQLException {
        try {
            return work.run(lender);
        } finally {
            takeBackForgotten();
        }
    }

    private void takeBackForgotten() throws SQLException {
        while (!lent.isEmpty()) {
            lent.getLast().giveBack();
        }
    }

    private Object onConnection(Method method, @Nullable Object @Nullable [] arguments) throws SQLException {
        if (method.getName().equals("prepareStatement") && arguments != null && arguments.length == 1
                && arguments[0] instanceof String sql) {
            return lend(sql);
        }
        throw new SQLFeatureNotSupportedException("a work only prepares statements, it does not " + method.getName());
    }

    private PreparedStatement lend(String sql) throws SQLException {
        var kept = idle.remove(sql);
        var statement = kept != null ? kept : new Reused(sql, connection.prepareStatement(sql));
        lent.add(statement);
        return statement.face;
    }

    private final class Reused {
        private final String sql;
        private final PreparedStatement statement;
        private final PreparedStatement face = proxy(PreparedStatement.class, this::onStatement);
        private @Nullable ResultSet rows;

        Reused(String sql, PreparedStatement statement) {
            this.sql = sql;
            this.statement = statement;
        }

        private @Nullable Object onStatement(Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("close")) {
                giveBack();
                return null;
            }
            try {
                var result = method.invoke(statement, arguments);
                if (result instanceof ResultSet opened) {
                    rows = opened;
                }
                return result;
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause() == null ? thrown : thrown.getCause();
            }
        }

        private void giveBack() throws SQLException {
            if (!lent.remove(this)) {
                return;
            }
            if (rows != null) {
                rows.close();
                rows = null;
            }
            statement.clearParameters();
            statement.clearBatch();
            var other = idle.put(sql, this);
            if (other != null) {
                other.discard();
            }
        }

        private void discard() {
            try {
                statement.close();
            } catch (SQLException _) {
                // It is not used again either way, and its connection frees it at the latest.
            }
        }
    }

    @FunctionalInterface
    private interface Calls {
        @Nullable
        Object on(Method method, @Nullable Object @Nullable [] arguments) throws Throwable;
    }

    private static <T> T proxy(Class<T> type, Calls calls) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[]{type},
                (_, method, arguments) -> calls.on(method, arguments)));
    }
}
