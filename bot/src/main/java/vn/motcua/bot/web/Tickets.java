package vn.motcua.bot.web;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

/// Tickets that stand for something once and for a short time, such as a conversation whose socket may be opened. Thus no
/// token stands in an address or a log, and no foreign page can act on a citizen's behalf. Thread-safe.
final class Tickets<T> {
    private static final int BYTES = 24;
    private static final int WAITING = 100_000;

    private final SecureRandom random = new SecureRandom();
    private final Cache<String, T> waiting;

    Tickets(Duration life, LongSupplier nanoClock) {
        this.waiting = Caffeine.newBuilder().maximumSize(WAITING).expireAfterWrite(life)
                .ticker(nanoClock::getAsLong).build();
    }

    /// A new ticket; that it may be issued was checked.
    String issue(T what) {
        var bits = new byte[BYTES];
        random.nextBytes(bits);
        var ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        waiting.put(ticket, what);
        return ticket;
    }

    /// Uses a ticket up; empty when there is none such, or no longer.
    Optional<T> redeem(String ticket) {
        return Optional.ofNullable(waiting.asMap().remove(ticket));
    }
}
