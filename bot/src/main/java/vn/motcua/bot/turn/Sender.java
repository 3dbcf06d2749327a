package vn.motcua.bot.turn;

import org.jspecify.annotations.Nullable;

import vn.motcua.connectors.Address;

/// Who brings an event from outside, as the channel vouches for it.
///
/// @param address where they are; not a part of the conversation any more when that has moved
/// @param network where they come from on the network, or null where the channel does not say
public record Sender(Address address, @Nullable String network) {
    /// Somebody on a channel that does not say where they come from.
    public Sender(Address address) {
        this(address, null);
    }
}
