package vn.motcua.bot.answer;

import java.util.List;
import java.util.regex.Pattern;

/// One matter of an answer and what is said about it, most important first.
///
/// @param heading      what it is, naming the procedure; without colon, blank for prose
/// @param shortHeading the same without the procedure, for when it was named already
/// @param warning      what stands behind the heading, such as that nothing of this is confirmed; may be blank
/// @param lines        sentences of prose or entries of a list
/// @param detail       whether it is never part of the short answer
record Passage(String heading, String shortHeading, String warning, List<String> lines, Form form, boolean detail) {
    private static final Pattern SENTENCE_END = Pattern.compile("(?<=[.!?…])\\s+(?=[\\p{Lu}\\d“\"(«])");

    /// How the lines stand.
    enum Form {
        /// Sentences, one behind the other.
        PROSE,
        /// Short lines, one below the other.
        LINES,
        /// Entries whose order means nothing.
        BULLETS,
        /// Entries in their order.
        NUMBERS;

        /// Whether it can stand in one paragraph with what comes before.
        boolean inParagraph() {
            return this == PROSE || this == LINES;
        }

        /// The line with this position, counted from 0, as it is shown.
        String shown(String line, int position) {
            return switch (this) {
                case PROSE, LINES -> line;
                case BULLETS -> "• " + line;
                case NUMBERS -> (position + 1) + ". " + line;
            };
        }
    }

    Passage {
        lines = List.copyOf(lines);
    }

    static Passage prose(String text) {
        return new Passage("", "", "",
                SENTENCE_END.splitAsStream(text.strip()).filter(line -> !line.isBlank()).toList(),
                Form.PROSE, false);
    }

    static Passage lines(List<String> lines) {
        return new Passage("", "", "", lines, Form.LINES, false);
    }

    static Passage bullets(String heading, String shortHeading, String warning, List<String> lines) {
        return new Passage(heading, shortHeading, warning, lines, Form.BULLETS, false);
    }

    static Passage numbers(String heading, String shortHeading, String warning, List<String> lines) {
        return new Passage(heading, shortHeading, warning, lines, Form.NUMBERS, false);
    }

    /// The same, kept out of the short answer.
    Passage asDetail() {
        return new Passage(heading, shortHeading, warning, lines, form, true);
    }

    Passage withLines(List<String> others) {
        return new Passage(heading, shortHeading, warning, others, form, detail);
    }
}
