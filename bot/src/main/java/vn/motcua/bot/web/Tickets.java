package vn.motcua.bot.web;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Optional;
import java.util.function.LongSupplier;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import vn.motcua.bot.conversation.ConversationId;

/// Tickets with which a socket is opened: for one conversation, once, for a short time. Thus no token stands in an address
/// or a log, and no foreign page can open a socket on a citizen's behalf. Thread-safe.
final class Tickets {
    private static final int BYTES = 24;
    private static final int WAITING = 100_000;

    private final SecureRandom random = new SecureRandom();
    private final Cache<String, ConversationId> waiting;

    Tickets(Duration life, LongSupplier nanoClock) {
        this.waiting = Caffeine.newBuilder().maximumSize(WAITING).expireAfterWrite(life)
                .ticker(nanoClock::getAsLong).build();
    }

    /// A new ticket for a conversation whose token was checked.
    String issue(ConversationId id) {
        var bits = new byte[BYTES];
        random.nextBytes(bits);
        var ticket = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
        waiting.put(ticket, id);
        return ticket;
    }

    /// Uses a ticket up; empty when there is none such, or no longer.
    Optional<ConversationId> redeem(String ticket) {
        return Optional.ofNullable(waiting.asMap().remove(ticket));
    }
}
