package vn.motcua.bot.store;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;

import vn.motcua.bot.store.StorageUnavailableException.Reason;

/// What PostgreSQL's SQLSTATEs mean to us.
final class PostgresFailures {
    private PostgresFailures() {
    }

    /// Whether another transaction was in the way and the same work may well succeed now.
    static boolean lostARace(SQLException failure) {
        var state = state(failure);
        return state.equals("40001") || state.equals("40P01");
    }

    static RuntimeException asOurs(SQLException failure) {
        if (failure instanceof SQLTransientConnectionException) { // The pool's: no connection in time.
            return unavailable(failure.getCause() == null ? Reason.BUSY : Reason.UNREACHABLE, failure);
        }
        var state = state(failure);
        return switch (state.length() < 2 ? "" : state.substring(0, 2)) {
            case "08" -> unavailable(Reason.UNREACHABLE, failure); // connection lost or refused
            case "57" -> unavailable(Reason.UNREACHABLE, failure); // shut down, starting up, cancelled
            case "53" -> unavailable(state.equals("53100") ? Reason.FULL : Reason.BUSY, failure);
            case "55", "40" -> unavailable(Reason.BUSY, failure); // a lock not to be had, races lost too often
            case "58", "XX" -> unavailable(Reason.BROKEN, failure); // I/O error, corruption
            case "25" when state.equals("25006") -> unavailable(Reason.BROKEN, failure); // a standby, which only reads
            default -> new StorageException("PostgreSQL refused a statement", failure);
        };
    }

    private static StorageUnavailableException unavailable(Reason reason, SQLException failure) {
        return new StorageUnavailableException(reason, failure);
    }

    private static String state(SQLException failure) {
        var state = failure.getSQLState();
        return state == null ? "" : state;
    }
}
