package vn.motcua.bot.store;

import java.util.List;
import java.util.stream.IntStream;

/// A few threads that read, each on a connection of its own which cannot write.
final class SqliteReaders {
    private final SqliteFile file;
    private final WorkQueue queue;
    private final List<Thread> threads;

    SqliteReaders(SqliteFile file, WorkQueue queue, int count) {
        this.file = file;
        this.queue = queue;
        this.threads = IntStream.rangeClosed(1, count)
                .mapToObj(number -> Thread.ofPlatform().name("sqlite-reader-" + number).daemon().unstarted(this::read))
                .toList();
    }

    void start() {
        threads.forEach(Thread::start);
    }

    List<Thread> threads() {
        return threads;
    }

    private void read() {
        var next = queue.take(1);
        while (!next.isEmpty()) {
            next = readFrom(next);
        }
    }

    /// Reads on one connection until a work fails, which may be the connection's fault.
    ///
    /// @return what is to be done next, on another connection
    private List<WaitingWork<?>> readFrom(List<WaitingWork<?>> first) {
        var next = first;
        try (var connection = file.connectToRead()) {
            var statements = new ReusedStatements(connection);
            var well = true;
            while (well && !next.isEmpty()) {
                var work = next.getFirst();
                well = work.run(statements);
                work.settle();
                next = queue.take(1);
            }
            return next;
        } catch (Throwable failure) { // Whatever it is: this thread is needed on.
            for (var work : next) {
                work.fail(SqliteFailures.unavailable(failure));
            }
            return queue.take(1);
        }
    }
}
