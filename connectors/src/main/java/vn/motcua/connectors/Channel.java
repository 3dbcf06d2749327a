package vn.motcua.connectors;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// A way in which citizens write to us and are answered: one messenger, or one like it. Translation only; what is said is
/// decided elsewhere. Safe for any number of threads. Every method blocks and is meant for virtual threads.
public interface Channel {

    /// The channel in an [Address].
    String name();

    /// What it can carry.
    Traits traits();

    /// Checks and reads what the provider, or somebody who pretends to be it, posted to us. Acts on nothing in it.
    Inbound receive(WebhookRequest request);

    /// Tries once to hand a message to the provider. Never throws for what goes wrong outside, and takes no longer than the
    /// channel's own deadline of at most 15 seconds.
    Delivery send(Outgoing outgoing);

    /// Until when a citizen can be answered, as far as we know.
    ///
    /// @param lastHeard when the citizen last did something in the channel; null when that is not known
    default ReplyWindow window(@Nullable Instant lastHeard, Instant now) {
        return ReplyWindow.ALWAYS;
    }

    /// Downloads what a citizen sent instead of text. Never throws for what goes wrong outside.
    ///
    /// @param reference of an [InboundEvent.Shared]
    /// @param most      bytes that are taken
    default Download download(String reference, int most) {
        return new Download.Refused(Download.Reason.GONE);
    }

    /// Lets the provider's app know that an event has been dealt with, where it shows that: a button pressed stops turning.
    /// A courtesy; nothing depends on it, and it never throws for what goes wrong outside.
    default void acknowledge(InboundEvent event) {
    }
}
