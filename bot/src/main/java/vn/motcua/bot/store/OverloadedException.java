package vn.motcua.bot.store;

/// More work is waiting than can be done in time. The refused one was not begun; trying again in a moment is right.
public final class OverloadedException extends RuntimeException {
    private final int waiting;

    /// @param waiting how much is waiting already, which is as much as may
    public OverloadedException(int waiting) {
        super(waiting + " works are waiting already", null, false, false);
        this.waiting = waiting;
    }

    /// How many works were waiting, which is as many as may.
    public int waiting() {
        return waiting;
    }
}
