package vn.motcua.connectors;

import java.util.Objects;

/// Where a citizen is reached: a channel and the citizen's identifier there, as the channel spells it.
///
/// @param channel `web`, `terminal`, `telegram`, `zalo` or `messenger`
/// @param id      opaque; kept as text because some providers' numbers do not fit a `long`
public record Address(String channel, String id) {
    public Address {
        Objects.requireNonNull(channel, "channel");
        Objects.requireNonNull(id, "id");
        if (channel.isBlank() || id.isBlank()) {
            throw new IllegalArgumentException("an address needs a channel and an id");
        }
    }
}
