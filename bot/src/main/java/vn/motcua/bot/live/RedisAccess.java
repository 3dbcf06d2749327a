package vn.motcua.bot.live;

import org.jspecify.annotations.Nullable;

import vn.motcua.connectors.Secret;

/// Where Redis is and how to log in.
///
/// @param url `redis://` or, encrypted, `rediss://`, without the login
public record RedisAccess(String url, @Nullable String user, @Nullable Secret password) {
}
