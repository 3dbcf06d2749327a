package vn.motcua.connectors;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// Something that a citizen did in a channel.
public sealed interface InboundEvent {

    /// The citizen, or the group.
    Address address();

    /// Names the event among all of its channel, the same whenever it is delivered again.
    String eventId();

    /// When it happened, as the provider says.
    Instant at();

    /// Wrote something.
    record Said(Address address, String eventId, Instant at, String text) implements InboundEvent {
    }

    /// Changed something written before; answered as a new message.
    record Edited(Address address, String eventId, Instant at, String text) implements InboundEvent {
    }

    /// Pressed a button.
    ///
    /// @param value what we had given with the button, or what somebody pretends that we did
    record Picked(Address address, String eventId, Instant at, String value) implements InboundEvent {
    }

    /// Sent something else than text.
    ///
    /// @param reference by which the channel finds the content again; null when there is nothing to find
    /// @param name      the file's name, or null
    /// @param caption   what was written with it, or null
    record Shared(Address address, String eventId, Instant at, Kind kind, @Nullable String reference,
            @Nullable String name, @Nullable String caption) implements InboundEvent {
    }

    /// Opened the conversation or came back to it, without saying anything yet.
    ///
    /// @param payload what the link carried by which they came, or null
    record Followed(Address address, String eventId, Instant at, @Nullable String payload) implements InboundEvent {
    }

    /// Does not want to hear from us, or cannot: blocked, unfollowed, left.
    record Left(Address address, String eventId, Instant at) implements InboundEvent {
    }

    /// Took back the consent to the use of their data.
    record WithdrewConsent(Address address, String eventId, Instant at) implements InboundEvent {
    }

    /// Somebody wrote in a group that we were added to; we speak with one person at a time.
    record InGroup(Address address, String eventId, Instant at) implements InboundEvent {
    }

    /// What was sent instead of text.
    enum Kind {
        PHOTO, VIDEO, VOICE, FILE, STICKER, LOCATION, CONTACT, OTHER
    }
}
