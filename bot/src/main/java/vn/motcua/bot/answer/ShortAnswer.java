package vn.motcua.bot.answer;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;

import vn.motcua.knowledge.language.Syllables;

/// Lays an answer out: a short answer of at most [#MOST_WORDS] words, then the details under their own heading. The
/// details go on where the short answer broke off, so that the two together are complete and nothing is said twice.
final class ShortAnswer {
    /// Most words before the details: what fits on the screen of a small phone.
    static final int MOST_WORDS = 60;

    private ShortAnswer() {
    }

    /// The text of an answer.
    ///
    /// @param detailsHeading the heading of the details; it stands alone on its line, with a colon
    static String of(List<Passage> passages, String detailsHeading) {
        var told = new StringBuilder();
        var single = new ArrayList<Passage>();
        for (var passage : passages) {
            var rest = withoutRepetition(passage, told);
            if (!rest.lines().isEmpty()) {
                single.add(rest);
            }
        }
        return new Layout(single).text(detailsHeading);
    }

    /// The passage without what other passages told already, be it as a part of something longer. Numbered entries all
    /// stay: their number is said.
    private static Passage withoutRepetition(Passage passage, StringBuilder told) {
        var before = told.toString();
        var kept = new LinkedHashSet<String>();
        for (var line : passage.lines()) {
            var key = " " + Syllables.key(line) + " ";
            if (passage.form() == Passage.Form.NUMBERS || !before.contains(key)) {
                kept.add(line);
                told.append(key).append('\n');
            }
        }
        return passage.withLines(List.copyOf(kept));
    }

    static int words(String text) {
        return text.isBlank() ? 0 : text.strip().split("\\s+").length;
    }

    /// One answer being laid out.
    private static final class Layout {
        private final List<Passage> passages;
        private final StringBuilder lead = new StringBuilder();
        private final List<String> details = new ArrayList<>();
        private int left = MOST_WORDS;

        Layout(List<Passage> passages) {
            this.passages = passages;
        }

        String text(String detailsHeading) {
            var leading = passages.stream().filter(passage -> !passage.detail()).toList();
            var openings = new ArrayList<Opening>();
            for (int i = 0; i < leading.size(); i++) {
                int reserved = leading.subList(i + 1, leading.size()).stream().mapToInt(Layout::least).sum();
                openings.add(open(leading.get(i), left - reserved));
            }
            boolean alone = openings.stream().filter(opening -> !opening.complete()).count() == 1
                    && leading.size() == passages.size();
            for (var opening : openings) {
                if (!opening.complete()) {
                    details.add(rest(opening, alone && opening.taken() > 0));
                }
            }
            passages.stream().filter(Passage::detail)
                    .forEach(passage -> details.add(block(passage, passage.shortHeading(), 0, passage.lines().size())));
            return details.isEmpty()
                    ? lead.toString()
                    : lead + "\n\n" + detailsHeading + ":\n" + String.join("\n\n", details);
        }

        /// The words of the least that can be said of a passage: its name and its first line.
        private static int least(Passage passage) {
            return words(passage.shortHeading()) + words(passage.form().shown(passage.lines().getFirst(), 0));
        }

        /// Puts as much of a passage into the short answer as it may take, at least one line where that fits at all.
        private Opening open(Passage passage, int allowed) {
            var heading = lead.isEmpty() ? passage.heading() : passage.shortHeading();
            var first = words(passage.form().shown(passage.lines().getFirst(), 0));
            if (lead.isEmpty() && words(heading) + first > left) {
                heading = passage.shortHeading();
            }
            int taken = 0;
            int used = 0;
            for (var line : passage.lines()) {
                int more = words(passage.form().shown(line, taken));
                if (words(heading) + used + more > (taken == 0 ? left : allowed)) {
                    break;
                }
                used += more;
                taken++;
            }
            if (taken == 0 && !lead.isEmpty()) {
                return new Opening(passage, 0);
            }
            left -= words(heading) + used;
            if (!lead.isEmpty()) {
                lead.append(passage.form().inParagraph() || passage.lines().size() == 1 ? "\n" : "\n\n");
            }
            lead.append(block(passage, heading, 0, taken));
            return new Opening(passage, taken);
        }

        private static String rest(Opening opening, boolean continued) {
            var passage = opening.passage();
            return block(passage, continued ? "" : passage.shortHeading(), opening.taken(), passage.lines().size());
        }

        private static String block(Passage passage, String heading, int from, int to) {
            var shown = new ArrayList<String>();
            for (int i = from; i < to; i++) {
                shown.add(passage.form().shown(passage.lines().get(i), i));
            }
            if (shown.isEmpty()) {
                return heading + ".";
            }
            if (passage.form() == Passage.Form.PROSE) {
                return String.join(" ", shown);
            }
            if (heading.isEmpty()) {
                return String.join("\n", shown);
            }
            return passage.lines().size() == 1
                    ? heading + ": " + sentence(passage.lines().getFirst())
                    : heading + ":\n" + String.join("\n", shown);
        }

        private static String sentence(String line) {
            return line.matches("(?s).*[.!?…]\\)?") ? line : line + ".";
        }
    }

    /// How many lines of a passage stand in the short answer.
    private record Opening(Passage passage, int taken) {
        boolean complete() {
            return taken == passage.lines().size();
        }
    }
}
