package vn.motcua.bot.store;

/// The database refused a statement, or a stored row cannot be read: our mistake, and trying again will not help.
public final class StorageException extends RuntimeException {
    StorageException(String message, Throwable cause) {
        super(message, cause);
    }
}
