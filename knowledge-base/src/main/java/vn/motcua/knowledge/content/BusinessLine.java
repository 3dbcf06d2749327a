package vn.motcua.knowledge.content;

import java.util.regex.Pattern;

/// A line of the classification by which businesses say what they do (ngành nghề; Decision 36/2025/QĐ-TTg). Each of the five
/// levels has its own lines; a code without its last digit is the line above.
///
/// @param code a letter, or two to five digits
public record BusinessLine(String code, String name) {
    private static final Pattern CODE = Pattern.compile("[A-Z]|[0-9]{2,5}");

    static boolean isCode(String text) {
        return CODE.matcher(text).matches();
    }
}
