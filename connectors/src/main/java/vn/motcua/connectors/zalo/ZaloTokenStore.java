package vn.motcua.connectors.zalo;

import java.time.Duration;
import java.time.Instant;

import vn.motcua.connectors.Secret;

/// Keeps the tokens of one account, the same for every node: durably, encrypted. Every method may throw when nothing can be
/// stored now.
public interface ZaloTokenStore {

    /// What is stored now.
    ZaloTokens read();

    /// Takes the right to renew a version, so that no two nodes spend the same refresh token.
    ///
    /// @param hold after so long another may take it
    /// @return false when another has it, or the version is no longer that of what is stored
    boolean claim(long version, Instant now, Duration hold);

    /// Gives that right back.
    void release(long version);

    /// Stores what a renewal brought, in one transaction, and gives the right back. Who lost the right meanwhile may still do
    /// so: what Zalo gave last is what works.
    ///
    /// @return false when another version is stored already, and nothing was changed
    boolean replace(long version, Secrets renewed);

    /// Notes that Zalo refuses the refresh token of a version, and gives the right back.
    void refuse(long version);

    /// What a renewal brought.
    record Secrets(Secret access, Secret refresh, Instant expires) {
    }
}
