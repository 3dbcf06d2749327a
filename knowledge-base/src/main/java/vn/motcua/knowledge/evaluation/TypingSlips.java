package vn.motcua.knowledge.evaluation;

import java.text.Normalizer;
import java.util.Random;
import java.util.regex.Pattern;

/// Makes questions worse in the way people do. The same seed gives the same slips in the same order of questions.
public final class TypingSlips {
    private static final Pattern SYLLABLE = Pattern.compile("(?<![\\p{L}\\p{N}])\\p{L}{3,}(?![\\p{L}\\p{N}])");
    private static final int LETTERS = 26;

    private final Random random;

    public TypingSlips(long seed) {
        random = new Random(seed);
    }

    /// A text with one random slip, a letter inserted, deleted, replaced or swapped with the next, in one syllable of at
    /// least three letters; unchanged if it has no such syllable.
    public String slip(String question) {
        var text = Normalizer.normalize(question, Normalizer.Form.NFC);
        var syllables = SYLLABLE.matcher(text).results().toList();
        if (syllables.isEmpty()) {
            return text;
        }
        var chosen = syllables.get(random.nextInt(syllables.size()));
        return text.substring(0, chosen.start()) + slipIn(chosen.group()) + text.substring(chosen.end());
    }

    private String slipIn(String syllable) {
        var slipped = syllable;
        // another case is no slip: "L" typed as "l" reads the same
        while (slipped.equalsIgnoreCase(syllable)) {
            var letters = new StringBuilder(syllable);
            switch (random.nextInt(4)) {
                case 0 -> letters.insert(random.nextInt(syllable.length() + 1), letter());
                case 1 -> letters.deleteCharAt(random.nextInt(syllable.length()));
                case 2 -> letters.setCharAt(random.nextInt(syllable.length()), letter());
                default -> {
                    int at = random.nextInt(syllable.length() - 1);
                    letters.setCharAt(at, syllable.charAt(at + 1));
                    letters.setCharAt(at + 1, syllable.charAt(at));
                }
            }
            slipped = letters.toString();
        }
        return slipped;
    }

    private char letter() {
        return (char) ('a' + random.nextInt(LETTERS));
    }
}
