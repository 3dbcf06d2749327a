package vn.motcua.knowledge.language;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Vietnamese text as its syllables: NFC, lower case, everything but letters and digits left out.
///
/// Vietnamese writes a space between syllables, not between words, so a syllable is what a token is in other languages.
public final class Syllables {
    private static final char[] FOLDED = foldTable();
    private static final char FIRST_MARK = 0x300;
    private static final char FIRST_VIETNAMESE = 0x1E00;

    private Syllables() {
    }

    /// The syllables of a text, in order, with their diacritics. Numbers written with dots or slashes fall into their
    /// parts; a number with a unit behind it ("50k", "2tv") stays one.
    public static List<String> of(String text) {
        var normal = composed(text);
        var syllables = new ArrayList<String>();
        int start = -1;
        for (int i = 0; i < normal.length(); i++) {
            if (Character.isLetterOrDigit(normal.charAt(i))) {
                if (start < 0) {
                    start = i;
                }
            } else if (start >= 0) {
                syllables.add(lower(normal, start, i));
                start = -1;
            }
        }
        if (start >= 0) {
            syllables.add(lower(normal, start, normal.length()));
        }
        return syllables;
    }

    private static String lower(String text, int from, int to) {
        return text.substring(from, to).toLowerCase(Locale.ROOT).replace('ð', 'đ');
    }

    /// A text without diacritics and in lower case; `đ` becomes `d`. Everything else stays.
    public static String fold(String text) {
        var normal = composed(text);
        int same = 0;
        while (same < normal.length() && fold(normal.charAt(same)) == normal.charAt(same)) {
            same++;
        }
        if (same == normal.length()) {
            return normal;
        }
        var folded = normal.toCharArray();
        for (int i = same; i < folded.length; i++) {
            folded[i] = fold(folded[i]);
        }
        return new String(folded);
    }

    private static char fold(char c) {
        return c < FOLDED.length ? FOLDED[c] : Character.toLowerCase(c);
    }

    /// The text in NFC. Looking whether it is so already is dear; signs below the combining marks, and the block of the
    /// Vietnamese letters, always are.
    private static String composed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= FIRST_MARK && (c < FIRST_VIETNAMESE || c >= FOLDED.length)) {
                return Normalizer.normalize(text, Normalizer.Form.NFC);
            }
        }
        return text;
    }

    /// The folded syllables of a text, joined by one space: two texts that a reader without diacritics cannot tell apart
    /// have the same key.
    public static String key(String text) {
        return fold(String.join(" ", of(text)));
    }

    /// Whether a text carries a Vietnamese diacritic or đ.
    public static boolean hasDiacritics(String text) {
        var normal = composed(text);
        return !fold(normal).equals(normal.toLowerCase(Locale.ROOT));
    }

    /// Latin letters up to the end of the Vietnamese block, each mapped to its base letter in lower case.
    private static char[] foldTable() {
        var table = new char[0x1F00];
        for (char c = 0; c < table.length; c++) {
            char folded = Character.toLowerCase(c);
            if (Character.isLetter(c)) {
                var base = Normalizer.normalize(String.valueOf(c), Normalizer.Form.NFD);
                folded = Character.toLowerCase(base.charAt(0));
            }
            table[c] = folded == 'đ' || folded == 'ð' ? 'd' : folded;
        }
        return table;
    }
}
