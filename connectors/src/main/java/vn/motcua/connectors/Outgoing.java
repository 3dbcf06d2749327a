package vn.motcua.connectors;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// A message about to be sent, with what a provider's rules may depend on.
///
/// @param id        names the message, the same at every try; a provider that repeats it to us lets us see that it arrived
/// @param author    who wrote it
/// @param again     whether an earlier try may have arrived
/// @param lastHeard when the citizen last did something in the channel, for providers that close after a while; null when
///                  that is not known
public record Outgoing(String id, Address to, OutboundMessage message, Author author, boolean again,
        @Nullable Instant lastHeard) {

    /// Who wrote a message.
    public enum Author {
        BOT, OFFICER
    }
}
