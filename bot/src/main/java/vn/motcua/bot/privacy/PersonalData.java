package vn.motcua.bot.privacy;

import java.util.EnumSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Recognises personal data in what somebody typed and masks it, before anything is stored or logged.
///
/// Dossier codes, tax codes and amounts of money are not personal data and stay.
public final class PersonalData {

    /// What was masked.
    public enum Kind {
        /// Number of an identity card (căn cước, 12 digits) or of an older paper that was named.
        ID_NUMBER, PHONE, EMAIL,
        /// Number of a bank card.
        CARD,
        /// Number of a bank account that was named as such.
        ACCOUNT,
        /// A one-time code, a password, or the number that lets others into a computer: nobody may ever ask for it.
        SECRET
    }

    /// A text without personal data.
    ///
    /// @param kinds what was in it
    public record Masked(String text, Set<Kind> kinds) {
    }

    private static final String GAP = "[ .-]?";
    /// Province code 001–096, century and sex, year, six digits.
    private static final Pattern CITIZEN_ID = Pattern
            .compile("(?<![\\d.-])0\\d{2}" + GAP + "[0-3]\\d{2}" + GAP + "\\d{3}" + GAP + "\\d{3}(?![\\d.-]\\d|\\d)");
    private static final Pattern NAMED_PAPER = Pattern.compile(
            "(?iu)((?:cmnd|cmt|cccd|căn cước|can cuoc|chứng minh(?: thư| nhân dân)?|chung minh(?: thu| nhan dan)?"
                    + "|hộ chiếu|ho chieu|passport)(?: số| so| no\\.?)?[ :]{1,3})([A-Z]?\\d[\\d .]{6,13}\\d)");
    private static final Pattern PHONE = Pattern
            .compile("(?<![\\d.-])(?:\\+?84|0)" + GAP + "[35789](?:" + GAP + "\\d){8}(?![\\d.-]\\d|\\d)");
    private static final Pattern EMAIL = Pattern.compile("[\\w.+-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,4}");
    private static final Pattern CARD = Pattern.compile("(?<![\\d.-])\\d(?:[ -]?\\d){12,18}(?![\\d.-]\\d|\\d)");
    private static final Pattern SECRET = Pattern
            .compile("(?iu)((?:\\botp|mã xác thực|ma xac thuc|mật khẩu|mat khau|\\bpassword|\\bpasscode|\\bpin)"
                    + "(?: (?:của|cua) (?:tôi|toi|em|mình|minh|anh|chị|chi))?(?: là| la| is)?[ :=]{1,3})((?=\\S*\\d)[^\\s,;]{4,32})");
    private static final Pattern WORTH_A_LOOK = Pattern
            .compile("@|\\d[\\d .+-]{6,}\\d|(?iu)otp|m[ậa]t kh[ẩa]u|pass|pin|x[áa]c th[ựu]c");

    private PersonalData() {
    }

    /// The text with every piece of personal data replaced by a word in brackets. Masking twice changes nothing more.
    public static Masked mask(String text) {
        if (!WORTH_A_LOOK.matcher(text).find()) {
            return new Masked(text, Set.of());
        }
        var kinds = EnumSet.noneOf(Kind.class);
        var masked = replace(text, SECRET, "$1[mã bí mật]", Kind.SECRET, kinds);
        masked = replace(masked, EMAIL, "[email]", Kind.EMAIL, kinds);
        masked = replace(masked, NAMED_PAPER, "$1[số giấy tờ]", Kind.ID_NUMBER, kinds);
        masked = replace(masked, CITIZEN_ID, "[số giấy tờ]", Kind.ID_NUMBER, kinds);
        masked = replace(masked, PHONE, "[điện thoại]", Kind.PHONE, kinds);
        masked = CARD.matcher(masked).replaceAll(found -> {
            if (!isCard(found.group())) {
                return Matcher.quoteReplacement(found.group());
            }
            kinds.add(Kind.CARD);
            return "[số thẻ]";
        });
        masked = named(masked, kinds);
        return new Masked(masked, kinds);
    }

    private static String named(String text, Set<Kind> kinds) {
        var masked = new StringBuilder();
        int done = 0;
        for (var one : NamedNumbers.find(text)) {
            masked.append(text, done, one.from()).append(one.kind() == Kind.ACCOUNT ? "[số tài khoản]" : "[mã bí mật]");
            done = one.to();
            kinds.add(one.kind());
        }
        return masked.append(text, done, text.length()).toString();
    }

    private static String replace(String text, Pattern pattern, String by, Kind kind, Set<Kind> kinds) {
        var matcher = pattern.matcher(text);
        if (!matcher.find()) {
            return text;
        }
        kinds.add(kind);
        return matcher.replaceAll(by);
    }

    /// The check digit of card numbers (ISO/IEC 7812).
    private static boolean isCard(String text) {
        int sum = 0;
        boolean twice = false;
        for (int i = text.length() - 1; i >= 0; i--) {
            if (!Character.isDigit(text.charAt(i))) {
                continue;
            }
            int digit = text.charAt(i) - '0';
            sum += twice ? digit * 2 > 9 ? digit * 2 - 9 : digit * 2 : digit;
            twice = !twice;
        }
        return sum % 10 == 0;
    }
}
