package vn.motcua.bot.store;

import java.sql.SQLException;

import vn.motcua.bot.store.StorageUnavailableException.Reason;

/// What SQLite's result codes mean to us.
final class SqliteFailures {
    private static final int BUSY = 5;
    private static final int LOCKED = 6;
    private static final int NO_MEMORY = 7;
    private static final int READ_ONLY = 8;
    private static final int IO_ERROR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int NOT_A_DATABASE = 26;

    private SqliteFailures() {
    }

    /// Why a single work failed.
    static RuntimeException asOurs(SQLException failure) {
        return switch (failure.getErrorCode()) {
            case BUSY, LOCKED, NO_MEMORY, READ_ONLY, IO_ERROR, CORRUPT, FULL, CANNOT_OPEN, NOT_A_DATABASE ->
                unavailable(failure);
            default -> new StorageException("SQLite refused a statement", failure);
        };
    }

    /// Why the transaction or the connection failed, under whatever code.
    static StorageUnavailableException unavailable(Throwable failure) {
        var reason = switch (failure instanceof SQLException refused ? refused.getErrorCode() : IO_ERROR) {
            case FULL -> Reason.FULL;
            case BUSY, LOCKED, NO_MEMORY -> Reason.BUSY;
            default -> Reason.BROKEN;
        };
        return new StorageUnavailableException(reason, failure);
    }
}
