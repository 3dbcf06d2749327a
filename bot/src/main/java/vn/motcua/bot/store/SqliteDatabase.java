package vn.motcua.bot.store;

import java.sql.SQLException;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// SQLite in a file: one thread writes, a few read, and callers wait for them.
final class SqliteDatabase implements Database {
    static final int WAITING = 4_096;

    private final WorkQueue writes;
    private final WorkQueue reads;
    private final SqliteWriter writer;
    private final SqliteReaders readers;
    private final @Nullable FolderLock serving;

    private SqliteDatabase(SqliteFile file, int waiting, @Nullable FolderLock serving) {
        this.writes = new WorkQueue(waiting);
        this.reads = new WorkQueue(waiting);
        this.writer = new SqliteWriter(file, writes);
        this.readers = new SqliteReaders(file, reads, Math.clamp(Runtime.getRuntime().availableProcessors(), 2, 4));
        this.serving = serving;
    }

    static SqliteDatabase open(SqliteFile file, boolean serve) {
        return open(file, serve, WAITING);
    }

    static SqliteDatabase open(SqliteFile file, boolean serve, int waiting) {
        var folder = file.folder();
        var serving = serve ? FolderLock.toServe(folder) : null;
        try {
            migrate(file);
            var database = new SqliteDatabase(file, waiting, serving);
            database.writer.start();
            database.readers.start();
            return database;
        } catch (SQLException failure) {
            release(serving);
            throw file.unusable(failure);
        } catch (RuntimeException failure) {
            release(serving);
            throw failure;
        }
    }

    @Override
    public <T extends @Nullable Object> T write(Work<T> work) {
        if (Thread.currentThread() == writer.thread()) {
            throw new IllegalStateException("a work must not wait for another: both need the same thread");
        }
        return writes.submit(work);
    }

    @Override
    public <T extends @Nullable Object> T read(Work<T> work) {
        return reads.submit(work);
    }

    @Override
    public void close() {
        reads.close(readers.threads());
        writes.close(List.of(writer.thread())); // Last, since who closes last tidies the log away and must be able to write.
        release(serving);
    }

    /// Works waiting to be written.
    int waiting() {
        return writes.size();
    }

    boolean isClosed() {
        return writes.isClosed();
    }

    /// Transactions committed so far.
    long commits() {
        return writer.commits();
    }

    private static void migrate(SqliteFile file) throws SQLException {
        try (var _ = FolderLock.toMigrate(file.folder()); var connection = file.connectToWrite()) {
            if (!Migrations.isCurrent(connection)) {
                Migrations.migrate(file.dataSource());
            }
        }
    }

    private static void release(@Nullable FolderLock lock) {
        if (lock != null) {
            lock.close();
        }
    }
}
