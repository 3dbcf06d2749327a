package vn.motcua.bot.store;

import java.nio.file.Path;

/// Another process serves from this data folder. Two would not see each other's sessions, limits and timers.
public final class AlreadyServingException extends RuntimeException {
    private final transient Path data;

    AlreadyServingException(Path data) {
        super("another process already serves from %s; stop it first, or give this one a folder of its own"
                .formatted(data));
        this.data = data;
    }

    public Path data() {
        return data;
    }
}
