package vn.motcua.connectors.zalo;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

import vn.motcua.connectors.Secret;

/// The tokens of an account.
///
/// @param version one more with every change
/// @param access  null when there is none yet
/// @param refresh good for one renewal, which brings the next one; null when there is none
/// @param expires when the access token ends; null when nobody knows
/// @param refused whether Zalo refused the refresh token: an administrator must authorise anew
public record ZaloTokens(long version, @Nullable Secret access, @Nullable Secret refresh, @Nullable Instant expires,
        boolean refused) {
}
