package vn.motcua.bot.conversation;

/// A file that a citizen shared and that is kept, as the transcript tells of it. Its content is elsewhere, encrypted.
///
/// @param id        opens it, together with its conversation; cannot be guessed
/// @param name      as the citizen named it, without personal data; at most 120 characters
/// @param mediaType what its content was found to be, such as `image/jpeg`
/// @param size      bytes that are kept
/// @param kind      what a person would call it
public record SharedFile(String id, String name, String mediaType, long size, Kind kind) {

    /// What a person would call a file.
    public enum Kind {
        IMAGE, DOCUMENT, AUDIO
    }
}
