package vn.motcua.bot.understanding;

import java.lang.Character.UnicodeScript;
import java.util.regex.Pattern;

/// Tells messages written in Chinese, simplified or traditional, also with Latin words between. Border traders and
/// investors write so; they get a fixed message and an officer.
public final class Chinese {
    private static final Pattern PERSON = Pattern.compile(
            "人工|客服|真人|工作人员|工作人員|官员|官員|公务员|公務員|负责人|負責人|找人|打电话|打電話|电话|電話|热线|熱線"
                    + "|联系方式|聯繫方式|聯絡方式");
    /// A Vietnamese sentence may hold a Chinese name; one with more Latin words than this for each Han sign is Vietnamese.
    private static final int LATIN_WORDS = 3;

    private Chinese() {
    }

    /// Whether a text is written in Chinese. Japanese and Korean are not, though they may use the same signs.
    public static boolean isWritten(String text) {
        int han = 0;
        int words = 0;
        boolean inWord = false;
        for (int at = 0; at < text.length();) {
            int sign = text.codePointAt(at);
            at += Character.charCount(sign);
            if (sign < 0x2E80) {
                boolean letter = Character.isLetter(sign);
                words += letter && !inWord ? 1 : 0;
                inWord = letter || inWord && Character.getType(sign) == Character.NON_SPACING_MARK;
                continue;
            }
            inWord = false;
            switch (UnicodeScript.of(sign)) {
                case HAN -> han++;
                case HIRAGANA, KATAKANA, HANGUL -> {
                    return false;
                }
                default -> {
                }
            }
        }
        return han > 0 && words <= LATIN_WORDS * han;
    }

    /// Whether a Chinese message asks for a person.
    static boolean wantsPerson(String text) {
        return PERSON.matcher(text).find();
    }
}
