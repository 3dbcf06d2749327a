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

    /// The vowels with each tone, the bare ones first.
    private static final String I = "iíìỉĩị";
    private static final String Y = "yýỳỷỹỵ";
    private static final String O = "oóòỏõọ";
    private static final String U = "uúùủũụ";
    private static final String[][] PAIRS = {{O, "aáàảãạ"}, {O, "eéèẻẽẹ"}, {U, Y}};
    /// Consonants behind which "i" and "y" sound the same and both are written.
    private static final String ALONE_BEHIND = "klmst";

    private Syllables() {
    }

    /// The syllables of a text, in order, with their diacritics, each in one of the ways in which it may be spelled: "kí" and
    /// "công ti" as "ký" and "công ty", "hoà" and "uỷ" as "hòa" and "ủy". Numbers written with dots or slashes fall into their
    /// parts; a number with a unit behind it ("50k", "2tv") stays one.
    public static List<String> of(String text) {
        var normal = composed(text).toLowerCase(Locale.ROOT).replace('ð', 'đ');
        var syllables = new ArrayList<String>();
        int start = -1;
        for (int i = 0; i < normal.length(); i++) {
            if (Character.isLetterOrDigit(normal.charAt(i))) {
                if (start < 0) {
                    start = i;
                }
            } else if (start >= 0) {
                syllables.add(spelled(normal.substring(start, i)));
                start = -1;
            }
        }
        if (start >= 0) {
            syllables.add(spelled(normal.substring(start)));
        }
        return syllables;
    }

    /// One way of writing what may be written in two: "y" where it sounds alone behind one of some consonants, and the tone
    /// on the first of the vowels "oa", "oe" and "uy" at the end.
    private static String spelled(String syllable) {
        int last = syllable.length() - 1;
        if (last < 1) {
            return syllable;
        }
        char vowel = syllable.charAt(last);
        char before = syllable.charAt(last - 1);
        boolean behindQ = before == 'u' && last == 2 && syllable.charAt(0) == 'q';
        int tone = I.indexOf(vowel);
        if (tone >= 0) {
            boolean sounds = last == 1 && ALONE_BEHIND.indexOf(before) >= 0 || behindQ;
            return sounds ? syllable.substring(0, last) + Y.charAt(tone) : syllable;
        }
        for (int i = 0; i < PAIRS.length; i++) {
            tone = PAIRS[i][1].indexOf(vowel);
            if (tone > 0 && before == PAIRS[i][0].charAt(0) && !behindQ) {
                return syllable.substring(0, last - 1) + PAIRS[i][0].charAt(tone) + PAIRS[i][1].charAt(0);
            }
        }
        return syllable;
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
