package vn.motcua.bot.live;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/// One token bucket per key: the whole rate may be used at once and comes back evenly. Thread-safe.
///
/// A bucket is a single number: the moment at which it will be full again. Buckets that are full are forgotten; when more
/// keys are active than there is room for, the least used are forgotten too and begin full, so that memory stays bounded.
public final class RateLimiter {
    private static final int KEYS = 200_000;

    private final long interval;
    private final long burst;
    private final LongSupplier nanoClock;
    private final Cache<String, AtomicLong> fullAgainAt;

    /// @param nanoClock monotonic, like `System::nanoTime`
    public RateLimiter(Rate rate, LongSupplier nanoClock) {
        this.interval = Math.max(1, rate.per().toNanos() / rate.times());
        this.burst = interval * rate.times();
        this.nanoClock = nanoClock;
        this.fullAgainAt = Caffeine.newBuilder().maximumSize(KEYS).expireAfterAccess(burst, TimeUnit.NANOSECONDS)
                .ticker(nanoClock::getAsLong).build();
    }

    /// Takes one from the key's bucket.
    ///
    /// @return zero when there was one; otherwise how long to wait, and nothing is taken
    public Duration take(String key) {
        long now = nanoClock.getAsLong();
        var bucket = fullAgainAt.get(key, _ -> new AtomicLong(now));
        while (true) {
            long full = bucket.get();
            long next = (full - now > 0 ? full : now) + interval;
            long wait = next - now - burst;
            if (wait > 0) {
                return Duration.ofNanos(wait);
            }
            if (bucket.compareAndSet(full, next)) {
                return Duration.ZERO;
            }
        }
    }
}
