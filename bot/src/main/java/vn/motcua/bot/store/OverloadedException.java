package vn.motcua.bot.store;

/// Too many works wait for the database. The refused one was not begun; trying again in a moment is right.
public final class OverloadedException extends RuntimeException {
    private final int waiting;

    OverloadedException(int waiting) {
        super(waiting + " works wait for the database already", null, false, false);
        this.waiting = waiting;
    }

    /// How many works were waiting, which is as many as may.
    public int waiting() {
        return waiting;
    }
}
