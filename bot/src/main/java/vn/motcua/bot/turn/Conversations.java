package vn.motcua.bot.turn;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import vn.motcua.bot.conversation.Conversation;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.bot.store.AddressTakenException;
import vn.motcua.bot.store.ConversationStore;
import vn.motcua.bot.store.StoredConversation;
import vn.motcua.connectors.Address;

/// Opens conversations and lets in only who holds their token. Thread-safe.
///
/// Keeps the conversations in use in memory; a copy that another node has overtaken does no harm, because committing
/// checks the revision. Who is let in is never decided by a copy older than some seconds: a conversation that moved has
/// another token.
public final class Conversations {
    private static final int IN_USE = 20_000;
    private static final Duration TRUSTED = Duration.ofSeconds(10);
    private static final SecureRandom RANDOM = new SecureRandom();

    /// A conversation just opened.
    ///
    /// @param token shown once; only its SHA-256 is stored
    public record Opened(ConversationId id, String token) {
    }

    private final ConversationStore store;
    private final InstantSource clock;
    private final Cache<ConversationId, StoredConversation> inUse = Caffeine.newBuilder().maximumSize(IN_USE)
            .expireAfterWrite(TRUSTED).build();
    private final Cache<Address, ConversationId> addresses = Caffeine.newBuilder().maximumSize(IN_USE).build();

    public Conversations(ConversationStore store, InstantSource clock) {
        this.store = store;
        this.clock = clock;
    }

    /// Opens a conversation on the website's chat.
    public Opened open() {
        return open("web");
    }

    /// Opens a conversation on a channel whose citizens have no address but the conversation itself.
    public Opened open(String channel) {
        var id = ConversationId.next();
        var secret = new byte[32];
        RANDOM.nextBytes(secret);
        var token = Base64.getUrlEncoder().withoutPadding().encodeToString(secret);
        var conversation = Conversation.begin(id, new Address(channel, id.value()));
        var hash = hash(token);
        store.create(conversation, hash, clock.instant());
        inUse.put(id, new StoredConversation(conversation, hash));
        return new Opened(id, token);
    }

    /// The conversation with the citizen at an address that the channel vouches for; begun when there is none.
    public ConversationId at(Address address) {
        return addresses.get(address, _ -> store.find(address).map(found -> found.conversation().id())
                .orElseGet(() -> begin(address)));
    }

    private ConversationId begin(Address address) {
        var id = ConversationId.next();
        try {
            store.create(Conversation.begin(id, address), null, clock.instant());
            return id;
        } catch (AddressTakenException _) { // Another node was faster.
            return store.find(address).orElseThrow().conversation().id();
        }
    }

    /// Whether this token opens this conversation. Unknown conversations and wrong tokens are the same: false.
    public boolean admits(ConversationId id, String token) {
        var hash = hash(token);
        if (isToken(find(id), hash)) {
            return true;
        }
        forget(id); // Since our copy was made the conversation may have moved to whoever holds this token.
        return isToken(find(id), hash);
    }

    private static boolean isToken(Optional<StoredConversation> stored, byte[] hash) {
        var known = stored.isEmpty() ? null : stored.get().tokenHash();
        return known != null && MessageDigest.isEqual(known, hash);
    }

    /// Whether this token opened this conversation until it was erased.
    public boolean wasErased(ConversationId id, String token) {
        return store.wasErased(id, hash(token));
    }

    /// Forgets which conversation is at an address, since another may be there by now.
    public void lookAgain(Address address) {
        addresses.invalidate(address);
    }

    /// Whether a conversation is on the website now, and not moved elsewhere or replaced by another.
    public boolean isOnWeb(ConversationId id) {
        return find(id).filter(stored -> stored.conversation().address().equals(new Address("web", id.value())))
                .isPresent();
    }

    /// Transcript events after a number, in order, as far as whoever holds the token may read.
    ///
    /// @param after the last number already known; 0 for all
    /// @param limit at most so many
    public List<TranscriptEvent> events(ConversationId id, long after, int limit) {
        return store.readable(id, after, limit);
    }

    Optional<StoredConversation> find(ConversationId id) {
        var known = inUse.getIfPresent(id);
        if (known != null) {
            return Optional.of(known);
        }
        var stored = store.find(id);
        stored.ifPresent(found -> inUse.put(id, found));
        return stored;
    }

    void advanced(StoredConversation before, Conversation after) {
        inUse.put(after.id(), new StoredConversation(after, before.tokenHash()));
    }

    /// Forgets what is no longer so after a conversation moved, or another went on in its place.
    void moved(Conversation before) {
        inUse.invalidate(before.id());
        addresses.invalidate(before.address());
    }

    void forget(ConversationId id) {
        inUse.invalidate(id);
    }

    static byte[] hash(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }
}
