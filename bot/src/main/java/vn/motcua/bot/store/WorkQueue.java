package vn.motcua.bot.store;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.store.StorageUnavailableException.Reason;

/// Where works wait for a thread of their own kind. Bounded: who comes when it is full is refused at once.
final class WorkQueue {
    private final int capacity;
    private final BlockingQueue<WaitingWork<?>> waiting;
    private volatile boolean closed;

    WorkQueue(int capacity) {
        this.capacity = capacity;
        this.waiting = new ArrayBlockingQueue<>(capacity);
    }

    /// Waits in the queue and until the work is done.
    <T extends @Nullable Object> T submit(Work<T> work) {
        var waitingWork = new WaitingWork<>(work);
        if (closed) {
            throw new StorageUnavailableException(Reason.CLOSED, null);
        }
        if (!waiting.offer(waitingWork)) {
            throw new OverloadedException(capacity);
        }
        if (closed && waiting.remove(waitingWork)) { // Closed in between, and nobody may be left to take it.
            throw new StorageUnavailableException(Reason.CLOSED, null);
        }
        return waitingWork.await();
    }

    /// The next works in order, at least one; waits for it. Empty once the queue is closed and nothing waits any more.
    ///
    /// @param most at most this many
    List<WaitingWork<?>> take(int most) {
        var taken = new ArrayList<WaitingWork<?>>();
        while (true) {
            var last = closed;
            if (waiting.drainTo(taken, most) > 0 || last) {
                return taken;
            }
            try {
                taken.add(waiting.take());
                waiting.drainTo(taken, most - 1);
                return taken;
            } catch (InterruptedException _) {
                // Only close() interrupts: look again.
            }
        }
    }

    boolean isClosed() {
        return closed;
    }

    int size() {
        return waiting.size();
    }

    /// Lets nobody in any more and wakes the threads that take, so that they finish what waits and see the end.
    void close(List<Thread> takers) {
        closed = true;
        takers.forEach(Thread::interrupt);
        boolean interrupted = false;
        for (var taker : takers) {
            while (taker.isAlive()) {
                try {
                    taker.join();
                } catch (InterruptedException _) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
