package vn.motcua.bot.live;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// One token bucket per key: the whole rate may be used at once and comes back evenly. Thread-safe.
public interface Limit {

    /// Takes one from the key's bucket. The answer is there at once when no other node has to be asked, otherwise within
    /// [Live#PATIENCE]; it never fails.
    ///
    /// @return zero when there was one; otherwise how long to wait, and nothing is taken
    CompletableFuture<Duration> take(String key);
}
