package vn.motcua.bot.conversation;

import java.time.Instant;

import org.jspecify.annotations.Nullable;

/// Something that happened in a conversation, as its participants see it.
///
/// Numbered from 1 without gaps within the conversation; the number is given in the transaction that stores it.
public sealed interface TranscriptEvent {

    /// Position in the conversation, from 1.
    long seq();

    /// When it was committed.
    Instant at();

    /// The citizen wrote something or picked a choice.
    ///
    /// @param text   what was typed, or the label of the choice; personal data already masked
    /// @param choice value of the picked choice, or null when typed
    record Said(long seq, Instant at, String text, @Nullable String choice) implements TranscriptEvent {
    }

    /// The citizen wrote something that is not kept, because it tells of misconduct in office.
    ///
    /// @param text what stands in its place, in the language of the conversation
    record Withheld(long seq, Instant at, String text) implements TranscriptEvent {
    }

    /// The citizen shared a file, which is kept.
    record Shared(long seq, Instant at, SharedFile file) implements TranscriptEvent {
    }

    /// The citizen sent something else than text. The content stays with the provider until it is fetched.
    ///
    /// @param kind      wire word: photo, video, voice, file, sticker, location, contact or other
    /// @param reference by which the channel finds the content again, or null
    /// @param name      the file's name, personal data masked, or null
    /// @param caption   what was written with it, as far as it may be kept, or null
    /// @param file      as it is kept here, or null
    /// @param missing   wire word: why it could not be fetched, for the officer; null when it is kept, or not tried yet
    record Attached(long seq, Instant at, String kind, @Nullable String reference, @Nullable String name,
            @Nullable String caption, @Nullable SharedFile file, @Nullable String missing) implements TranscriptEvent {

        /// As it arrives.
        public Attached(long seq, Instant at, String kind, @Nullable String reference, @Nullable String name,
                @Nullable String caption) {
            this(seq, at, kind, reference, name, caption, null, null);
        }

        /// The same, kept here.
        public Attached kept(SharedFile content) {
            return new Attached(seq, at, kind, reference, name, caption, content, null);
        }

        /// The same, with why it could not be fetched.
        public Attached missing(String reason) {
            return new Attached(seq, at, kind, reference, name, caption, null, reason);
        }
    }

    /// The assistant replied.
    record Replied(long seq, Instant at, Reply reply) implements TranscriptEvent {
    }

    /// Somebody else speaks to the citizen from here on.
    record SpeakerChanged(long seq, Instant at, Speaker speaker) implements TranscriptEvent {
    }

    /// The conversation goes on elsewhere.
    ///
    /// @param channel where: `web`, `zalo` and so on
    /// @param into    id of another conversation that goes on here in the place of this one; null when it is this one that
    ///                goes on there
    record Moved(long seq, Instant at, String channel, @Nullable String into) implements TranscriptEvent {
    }
}
