package vn.motcua.connectors.zalo;

import java.net.URI;

import org.jspecify.annotations.Nullable;

import vn.motcua.connectors.Secret;

/// An official account and the app that acts for it.
///
/// @param appSecret needed to renew tokens; without it the account works as long as its first token does
/// @param oaId      the account; null when the app serves one account alone
/// @param oaSecret  the key of the webhook page, with which events are signed. Not the app's secret
/// @param api       where messages are sent
/// @param oauth     where tokens are renewed
/// @param business  where notices by phone number are sent
public record ZaloAccount(String appId, @Nullable Secret appSecret, @Nullable String oaId, Secret oaSecret, URI api,
        URI oauth, URI business) {
}
