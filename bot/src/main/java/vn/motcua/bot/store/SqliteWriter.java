package vn.motcua.bot.store;

import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/// The one thread that writes. Works that wait at the same time share one commit, and so one flush to disk; each has a
/// savepoint of its own, so that one that fails takes nothing of its neighbours with it.
final class SqliteWriter {
    private static final int GROUP = 256;

    private final SqliteFile file;
    private final WorkQueue queue;
    private final Thread thread = Thread.ofPlatform().name("sqlite-writer").daemon().unstarted(this::write);
    private @Nullable SqliteTransaction transaction;
    private final AtomicLong commits = new AtomicLong();

    SqliteWriter(SqliteFile file, WorkQueue queue) {
        this.file = file;
        this.queue = queue;
    }

    void start() {
        thread.start();
    }

    Thread thread() {
        return thread;
    }

    /// How many transactions were committed.
    long commits() {
        return commits.get();
    }

    private void write() {
        for (var group = queue.take(GROUP); !group.isEmpty(); group = queue.take(GROUP)) {
            write(group);
        }
        letGo();
    }

    private void write(List<WaitingWork<?>> group) {
        try {
            var current = transaction();
            current.begin();
            for (var work : group) {
                current.savepoint();
                if (work.run(current.statements())) {
                    current.release();
                } else {
                    current.rollBackToSavepoint();
                }
            }
            current.commit();
            commits.incrementAndGet();
        } catch (Throwable failure) { // Whatever it is: without this thread every caller would wait for ever.
            letGo();
            for (var work : group) {
                work.fail(SqliteFailures.unavailable(failure));
            }
            return;
        }
        group.forEach(WaitingWork::settle);
    }

    private SqliteTransaction transaction() throws SQLException {
        if (transaction == null) {
            transaction = new SqliteTransaction(file.connectToWrite());
        }
        return transaction;
    }

    /// A connection on which a commit failed is never used again: what it holds in memory cannot be trusted, and the
    /// next one begins from the file.
    private void letGo() {
        if (transaction != null) {
            transaction.close();
            transaction = null;
        }
    }
}
