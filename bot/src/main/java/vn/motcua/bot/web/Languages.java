package vn.motcua.bot.web;

import java.util.Locale.LanguageRange;

import org.jspecify.annotations.Nullable;

import vn.motcua.knowledge.content.Language;

/// Which language a caller reads.
final class Languages {
    private static final int LONGEST = 256;

    private Languages() {
    }

    /// The first of our languages in an `Accept-Language` header; Vietnamese when it names none.
    static Language preferred(@Nullable String acceptLanguage) {
        if (acceptLanguage == null || acceptLanguage.isBlank() || acceptLanguage.length() > LONGEST) {
            return Language.VI;
        }
        try {
            for (var range : LanguageRange.parse(acceptLanguage)) {
                var tag = range.getRange();
                for (var language : Language.values()) {
                    if (range.getWeight() > 0
                            && (tag.equals(language.tag()) || tag.startsWith(language.tag() + "-"))) {
                        return language;
                    }
                }
            }
            return Language.VI;
        } catch (IllegalArgumentException notAHeader) {
            return Language.VI;
        }
    }
}
