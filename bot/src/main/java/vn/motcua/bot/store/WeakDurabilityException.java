package vn.motcua.bot.store;

/// The database is set so that something acknowledged could be lost or garbled. We do not start on such a one.
public final class WeakDurabilityException extends RuntimeException {
    private final String setting;
    private final String found;

    WeakDurabilityException(String setting, String found, String required) {
        super("the database has %s = %s, but %s is required".formatted(setting, found, required));
        this.setting = setting;
        this.found = found;
    }

    /// Name of the setting, as the database calls it.
    public String setting() {
        return setting;
    }

    /// Its value as the database reports it.
    public String found() {
        return found;
    }
}
