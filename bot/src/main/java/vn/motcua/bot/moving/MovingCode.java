package vn.motcua.bot.moving;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// Six signs that take a conversation to where they are typed. None of them looks like another, and among them is a digit
/// and a letter: so no word, no name and no plain number is taken for a code, and a text is one by its shape alone, without
/// asking whether there is such a code.
public record MovingCode(String signs) {
    static final String ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    static final int LENGTH = 6;
    private static final Pattern SHAPE = Pattern
            .compile("(?=.*[2-9])(?=.*[A-Z])[" + ALPHABET + "]{" + LENGTH + "}");
    /// As people type it: together or in two groups, any case, perhaps with what it is before it.
    private static final Pattern TYPED = Pattern.compile(
            "(?:(?:mã(?: chuyển)?|ma(?: chuyen)?|code)(?: là| la| is)?\\s*:?\\s*)?([2-9A-Z]{3})[\\s.‐-―-]?([2-9A-Z]{3})[.!]?",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern UNSEEN = Pattern.compile("\\p{Cf}");

    public MovingCode {
        if (!isOne(signs)) {
            throw new IllegalArgumentException("not a code");
        }
    }

    static boolean isOne(String signs) {
        return SHAPE.matcher(signs).matches();
    }

    /// The code that a text consists of; empty when it is anything else.
    public static Optional<MovingCode> find(String text) {
        var typed = TYPED.matcher(UNSEEN.matcher(text).replaceAll("").strip());
        if (!typed.matches()) {
            return Optional.empty();
        }
        var signs = (typed.group(1) + typed.group(2)).toUpperCase(Locale.ROOT);
        return isOne(signs) ? Optional.of(new MovingCode(signs)) : Optional.empty();
    }

    /// As it is shown: `ABC-D23`.
    public String shown() {
        return signs.substring(0, LENGTH / 2) + "-" + signs.substring(LENGTH / 2);
    }

    /// Tells nothing: codes stand in no log.
    @Override
    public String toString() {
        return "MovingCode";
    }
}
