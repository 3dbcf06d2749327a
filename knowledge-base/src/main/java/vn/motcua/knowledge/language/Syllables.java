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

    private Syllables() {
    }

    /// The syllables of a text, in order, with their diacritics. Numbers written with dots or slashes fall into their
    /// parts; a number with a unit behind it ("50k", "2tv") stays one.
    public static List<String> of(String text) {
        var normal = Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
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
        var normal = Normalizer.isNormalized(text, Normalizer.Form.NFC)
                ? text
                : Normalizer.normalize(text, Normalizer.Form.NFC);
        var folded = new char[normal.length()];
        for (int i = 0; i < folded.length; i++) {
            char c = normal.charAt(i);
            folded[i] = c < FOLDED.length ? FOLDED[c] : Character.toLowerCase(c);
        }
        return new String(folded);
    }

    /// The folded syllables of a text, joined by one space: two texts that a reader without diacritics cannot tell apart
    /// have the same key.
    public static String key(String text) {
        return fold(String.join(" ", of(text)));
    }

    /// Whether a text carries a Vietnamese diacritic or đ.
    public static boolean hasDiacritics(String text) {
        var normal = Normalizer.normalize(text, Normalizer.Form.NFC);
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
