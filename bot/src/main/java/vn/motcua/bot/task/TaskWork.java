package vn.motcua.bot.task;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.ConversationId;

/// One kind of work outside turns.
@FunctionalInterface
public interface TaskWork {

    /// How it ended.
    sealed interface Result {
    }

    /// It is done.
    ///
    /// @param tell what the citizen is to be told, or null
    record Done(@Nullable String tell) implements Result {
    }

    /// It could not be done now.
    record TryLater(String reason) implements Result {
    }

    /// It cannot be done.
    ///
    /// @param tell what the citizen is to be told, or null
    record Failed(String reason, @Nullable String tell) implements Result {
    }

    /// Does it. May be called again with the same id, after a crash for instance; outside systems get the id along, so that
    /// nothing is done twice.
    Result perform(Task task);

    /// What is to be done.
    ///
    /// @param attempts how often it was tried before
    record Task(String id, ConversationId conversation, String payload, int attempts) {
    }
}
