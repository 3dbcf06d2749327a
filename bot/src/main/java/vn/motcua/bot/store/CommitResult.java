package vn.motcua.bot.store;

/// What became of a turn that was to be stored.
public sealed interface CommitResult {

    /// All of it is durably stored.
    record Committed() implements CommitResult {
    }

    /// Its event was dealt with before, perhaps in another conversation. Nothing was stored now.
    ///
    /// @param first what was recorded then
    record Duplicate(RecordedEvent first) implements CommitResult {
    }

    /// The conversation has moved on since it was read, or is gone. Nothing was stored: read it again, decide again.
    record Stale() implements CommitResult {
    }
}
