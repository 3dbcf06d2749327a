package vn.motcua.bot.privacy;

import java.text.Normalizer;
import java.util.stream.IntStream;

/// A text as a reader sees it: full-width signs as plain ones, digits of every script as 0 to 9, and nothing that shows
/// nothing. Every character knows where it came from, so that what is found in it can be replaced in the original.
///
/// @param text   the plain text, in NFC
/// @param origin for each character of it, the index of its first character in the original; one more at the end
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record Plain(String text, int[] origin) {

    static Plain of(String original) {
        return isPlain(original)
                ? new Plain(original, IntStream.rangeClosed(0, original.length()).toArray())
                : converted(original);
    }

    /// Whether every sign stands for itself, as in most texts.
    private static boolean isPlain(String text) {
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            if (sign >= 0x80 && (sign >= 0x1F00 || !Character.isLetter(sign))) {
                return false;
            }
        }
        return true;
    }

    private static Plain converted(String original) {
        var plain = new StringBuilder(original.length());
        var origin = new int[original.length() * 4 + 1];
        int at = 0;
        while (at < original.length()) {
            int end = at + Character.charCount(original.codePointAt(at));
            while (end < original.length() && isMark(original.codePointAt(end))) {
                end += Character.charCount(original.codePointAt(end));
            }
            var sign = plain(original, at, end);
            if (plain.length() + sign.length() >= origin.length) {
                break;
            }
            for (int i = 0; i < sign.length(); i++) {
                origin[plain.length() + i] = at;
            }
            plain.append(sign);
            at = end;
        }
        origin[plain.length()] = original.length();
        return new Plain(plain.toString(), origin);
    }

    private static boolean isMark(int sign) {
        int type = Character.getType(sign);
        return type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK;
    }

    private static String plain(String original, int from, int to) {
        int sign = original.codePointAt(from);
        boolean alone = to == from + Character.charCount(sign);
        if (alone && (sign < 0x80 || sign < 0x1F00 && Character.isLetter(sign))) {
            return original.substring(from, to);
        }
        int type = Character.getType(sign);
        if (type == Character.FORMAT || isMark(sign)) {
            return "";
        }
        if (Character.isDigit(sign)) {
            return String.valueOf(Character.digit(sign, 10));
        }
        if (type == Character.SPACE_SEPARATOR) {
            return " ";
        }
        if (type == Character.DASH_PUNCTUATION || sign == '−') {
            return "-";
        }
        var normal = Normalizer.normalize(original.substring(from, to), Normalizer.Form.NFKC);
        return normal.length() > 4 * (to - from) ? original.substring(from, to) : normal;
    }
}
