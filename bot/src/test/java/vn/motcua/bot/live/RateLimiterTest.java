package vn.motcua.bot.live;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class RateLimiterTest {
    private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 5);
    private final RateLimiter limiter = new RateLimiter(new Rate(20, Duration.ofMinutes(1)), now::get);

    @Test
    void the_whole_rate_may_be_used_at_once_and_comes_back_evenly() {
        for (int at = 0; at < 20; at++) {
            assertThat(limiter.take("an")).isZero();
        }
        assertThat(limiter.take("an")).isEqualTo(Duration.ofSeconds(3));
        assertThat(limiter.take("binh")).isZero();
        passes(Duration.ofMillis(2_999));
        assertThat(limiter.take("an")).isEqualTo(Duration.ofMillis(1));
        passes(Duration.ofMillis(1));
        assertThat(limiter.take("an")).isZero();
        assertThat(limiter.take("an")).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void a_bucket_never_holds_more_than_the_rate() {
        limiter.take("an");
        passes(Duration.ofHours(5));
        for (int at = 0; at < 20; at++) {
            assertThat(limiter.take("an")).isZero();
        }
        assertThat(limiter.take("an")).isPositive();
    }

    @Test
    void many_threads_together_get_the_rate_and_no_more() {
        var taken = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int at = 0; at < 500; at++) {
                threads.execute(() -> {
                    if (limiter.take("an").isZero()) {
                        taken.incrementAndGet();
                    }
                });
            }
        }
        assertThat(taken).hasValue(20);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "20", "0/min", "20/day", "-1/s", "20/min/min", "9999999999/s"})
    void is_not_a_rate(String text) {
        assertThat(Rate.find(text)).isEmpty();
    }

    private void passes(Duration time) {
        now.addAndGet(time.toNanos());
    }
}
