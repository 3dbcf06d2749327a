package vn.motcua.bot.store;

import org.jspecify.annotations.Nullable;

/// The SQL database, whichever it is: SQLite or PostgreSQL. Safe for any number of threads; a caller only waits, so
/// virtual threads may call it freely.
///
/// Both methods throw what the work threw, and besides:
///
/// - [OverloadedException] when too many works wait already; this one was not begun;
/// - [StorageUnavailableException] when the database cannot be reached or cannot store;
/// - [StorageException] when the database refused a statement.
public interface Database extends AutoCloseable {

    /// Runs the work in one transaction and returns after that is durably committed.
    ///
    /// When this throws, nothing of the work was stored, with one exception: after a [StorageUnavailableException] it
    /// may have been (the connection can break just after the commit was sent). What must not happen twice carries an
    /// id that is unique in the database.
    <T extends @Nullable Object> T write(Work<T> work);

    /// Runs the work outside any transaction; it must only read. Each of its statements sees what was committed before
    /// that statement began.
    <T extends @Nullable Object> T read(Work<T> work);

    /// Finishes the works already accepted and lets go of everything. Later works get [StorageUnavailableException].
    @Override
    void close();
}
