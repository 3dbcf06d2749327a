package vn.motcua.bot;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/// Waiting until something is so, in tests: as long as it takes, and never longer than needed.
public final class Await {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration LOOK = Duration.ofMillis(5);

    private Await() {
    }

    /// Returns when the condition holds; fails when it does not come to hold at all.
    public static void until(String what, BooleanSupplier condition) {
        long start = System.nanoTime();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - start > PATIENCE.toNanos()) {
                throw new AssertionError("waited in vain until " + what);
            }
            try {
                Thread.sleep(LOOK);
            } catch (InterruptedException interrupted) {
                throw new IllegalStateException(interrupted);
            }
        }
    }
}
