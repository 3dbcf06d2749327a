package vn.motcua.bot.web;

import java.net.BindException;

/// The port cannot be listened on. The message names it and says what to do.
public final class CannotListenException extends RuntimeException {
    CannotListenException(int port, Throwable cause) {
        super(("port %d cannot be listened on: %s; if another program has it, end that one, or name another port"
                + " with --port or server.port")
                .formatted(port, cause instanceof BindException ? cause.getMessage() : cause), cause);
    }
}
