package vn.motcua.connectors.zalo;

import java.time.Duration;
import java.time.Instant;

import org.jspecify.annotations.Nullable;

import vn.motcua.connectors.Secret;

/// Tokens that several channels of a test share, as nodes share a database. A test may take it away.
final class MemoryTokens implements ZaloTokenStore {
    private ZaloTokens stored;
    private Instant heldUntil = Instant.MIN;
    private int failures;

    MemoryTokens(@Nullable String access, @Nullable String refresh, @Nullable Instant expires) {
        stored = new ZaloTokens(1, access == null ? null : new Secret(access),
                refresh == null ? null : new Secret(refresh), expires, false);
    }

    /// Lets the next replacements fail.
    synchronized void failReplacing(int times) {
        failures = times;
    }

    @Override
    public synchronized ZaloTokens read() {
        return stored;
    }

    @Override
    public synchronized boolean claim(long version, Instant now, Duration hold) {
        if (version != stored.version() || now.isBefore(heldUntil)) {
            return false;
        }
        heldUntil = now.plus(hold);
        return true;
    }

    @Override
    public synchronized void release(long version) {
        if (version == stored.version()) {
            heldUntil = Instant.MIN;
        }
    }

    @Override
    public synchronized boolean replace(long version, Secrets renewed) {
        if (failures-- > 0) {
            throw new IllegalStateException("away");
        }
        if (version != stored.version()) {
            return false;
        }
        stored = new ZaloTokens(version + 1, renewed.access(), renewed.refresh(), renewed.expires(), false);
        heldUntil = Instant.MIN;
        return true;
    }

    @Override
    public synchronized void refuse(long version) {
        if (version == stored.version()) {
            stored = new ZaloTokens(version, stored.access(), stored.refresh(), stored.expires(), true);
            heldUntil = Instant.MIN;
        }
    }
}
