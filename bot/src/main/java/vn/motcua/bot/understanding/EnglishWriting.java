package vn.motcua.bot.understanding;

import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import vn.motcua.knowledge.language.Syllables;

/// Tells English from Vietnamese that was typed without diacritics, abbreviated, or with Telex keys left in it.
final class EnglishWriting {
    private static final Set<String> WORDS = Set.of("how", "what", "where", "who", "which", "why", "the", "need",
            "want", "company", "documents", "document", "register", "registration", "my", "please", "hello", "hi",
            "thanks", "thank", "does", "should", "is", "are", "for", "business", "change", "branch", "much", "long",
            "cost", "and", "with", "open", "set", "up", "office", "you", "your", "i", "we", "someone", "anyone",
            "person", "officer", "english", "talk", "investment", "license", "licence", "certificate", "late", "file",
            "report", "foreign", "foreigner", "when", "will", "get", "apply", "about", "they", "she", "was", "were",
            "have", "has", "had", "from", "this", "that", "them", "their", "him", "her", "there", "before", "without",
            "under", "somebody", "asked", "asks", "wants", "told", "said", "extra", "money", "cash", "fee", "fees",
            "pay", "paid", "receipt", "clerk", "staff", "official", "counter", "bribe", "bribes", "denounce",
            "demanded",
            "demands", "million", "speed", "good", "morning", "afternoon", "evening", "bye", "goodbye", "move",
            "switch", "continue", "conversation");
    /// One Vietnamese syllable without its diacritics, perhaps with a Telex key behind it.
    private static final Pattern SYLLABLE = Pattern
            .compile("(?:ngh|ng|nh|ch|gh|gi|kh|ph|qu|th|tr|[bcdghklmnpqrstvxw])?[aeiouyw]{1,4}"
                    + "(?:ng|nh|ch|[cmnpt])?[aeow]?[sfrxjz]?");
    private static final Pattern ENDING = Pattern.compile(
            ".{2,}(?:tion|ment|ing|ship|ate|ise|ize|ed|er|ers|ity|ance|ence|al|ive|ory|ary|ble|ure|ly|ess|ct|cts|rt|gle|fy)");
    private static final int LONG_WORD = 5;

    private EnglishWriting() {
    }

    /// Whether these syllables are those of an English text; Vietnamese names in it may carry their diacritics.
    static boolean is(List<String> syllables) {
        int marked = 0;
        int known = 0;
        int foreign = 0;
        int formed = 0;
        for (var syllable : syllables) {
            if (!Syllables.fold(syllable).equals(syllable)) {
                marked++;
            } else if (WORDS.contains(syllable)) {
                known++;
            } else if (syllable.length() >= LONG_WORD && !SYLLABLE.matcher(syllable).matches()) {
                foreign++;
                formed += ENDING.matcher(syllable).matches() ? 1 : 0;
            }
        }
        int all = syllables.size();
        if (marked * 3 > all) {
            return false;
        }
        return known >= 2 && (known * 10 >= all * 3 || (known + foreign) * 10 >= all * 6)
                || known == all && known > 0 || formed >= 2 && (known + foreign) * 10 >= all * 6;
    }
}
