package vn.motcua.bot.cli;

/// The command was used wrongly; its message says what to do instead. Ends the program with 2.
public final class WrongUseException extends RuntimeException {
    public WrongUseException(String message) {
        super(message);
    }
}
