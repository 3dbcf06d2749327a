package vn.motcua.bot.turn;

import java.net.URI;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.Conversation;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.moving.MovingCode;
import vn.motcua.bot.moving.MovingCodes;
import vn.motcua.bot.store.MovingEffect;
import vn.motcua.bot.store.MovingStore;
import vn.motcua.connectors.Address;

/// Gives out the codes that take a conversation along, and knows what a typed one stands for. Whoever typed wrong ones too
/// often is not looked up any more, so that nobody can guess. Thread-safe.
public final class Moving {
    /// How long a code can be used.
    public static final Duration LIFE = Duration.ofMinutes(10);
    /// How long somebody in a messenger, whom it vouches for, can have a conversation back that left there: the code may
    /// have fallen into wrong hands, or the page be closed.
    private static final Duration RETURN = Duration.ofDays(1);
    /// Wrong codes in [MovingStore#COUNTED], after which no more are looked up: from one person or page; from one network,
    /// which an office or a mobile operator shares; and from everybody together, which keeps also many networks from
    /// finding one of the 500 million codes.
    private static final int BY_ONE = 5;
    private static final int BY_NETWORK = 20;
    private static final int BY_ALL = 1_000;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final MovingCodes codes;
    private final MovingStore store;
    private final @Nullable URI publicUrl;
    private final Predicate<String> open;
    private final InstantSource clock;

    /// @param publicUrl where citizens reach the website, or null when that is not known
    /// @param open      whether a channel answers now, so that it is offered as a place to go on
    public Moving(MovingCodes codes, MovingStore store, @Nullable URI publicUrl, Predicate<String> open,
            InstantSource clock) {
        this.codes = codes;
        this.store = store;
        this.publicUrl = publicUrl;
        this.open = open;
        this.clock = clock;
    }

    /// Gives out a code for a conversation on the website, to be shown now and to nobody else; an older one is worth nothing
    /// from here on. Empty when the conversation is not there any more.
    public Optional<MovingCode> offer(ConversationId conversation) {
        // turns are numbered from 1 on
        var code = codes.code(conversation, RANDOM.nextLong() | Long.MIN_VALUE);
        return store.offerOnWeb(conversation, codes.hash(code), clock.instant().plus(LIFE))
                ? Optional.of(code)
                : Optional.empty();
    }

    /// The code that the next turn of a conversation gives out.
    MovingEffect offered(Conversation before, Instant now) {
        return new MovingEffect.Offered(codes.hash(codes.code(before.id(), before.revision() + 1)), now.plus(LIFE));
    }

    /// Whether a channel answers now.
    public boolean isOpen(String channel) {
        return open.test(channel);
    }

    /// Address of the chat page, or null when it is not known.
    @Nullable
    String page() {
        return publicUrl == null ? null : publicUrl.toString().replaceFirst("/$", "") + "/chat";
    }

    /// The conversation that somebody may have back without a code, because it left their address a short while ago.
    Optional<ConversationId> left(Address address, Instant now) {
        return store.findLeft(address, now.minus(RETURN));
    }

    /// What a typed code stands for.
    sealed interface Meaning {
        /// It was not looked up.
        record TooMany() implements Meaning {
        }

        /// There is no such code, or no longer.
        ///
        /// @param who by whom it is counted
        record Nothing(List<byte[]> who) implements Meaning {
        }

        /// A conversation that can be moved.
        ///
        /// @param codeHash as it is stored
        @SuppressWarnings("ArrayRecordComponent") // Meanings are not compared.
        record Of(ConversationId conversation, byte[] codeHash) implements Meaning {
        }
    }

    Meaning meaning(MovingCode code, Sender sender, Instant now) {
        var since = now.minus(MovingStore.COUNTED);
        var counted = new ArrayList<byte[]>();
        if (exceeds(counted, "person " + sender.address(), BY_ONE, since)
                || sender.network() != null && exceeds(counted, "network " + sender.network(), BY_NETWORK, since)
                || exceeds(counted, "all", BY_ALL, since)) {
            return new Meaning.TooMany();
        }
        var hash = codes.hash(code);
        return store.find(hash, now).<Meaning>map(found -> new Meaning.Of(found, hash))
                .orElseGet(() -> new Meaning.Nothing(counted));
    }

    private boolean exceeds(List<byte[]> counted, String who, int most, Instant since) {
        var trace = codes.trace(who);
        counted.add(trace);
        return store.mistyped(trace, since) >= most;
    }
}
