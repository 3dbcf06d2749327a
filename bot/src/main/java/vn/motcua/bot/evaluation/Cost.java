package vn.motcua.bot.evaluation;

import java.lang.management.ManagementFactory;

import com.sun.management.ThreadMXBean;

/// What this thread has spent.
///
/// @param wallNanos      time by the clock
/// @param processorNanos time on a processor, which other programs do not lengthen
/// @param allocatedBytes memory asked for, which the collector has to clear away
public record Cost(long wallNanos, long processorNanos, long allocatedBytes) {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /// What the calling thread has spent until now; says something only against an earlier call of the same thread.
    static Cost soFar() {
        return new Cost(System.nanoTime(), THREADS.getCurrentThreadCpuTime(),
                THREADS.getCurrentThreadAllocatedBytes());
    }

    Cost since(Cost start) {
        return new Cost(wallNanos - start.wallNanos, processorNanos - start.processorNanos,
                allocatedBytes - start.allocatedBytes);
    }
}
