package vn.motcua.bot.store;

import org.jspecify.annotations.Nullable;

/// The database cannot be reached or cannot store at present. Nothing may be acknowledged; trying again later is right.
public final class StorageUnavailableException extends RuntimeException {

    /// What is in the way.
    public enum Reason {
        /// No space is left.
        FULL,
        /// Somebody else holds what is needed, for longer than we wait.
        BUSY,
        /// The disk or the file fails, or may not be written.
        BROKEN,
        /// There is no connection to the server.
        UNREACHABLE,
        /// This database was closed.
        CLOSED
    }

    private final Reason reason;

    StorageUnavailableException(Reason reason, @Nullable Throwable cause) {
        super("the database is unavailable: " + reason, cause);
        this.reason = reason;
    }

    /// For whoever opens a database: says what was tried and what to do.
    StorageUnavailableException(Reason reason, String advice, @Nullable Throwable cause) {
        super(advice, cause);
        this.reason = reason;
    }

    public Reason reason() {
        return reason;
    }
}
