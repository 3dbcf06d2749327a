package vn.motcua.bot.privacy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

import vn.motcua.knowledge.language.Syllables;

/// Recognises personal data in what somebody typed and masks it, before anything is stored or logged: also in full-width
/// digits, with signs that show nothing, with gaps, and with the letter O for a zero.
///
/// Dossier codes, tax codes, numbers and dates of laws and amounts of money are not personal data and stay.
public final class PersonalData {

    /// What was masked.
    public enum Kind {
        /// Number of an identity card (căn cước, 12 digits) or of an older paper.
        ID_NUMBER("[số giấy tờ]"), PHONE("[điện thoại]"), EMAIL("[email]"),
        /// Number of a bank card.
        CARD("[số thẻ]"),
        /// Number of a bank account that was named as such.
        ACCOUNT("[số tài khoản]"),
        /// A one-time code, a password, or the number that lets others into a computer: nobody may ever ask for it.
        SECRET("[mã bí mật]");

        private final String mask;

        Kind(String mask) {
            this.mask = mask;
        }
    }

    /// A text without personal data.
    ///
    /// @param kinds what was in it
    public record Masked(String text, Set<Kind> kinds) {
    }

    private record Found(int from, int to, Kind kind) {
    }

    private static final String AT = "\\s?(?:@|\\(at\\)|\\[at]|\\{at}| a còng | a cong )\\s?";
    private static final String DOT = "\\s?(?:\\.|\\(dot\\)|\\[dot]| chấm | cham )\\s?";
    private static final Pattern EMAIL = Pattern.compile("(?iu)[\\p{L}\\d.+_%-]{1,64}" + AT
            + "[\\p{L}\\d-]{1,63}(?:" + DOT + "[\\p{L}\\d-]{1,63}){0,3}" + DOT + "[a-z]{2,12}(?![\\p{L}\\d])"
            + "|[\\w.+%-]{1,64}@[\\w-]{1,63}(?:\\.[\\w-]{1,63}){1,4}");

    private static final String SECRET_NAME = "(?iu)(?<![\\p{L}\\d])(?:otp|mã xác thực|ma xac thuc|mã xác nhận|ma xac nhan"
            + "|mã bảo mật|ma bao mat|mật khẩu|mat khau|mk|password|passcode|pass|pwd|pw|pin|cvv|cvc)(?![\\p{L}\\d])";
    /// What may stand between the name of a secret and its number.
    private static final String BETWEEN = "[^\\d\\n.?!;]{0,40}?";
    private static final Pattern SECRET_NUMBER = Pattern.compile(SECRET_NAME + "(" + BETWEEN
            + ")(?<![\\p{L}\\d/.,-])(\\d(?:[ .-]?\\d){2,7})(?![\\d/]|[.,]\\d)");
    private static final Pattern NUMBER_OF_SECRET = Pattern.compile("(?iu)(?<![\\p{L}\\d/.,-])(\\d(?:[ .-]?\\d){3,7})"
            + "(?:\\s{0,2}(?:là|la|is|=)\\s)(?:my |the |your )?(?:mã |ma )?(?:số |so )?"
            + SECRET_NAME.substring("(?iu)".length()));
    private static final Pattern SECRET_WORD = Pattern.compile(SECRET_NAME
            + "((?:\\s(?:của|cua|vneid|vssid|tài khoản|tai khoan|đăng nhập|dang nhap|tôi|toi|tui|em|mình|minh|anh|chị|chi"
            + "|email|mail|zalo|facebook|wifi))*\\s?(?:là|la|is|[:=])[\\s:=]{0,3}|\\s)"
            + "(\\S{3,64})");
    /// A number with such a word behind it counts something; one with such a word before it names something.
    private static final Pattern COUNTED = Pattern.compile("(?iu)^\\s?(?:phút|phut|giây|giay|lần|lan|ngày|ngay|giờ|gio"
            + "|tháng|thang|năm|nam|số|so|ký tự|ky tu|chữ|chu|con|mã|ma|minutes?|seconds?|times?|days?|hours?|digits?"
            + "|characters?|đồng|dong|đ|vnd|vnđ|k|triệu|trieu|tr|nghìn|ngàn|%)(?![\\p{L}\\d])");
    private static final Pattern NAMING = Pattern.compile(
            "(?iu)(?:năm|nam|ngày|ngay|tháng|thang|điều|dieu|khoản|nghị định|nghi dinh|thông tư|thong tu|luật|luat|số lượng"
                    + "|sau|trong|khoảng|hơn|mất|lần thứ|lần|phiên bản|version|year|in|after)\\s?$");

    private static final Set<String> NO_SECRETS = Set.of("required", "necessary", "incorrect", "forgotten", "expired",
            "mandatory", "something", "different", "protected", "security", "recovery", "password", "passwords");

    private static final String PAPER = "(?iu)(?<![\\p{L}\\d])(?:cmnd|cmt|cmtnd|cccd|căn cước|can cuoc|chứng minh|chung minh"
            + "|định danh|dinh danh|hộ chiếu|ho chieu|passport|identity card|id card|id number|số cm|so cm|giấy tờ tùy thân"
            + "|giay to tuy than)";
    private static final Pattern NAMED_PAPER = Pattern.compile(PAPER
            + "[^\\d\\n?!;]{0,30}?(?<![\\p{L}\\d.-])([A-Z] ?\\d{7,8}(?!\\d)|\\d(?:[ .-]{0,2}\\d){7,11})(?![\\d/]|[.,-]\\d)");

    /// Digits with gaps between them, as people group them.
    private static final Pattern DIGITS = Pattern
            .compile("(?:\\(?\\+ ?|\\((?=84\\))|00 ?)?\\d(?:(?:,|[ ._·•()\\[\\]/\n-]{0,3})\\d){7,21}");
    private static final Pattern ZERO_LIKE = Pattern
            .compile("(?<![\\p{L}])[\\dOo][ .\\-]?(?:[\\dOoQIl|][ .\\-]?){6,20}[\\dOoQIl|](?![\\p{L}])");

    /// Codes with digits that stay: dossiers, laws and decrees, dates, tax codes of branches.
    private static final Pattern STAYS = Pattern
            .compile("(?iu)(?:\\d{3}\\.\\d{2}\\.\\d{2}\\.)?H\\d{2}(?:\\.\\d{2,3})*-\\d{6}-\\d{3,6}"
                    + "|(?<!\\d)PAKN\\.\\d{8}\\.\\d{3,6}"
                    + "|(?<!\\d)\\d{1,4}/(?:19|20)\\d{2}/[\\p{L}][\\p{L}\\d-]*"
                    + "|(?<!\\d)\\d{1,2}([./-])\\d{1,2}\\1(?:19|20)\\d{2}(?!\\d)|(?<!\\d)(?:19|20)\\d{2}-\\d{2}-\\d{2}(?!\\d)"
                    + "|(?<![\\d-])\\d{10}-\\d{3}(?![\\d-])");
    private static final Pattern TAX_CODE = Pattern.compile(
            "(?iu)(?<![\\p{L}\\d])(?:mst|msdn|mã số thuế|ma so thue|mã số doanh nghiệp|ma so doanh nghiep|mã số dn|ma so dn"
                    + "|mã doanh nghiệp|ma doanh nghiep|mã thuế|ma thue|tax code|tax id|enterprise code)"
                    + "[^\\d\\n?!;]{0,30}$");
    private static final Pattern MONEY = Pattern.compile("(?!0)\\d{1,3}(?:([.,])\\d{3})(?:\\1\\d{3})*");
    private static final Pattern CURRENCY = Pattern
            .compile("(?iu)^\\s?(?:đồng|dong|đ|vnd|vnđ|usd|\\$|tỷ|ty|triệu|trieu|nghìn|ngàn)(?![\\p{L}\\d])");

    /// Several codes of business lines.
    private static final Pattern SECTORS = Pattern.compile("0\\d{3,4}(?:\\D+0\\d{3,4})+");

    private static final Pattern MOBILE = Pattern.compile("(?:0|840?|00840?)(?:[35789]\\d{8}|1[2689]\\d{8}|2\\d{9})");
    private static final Pattern CITIZEN = Pattern.compile("0(?:0[1-9]|[1-8]\\d|9[0-6])[0-3]\\d{8}");
    private static final Pattern CARD = Pattern.compile("(?:4|5[1-5]|2[2-7]|6|35)\\d+|9704\\d+|3[47]\\d{13}");
    private static final Pattern CARD_NAME = Pattern
            .compile("(?iu)(?<![\\p{L}\\d])(?:thẻ|the|card|visa|mastercard|napas|atm)[^\\d\\n?!;]{0,25}$");
    /// Without one of these, folded, and without many digits, there is nothing to find.
    private static final List<String> WORTH_A_LOOK = List.of("@", "at]", "at)", "at}", "a cong", "otp", "mat khau",
            "mk",
            "pass", "pw", "pin", "xac thuc", "xac nhan", "bao mat", "cvv", "cvc");
    /// Fewer digits make no number that is personal by itself.
    private static final int FEWEST_DIGITS = 5;

    private PersonalData() {
    }

    /// The text with every piece of personal data replaced by a word in brackets. Masking twice changes nothing more.
    public static Masked mask(String text) {
        return mask(text, Plain.of(text));
    }

    static Masked mask(String text, Plain plain) {
        if (digits(plain.text()) < FEWEST_DIGITS && !isWorthALook(Syllables.fold(plain.text()))) {
            return new Masked(text, Set.of());
        }
        var found = find(withZeros(plain.text()));
        if (found.isEmpty()) {
            return new Masked(text, Set.of());
        }
        var kinds = EnumSet.noneOf(Kind.class);
        var masked = new StringBuilder();
        int done = 0;
        for (var one : found) {
            int from = plain.origin()[one.from()];
            masked.append(text, done, from).append(one.kind().mask);
            done = plain.origin()[one.to()];
            kinds.add(one.kind());
        }
        return new Masked(masked.append(text, done, text.length()).toString(), kinds);
    }

    private static int digits(String text) {
        int digits = 0;
        for (int i = 0; i < text.length(); i++) {
            char sign = text.charAt(i);
            digits += sign >= '0' && sign <= '9' ? 1 : 0;
        }
        return digits;
    }

    private static boolean isWorthALook(String folded) {
        for (var sign : WORTH_A_LOOK) {
            if (folded.contains(sign)) {
                return true;
            }
        }
        return false;
    }

    /// Letters that stand for digits within a number become digits; the length stays.
    private static String withZeros(String text) {
        return ZERO_LIKE.matcher(text).replaceAll(found -> {
            var run = found.group();
            long real = run.chars().filter(sign -> sign >= '0' && sign <= '9').count();
            long letters = run.chars().filter(Character::isLetter).count();
            return real >= 5 && letters > 0 && letters <= real
                    ? run.replaceAll("[OoQ]", "0").replaceAll("[Il|]", "1")
                    : Matcher.quoteReplacement(run);
        });
    }

    /// What is to be masked, in order and without overlaps.
    private static List<Found> find(String text) {
        var taken = new boolean[text.length()];
        var all = new ArrayList<Found>();
        group(text, EMAIL, 0, Kind.EMAIL, taken, all);
        var stays = STAYS.matcher(text);
        while (stays.find()) {
            Arrays.fill(taken, stays.start(), stays.end(), true);
        }
        secrets(text, taken, all);
        NamedNumbers.find(text).forEach(one -> take(new Found(one.from(), one.to(), one.kind()), taken, all));
        numbers(text, taken, all);
        var papers = NAMED_PAPER.matcher(text);
        for (int at = 0; papers.find(at); at = papers.end(1)) {
            if (!hasCurrency(text, papers.end(1))) {
                take(new Found(papers.start(1), papers.end(1), Kind.ID_NUMBER), taken, all);
            }
        }
        all.sort((one, other) -> Integer.compare(one.from(), other.from()));
        return all;
    }

    private static void group(String text, Pattern pattern, int group, Kind kind, boolean[] taken, List<Found> all) {
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            take(new Found(matcher.start(group), matcher.end(group), kind), taken, all);
        }
    }

    private static void take(Found found, boolean[] taken, List<Found> all) {
        for (int i = found.from(); i < found.to(); i++) {
            if (taken[i]) {
                return;
            }
        }
        Arrays.fill(taken, found.from(), found.to(), true);
        all.add(found);
    }

    private static void secrets(String text, boolean[] taken, List<Found> all) {
        var words = SECRET_WORD.matcher(text);
        for (int at = 0; words.find(at); at = words.start(2)) {
            boolean said = !words.group(1).isBlank();
            if (isSecret(words.group(2), said)) {
                take(new Found(words.start(2), words.start(2) + trimmed(words.group(2)), Kind.SECRET), taken, all);
            }
        }
        var numbers = SECRET_NUMBER.matcher(text);
        for (int at = 0; numbers.find(at); at = numbers.end(2)) {
            if (!NAMING.matcher(numbers.group(1)).find()
                    && !COUNTED.matcher(text.substring(numbers.end(2))).find()) {
                take(new Found(numbers.start(2), numbers.end(2), Kind.SECRET), taken, all);
            }
        }
        group(text, NUMBER_OF_SECRET, 1, Kind.SECRET, taken, all);
    }

    /// Whether a word behind the name of a secret looks like the secret itself: a digit, a sign or capitals within it; or,
    /// where it was said to be it, a word longer than any syllable.
    private static boolean isSecret(String word, boolean said) {
        var core = word.substring(0, trimmed(word));
        if (core.startsWith("[") || core.length() < 4) {
            return false;
        }
        boolean digit = core.chars().anyMatch(sign -> sign >= '0' && sign <= '9');
        boolean letter = core.chars().anyMatch(Character::isLetter);
        boolean sign = core.chars().anyMatch(one -> "!@#$%^&*_+=".indexOf(one) >= 0);
        boolean mixed = core.substring(1).chars().anyMatch(Character::isUpperCase)
                && core.chars().anyMatch(Character::isLowerCase);
        if (digit && letter && !core.contains("/") || letter && sign || said && mixed) {
            return true;
        }
        return said && core.length() >= 8 && core.chars().allMatch(one -> one < 0x80 && Character.isLetter(one))
                && !NO_SECRETS.contains(core.toLowerCase(Locale.ROOT));
    }

    /// Length of a word without the marks of the sentence behind it.
    private static int trimmed(String word) {
        int length = word.length();
        while (length > 0 && ".,;:?)".indexOf(word.charAt(length - 1)) >= 0) {
            length--;
        }
        return length;
    }

    private static void numbers(String text, boolean[] taken, List<Found> all) {
        var runs = DIGITS.matcher(text);
        for (int at = 0; at < text.length() && runs.find(at);) {
            at = number(text, runs.start(), runs.end(), taken, all);
        }
    }

    /// Masks the personal number that begins in a run of digits, if any: people write one number after the other.
    ///
    /// @return where to look on
    private static int number(String text, int from, int to, boolean[] taken, List<Found> all) {
        if (isAmount(text, from, to)) {
            return to;
        }
        for (int end : ends(text, from, to)) {
            if (SECTORS.matcher(text.substring(from, end)).matches()) {
                return end;
            }
            var digits = text.substring(from, end).replaceAll("\\D", "");
            var kind = kind(text, from, digits);
            if (kind != null) {
                take(new Found(from, end, kind), taken, all);
                return end;
            }
        }
        int next = from + 1;
        while (next < to && Character.isDigit(text.charAt(next))) {
            next++;
        }
        return next;
    }

    /// Where a number that begins here may end: after each group of digits, the longest first.
    private static List<Integer> ends(String text, int from, int to) {
        var ends = new ArrayList<Integer>();
        for (int i = from + 1; i <= to; i++) {
            if (Character.isDigit(text.charAt(i - 1)) && (i == text.length() || !Character.isDigit(text.charAt(i)))) {
                ends.addFirst(i);
            }
        }
        return ends;
    }

    private static @Nullable Kind kind(String text, int from, String digits) {
        if (from > 0 && Character.isDigit(text.charAt(from - 1))) {
            return null;
        }
        var before = text.substring(Math.max(0, from - 60), from);
        if (digits.length() == 12 && CITIZEN.matcher(digits).matches()) {
            return Kind.ID_NUMBER;
        }
        if ((digits.length() == 10 || digits.length() == 13) && TAX_CODE.matcher(before).find()) {
            return null;
        }
        if (MOBILE.matcher(digits).matches()) {
            return Kind.PHONE;
        }
        if (digits.length() == 9 && digits.startsWith("0")) {
            return Kind.ID_NUMBER;
        }
        boolean length = digits.length() == 15 || digits.length() == 16 || digits.length() == 19
                || digits.length() >= 13 && digits.length() <= 19 && CARD_NAME.matcher(before).find();
        return length && CARD.matcher(digits).matches() && isCard(digits) ? Kind.CARD : null;
    }

    /// Whether this is money: grouped in thousands, or with a currency behind it.
    private static boolean isAmount(String text, int from, int to) {
        if (text.charAt(from) == '0') {
            return false;
        }
        return MONEY.matcher(text.substring(from, to)).matches() || to - from <= 13 && hasCurrency(text, to);
    }

    private static boolean hasCurrency(String text, int to) {
        return CURRENCY.matcher(text.substring(to, Math.min(text.length(), to + 12))).find();
    }

    /// The check digit of card numbers (ISO/IEC 7812).
    private static boolean isCard(String digits) {
        int sum = 0;
        boolean twice = false;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int digit = digits.charAt(i) - '0';
            sum += twice ? digit * 2 > 9 ? digit * 2 - 9 : digit * 2 : digit;
            twice = !twice;
        }
        return sum % 10 == 0;
    }
}
