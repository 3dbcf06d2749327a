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
        return switch (state) {
            case "53100" -> unavailable(Reason.FULL, failure);
            case "25006" -> unavailable(Reason.BROKEN, failure); // a standby, which only reads
            default -> switch (state.length() < 2 ? "" : state.substring(0, 2)) {
                case "08", "57" -> unavailable(Reason.UNREACHABLE, failure); // connection lost, server going or coming
                case "40", "53", "55" -> unavailable(Reason.BUSY, failure); // races, connections or locks not to be had
                case "58", "XX" -> unavailable(Reason.BROKEN, failure); // I/O error, corruption
                default -> new StorageException("PostgreSQL refused a statement", failure);
            };
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
