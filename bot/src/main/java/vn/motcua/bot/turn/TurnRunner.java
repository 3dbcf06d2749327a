package vn.motcua.bot.turn;

/// Runs turns, one after the other within a conversation, side by side between conversations. Thread-safe.
public final class TurnRunner {

    /// Runs the turn of an event and returns when it is committed. Blocks; call it on a virtual thread.
    public TurnOutcome run(TurnEvent event) {
        throw new UnsupportedOperationException();
    }
}
