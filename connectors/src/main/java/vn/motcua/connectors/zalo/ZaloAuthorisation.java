package vn.motcua.connectors.zalo;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;

import vn.motcua.connectors.Secret;

/// The right to speak for the account. A refresh token works once and its renewal brings the next one: an answer that is not
/// heard, or two nodes that renew at once, lose the account until an administrator authorises it anew. So one node renews at
/// a time, nobody who waits may cut a renewal short, and its result is stored before it is used. Thread-safe.
final class ZaloAuthorisation {
    /// Longer than a renewal and its storing take.
    private static final Duration HOLD = Duration.ofSeconds(40);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);
    private static final int LOOKS = 50;
    private static final int STORE_TRIES = 20;
    private static final Duration STORE_PAUSE = Duration.ofMillis(500);
    private static final Executor THREADS = Thread::startVirtualThread;

    /// Whether we may speak.
    sealed interface Access {
    }

    /// @param version of the token, to be named when it is refused
    record Granted(Secret token, long version) implements Access {
    }

    /// Not now, perhaps soon.
    record NotNow(String reason) implements Access {
    }

    /// Not before an administrator does something.
    record Needed(String reason) implements Access {
    }

    private final ZaloAccount account;
    private final ZaloApi api;
    private final ZaloTokenStore store;
    private volatile @Nullable ZaloTokens known;
    /// What a renewal brought and could not be stored yet; nothing else may be renewed before.
    private @Nullable Unstored unstored;
    private @Nullable CompletableFuture<Access> renewal;

    private record Unstored(long version, ZaloTokenStore.Secrets secrets) {
    }

    ZaloAuthorisation(ZaloAccount account, ZaloApi api, ZaloTokenStore store) {
        this.account = account;
        this.api = api;
        this.store = store;
    }

    /// A token to use now. When it soon ends, it is renewed meanwhile, and nobody waits for that.
    Access access(Duration patience) {
        var tokens = known;
        if (tokens == null) {
            tokens = store.read();
            known = tokens;
        }
        if (!usable(tokens)) {
            return await(renewal(tokens.version()), patience);
        }
        if (endsSoon(tokens) && !tokens.refused()) {
            renewal(tokens.version());
        }
        return granted(tokens);
    }

    /// A token after Zalo refused one.
    Access insteadOf(Granted refused, Duration patience) {
        return await(renewal(refused.version()), patience);
    }

    /// Renews when it is time to; for calling now and then, so that an account that says nothing does not lose its tokens.
    void keep() {
        var tokens = store.read();
        known = tokens;
        if (!tokens.refused() && (!usable(tokens) || endsSoon(tokens))) {
            renewal(tokens.version()).join();
        }
    }

    /// Waits for a renewal that is under way, which must not be cut short.
    void finish() {
        CompletableFuture<Access> running;
        synchronized (this) {
            running = renewal;
        }
        if (running != null) {
            await(running, HOLD);
        }
    }

    /// Whether an administrator must authorise the account anew, now or when the present token ends.
    boolean needed() {
        var tokens = known;
        return tokens != null && tokens.refused();
    }

    private boolean usable(ZaloTokens tokens) {
        return tokens.access() != null && (tokens.expires() == null || api.now().isBefore(tokens.expires()));
    }

    private boolean endsSoon(ZaloTokens tokens) {
        return tokens.expires() != null && !api.now().isBefore(tokens.expires().minus(ZaloApi.RENEW_BEFORE));
    }

    private static Access granted(ZaloTokens tokens) {
        var access = tokens.access();
        return access == null ? new NotNow("no access token yet") : new Granted(access, tokens.version());
    }

    /// The one renewal under way in this process, begun now if there is none.
    private synchronized CompletableFuture<Access> renewal(long version) {
        var running = renewal;
        if (running == null || running.isDone()) {
            running = CompletableFuture.supplyAsync(() -> renew(version), THREADS);
            renewal = running;
        }
        return running;
    }

    private static Access await(CompletableFuture<Access> renewal, Duration patience) {
        try {
            return renewal.get(Math.max(0, patience.toMillis()), TimeUnit.MILLISECONDS);
        } catch (TimeoutException stillGoing) {
            return new NotNow("tokens are being renewed");
        } catch (ExecutionException failed) {
            return new NotNow("tokens cannot be stored: " + Objects.toString(failed.getCause(), ""));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return new NotNow("interrupted");
        }
    }

    /// @param version what was found to be no good; anything newer will do
    private Access renew(long version) {
        storeWhatIsLeft();
        for (int look = 0; look < LOOKS; look++) {
            var tokens = store.read();
            known = tokens;
            if (tokens.version() != version && usable(tokens)) {
                return granted(tokens);
            }
            var appSecret = account.appSecret();
            if (tokens.refused() || tokens.refresh() == null || appSecret == null) {
                return needs(tokens);
            }
            if (store.claim(tokens.version(), api.now(), HOLD)) {
                return renew(tokens, appSecret, tokens.refresh());
            }
            pause(LOOK_AGAIN); // Another node is at it.
        }
        return new NotNow("another node is renewing the tokens");
    }

    private Access needs(ZaloTokens tokens) {
        if (!tokens.refused()) {
            store.refuse(tokens.version());
            known = store.read();
        }
        return new Needed(tokens.refused()
                ? "Zalo refused the refresh token; the account must be authorised anew"
                : "the access token ended and there is no way to renew it");
    }

    private Access renew(ZaloTokens tokens, Secret appSecret, Secret refresh) {
        var asked = api.now();
        return switch (api.renew(appSecret, refresh)) {
            case ZaloApi.Ok(var answer) -> {
                var secrets = api.secrets(answer, asked);
                if (secrets.isEmpty()) {
                    store.release(tokens.version());
                    yield new NotNow("a renewal without tokens");
                }
                unstored = new Unstored(tokens.version(), secrets.get());
                storeWhatIsLeft();
                known = store.read();
                yield granted(Objects.requireNonNull(known));
            }
            case ZaloApi.Failed failed -> refused(tokens, failed);
            case ZaloApi.NotAuthorised(var reason) -> new Needed(reason);
            case ZaloApi.NotReached(var reason) -> {
                store.release(tokens.version());
                yield new NotNow(reason);
            }
            // Whether the refresh token is spent, only the next try will tell.
            case ZaloApi.Unclear(var reason) -> {
                store.release(tokens.version());
                yield new NotNow("a renewal without an answer: " + reason);
            }
        };
    }

    private Access refused(ZaloTokens tokens, ZaloApi.Failed failed) {
        var reason = failed.error() + " " + failed.message();
        if (ZaloApi.RENEWAL_LATER.contains(failed.error())) {
            store.release(tokens.version());
            return new NotNow(reason);
        }
        // A node that took longer than its right may have been faster after all.
        store.refuse(tokens.version());
        var now = store.read();
        known = now;
        return now.refused()
                ? new Needed("Zalo refused the refresh token (" + reason + "); the account must be authorised anew")
                : granted(now);
    }

    /// Tries hard: these tokens exist nowhere else.
    private void storeWhatIsLeft() {
        for (int tries = 1; unstored != null; tries++) {
            try {
                store.replace(unstored.version(), unstored.secrets());
                unstored = null;
            } catch (RuntimeException away) {
                if (tries >= STORE_TRIES) {
                    throw away;
                }
                pause(STORE_PAUSE);
            }
        }
    }

    private static void pause(Duration length) {
        try {
            Thread.sleep(length);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
