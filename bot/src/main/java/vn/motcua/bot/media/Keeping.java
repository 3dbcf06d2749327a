package vn.motcua.bot.media;

import vn.motcua.bot.conversation.SharedFile;

/// What became of a file that was to be kept.
public sealed interface Keeping {

    /// It is kept, now or since it was first brought.
    record Kept(SharedFile file) implements Keeping {
    }

    /// It is not kept, and nothing of it is.
    record Refused(Reason reason) implements Keeping {
    }

    /// Why a file is not kept.
    enum Reason {
        /// Nothing is in it, or it is none of the types that are taken.
        TYPE,
        /// It has more bytes than are taken.
        TOO_LARGE,
        /// An image that cannot be read, or has too many pixels.
        UNREADABLE,
        /// The conversation has as many files as it may.
        TOO_MANY
    }
}
