package vn.motcua.bot.media;

import java.text.Normalizer;

import vn.motcua.bot.privacy.Screened;

/// Names of files as they may be kept and shown.
final class FileName {
    private static final int LONGEST = 100;

    private FileName() {
    }

    /// The name without folders, without signs that show nothing or turn the writing direction, without personal data, and
    /// with the ending of what the file is. What cannot be kept becomes the plain word for its kind.
    static String of(String given, MediaType type) {
        var name = Normalizer.normalize(given, Normalizer.Form.NFC).replaceFirst("(?s)^.*[/\\\\]", "")
                .replaceAll("[\\p{C}\\p{Zl}\\p{Zp}\"<>|:*?]", " ").replaceFirst("\\.[^.\\s]{1,8}$", "")
                .replaceAll("\\s+", " ").replaceFirst("^[. ]+", "").strip();
        var screened = Screened.of(name);
        var kept = screened.isWithheld() ? "" : cut(screened.text()).strip();
        return (kept.isEmpty() ? plain(type) : kept) + "." + type.extension();
    }

    private static String cut(String name) {
        int signs = name.codePointCount(0, name.length());
        return signs <= LONGEST ? name : name.substring(0, name.offsetByCodePoints(0, LONGEST));
    }

    private static String plain(MediaType type) {
        return switch (type.kind()) {
            case IMAGE -> "anh";
            case DOCUMENT -> "tai-lieu";
            case AUDIO -> "ghi-am";
        };
    }
}
