package vn.motcua.bot.outbox;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Cuts a long text into messages: at paragraphs, else at sentences, else at words, else anywhere but inside a sign.
final class TextCut {
    private TextCut() {
    }

    /// The pieces in order, none longer than allowed and none blank; what is between them is white space alone.
    static List<String> pieces(String text, int longest) {
        var pieces = new ArrayList<String>();
        var rest = text.strip();
        while (rest.length() > longest) {
            int cut = cut(rest, longest);
            pieces.add(rest.substring(0, cut).strip());
            rest = rest.substring(cut).strip();
        }
        if (!rest.isEmpty()) {
            pieces.add(rest);
        }
        return pieces;
    }

    /// Not before the middle, so that a text of short lines does not become a flood of messages.
    private static int cut(String text, int longest) {
        int least = longest / 2;
        int paragraph = text.lastIndexOf("\n\n", longest);
        if (paragraph >= least) {
            return paragraph;
        }
        int line = text.lastIndexOf('\n', longest);
        int sentence = before(BreakIterator.getSentenceInstance(Locale.ROOT), text, longest);
        if (Math.max(line, sentence) >= least) {
            return Math.max(line, sentence);
        }
        int space = text.lastIndexOf(' ', longest);
        return space >= least
                ? space
                : Math.max(1, before(BreakIterator.getCharacterInstance(Locale.ROOT), text, longest));
    }

    private static int before(BreakIterator breaks, String text, int longest) {
        breaks.setText(text);
        int at = breaks.preceding(longest + 1);
        return at == BreakIterator.DONE ? 0 : at;
    }
}
