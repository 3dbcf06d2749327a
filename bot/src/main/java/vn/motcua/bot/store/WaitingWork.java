package vn.motcua.bot.store;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import org.jspecify.annotations.Nullable;

/// A work whose caller waits for another thread to do it. It is run first and settled later, when it is known whether
/// what it wrote is kept.
final class WaitingWork<T extends @Nullable Object> {
    private final Work<T> work;
    private final CompletableFuture<T> told = new CompletableFuture<>();
    private @Nullable Runnable success;
    private @Nullable Throwable failure;

    WaitingWork(Work<T> work) {
        this.work = work;
    }

    /// Does the work and remembers how it ended.
    ///
    /// @return whether it ended well
    boolean run(ReusedStatements statements) {
        try {
            var result = statements.run(work);
            success = () -> told.complete(result);
            return true;
        } catch (SQLException refused) {
            failure = SqliteFailures.asOurs(refused);
        } catch (Throwable thrown) {
            failure = thrown; // The caller's to deal with, whatever it is.
        }
        return false;
    }

    /// Tells the caller how it ended.
    void settle() {
        if (failure != null) {
            told.completeExceptionally(failure);
        } else if (success != null) {
            success.run();
        }
    }

    /// Tells the caller that nothing was kept; a failure of its own goes first.
    void fail(RuntimeException why) {
        told.completeExceptionally(failure != null ? failure : why);
    }

    /// Waits until it is settled, interrupted or not: to leave early would leave the outcome unknown.
    T await() {
        try {
            return told.join();
        } catch (CompletionException ended) {
            switch (ended.getCause()) {
                case RuntimeException ours -> throw ours;
                case Error error -> throw error;
                case null, default -> throw ended;
            }
        }
    }
}
