package vn.motcua.bot.privacy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/// Finds numbers that are personal only because the text says what they are: the way into somebody's computer, a bank
/// account. The same digits without such a word are an amount or a code, and stay.
final class NamedNumbers {

    /// Where such a number stands.
    record Found(int from, int to, PersonalData.Kind kind) {
    }

    /// What may stand between a name and its number; a bracket is what an earlier masking left.
    private static final String BETWEEN = "[^\\d\\n?!;\\[]{0,40}?";
    private static final String NUMBER = "(?<![\\p{L}\\d/.,-])(\\d(?:[ .-]?\\d){7,18})(?![\\d/]|[.,-]\\d)";
    private static final Pattern REMOTE_TOOL = Pattern
            .compile("(?iu)(?:ultra|team) ?view(?:er)?|any ?desk|rust ?desk|remote desktop|điều khiển từ xa"
                    + "|dieu khien tu xa");
    private static final Pattern REMOTE_ID = Pattern.compile("(?:" + REMOTE_TOOL.pattern() + "|(?iu)(?<![\\p{L}\\d])id)"
            + BETWEEN + NUMBER);
    private static final Pattern REMOTE_PASSWORD = Pattern
            .compile("(?iu)(?<![\\p{L}\\d])(?:password|passcode|pass|pwd?|mk"
                    + "|mật khẩu|mat khau)(?: (?:của|cua) \\p{L}{2,5})?(?: (?:là|la|is))?[ :=]{1,3}"
                    + "((?=[^\\s,;]*\\d)[^\\s,;\\[]{3,32})");
    private static final Pattern ACCOUNT = Pattern.compile("(?iu)(?<![\\p{L}\\d])(?:stk|số tk|so tk|tài khoản|tai khoan"
            + "|bank account|account (?:number|no))(" + BETWEEN + ")" + NUMBER);
    /// The number behind one of these is something else, whatever was said before.
    private static final Pattern OTHER_NAME = Pattern.compile("(?iu)(?<![\\p{L}\\d])(?:mst|mã|ma|thuế|thue|hồ sơ|ho so"
            + "|nghị định|nghi dinh|thông tư|thong tu|luật|luat|ngày|ngay|tax)(?![\\p{L}\\d])");
    private static final Pattern MONEY_OR_DATE = Pattern
            .compile(
                    "[1-9]\\d{0,2}(?:([.,])\\d{3})(?:\\1\\d{3})*|\\d{1,2}([.-])\\d{1,2}\\2\\d{4}|\\d{4}-\\d{2}-\\d{2}");
    private static final Pattern CURRENCY = Pattern
            .compile("(?iu)\\s?(?:đồng|dong|đ|vnd|vnđ|usd|\\$|tỷ|ty|triệu|trieu|nghìn|ngàn)(?![\\p{L}\\d])");

    private NamedNumbers() {
    }

    /// What is to be masked in a text, in order and without overlaps.
    static List<Found> find(String text) {
        var found = new ArrayList<Found>();
        if (REMOTE_TOOL.matcher(text).find()) {
            group(text, REMOTE_ID, found);
            group(text, REMOTE_PASSWORD, found);
        }
        var accounts = ACCOUNT.matcher(text);
        while (accounts.find()) {
            if (!OTHER_NAME.matcher(accounts.group(1)).find()
                    && !isMoneyOrDate(text, accounts.start(2), accounts.end(2))) {
                add(new Found(accounts.start(2), accounts.end(2), PersonalData.Kind.ACCOUNT), found);
            }
        }
        found.sort(Comparator.comparingInt(Found::from));
        return found;
    }

    private static void group(String text, Pattern pattern, List<Found> found) {
        var matcher = pattern.matcher(text);
        while (matcher.find()) {
            if (!isMoneyOrDate(text, matcher.start(1), matcher.end(1))) {
                add(new Found(matcher.start(1), matcher.end(1), PersonalData.Kind.SECRET), found);
            }
        }
    }

    private static void add(Found one, List<Found> found) {
        if (found.stream().noneMatch(other -> one.from() < other.to() && other.from() < one.to())) {
            found.add(one);
        }
    }

    private static boolean isMoneyOrDate(String text, int from, int to) {
        return MONEY_OR_DATE.matcher(text.substring(from, to)).matches()
                || CURRENCY.matcher(text).region(to, text.length()).lookingAt();
    }
}
