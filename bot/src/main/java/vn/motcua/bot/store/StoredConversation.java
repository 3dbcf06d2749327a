package vn.motcua.bot.store;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.Conversation;

/// A conversation as found, with what its holder proves it with.
///
/// @param tokenHash hash of the bearer token; null where the channel vouches for the citizen. Not copied: do not change
@SuppressWarnings("ArrayRecordComponent") // Compared by MessageDigest.isEqual alone, in constant time.
public record StoredConversation(Conversation conversation, byte @Nullable [] tokenHash) {
}
