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

    /// The words an answer is laid out with.
    ///
    /// @param details   heading of the details; it stands alone on its line, with a colon
    /// @param continued what is put behind the heading of a passage that goes on in the details
    record Headings(String details, String continued) {
    }

    /// The text of an answer.
    ///
    /// @param parts what is said about each thing that was asked for; none of them is left out of the short answer for
    ///              the sake of another one
    static String of(List<List<Passage>> parts, Headings headings) {
        var told = new StringBuilder();
        var single = new ArrayList<List<Passage>>();
        for (var part : parts) {
            single.add(part.stream().map(passage -> withoutRepetition(passage, told))
                    .filter(passage -> !passage.lines().isEmpty()).toList());
        }
        return new Layout(headings).text(single);
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
        int words = 0;
        boolean within = false;
        for (int i = 0; i < text.length(); i++) {
            boolean gap = Character.isWhitespace(text.charAt(i));
            words += !gap && !within ? 1 : 0;
            within = !gap;
        }
        return words;
    }

    /// One answer being laid out.
    private static final class Layout {
        private final Headings headings;
        private final StringBuilder lead = new StringBuilder();
        private final List<String> details = new ArrayList<>();
        private int left = MOST_WORDS;

        Layout(Headings headings) {
            this.headings = headings;
        }

        String text(List<List<Passage>> parts) {
            var openings = new ArrayList<Opening>();
            for (int i = 0; i < parts.size(); i++) {
                int reserved = parts.subList(i + 1, parts.size()).stream().mapToInt(Layout::least).sum();
                parts.get(i).forEach(passage -> openings.add(
                        passage.detail() ? new Opening(passage, 0) : open(passage, left - reserved)));
            }
            var unfinished = openings.stream().filter(opening -> !opening.complete()).toList();
            for (var opening : unfinished) {
                details.add(rest(opening, unfinished.size() == 1));
            }
            return details.isEmpty()
                    ? lead.toString()
                    : lead + "\n\n" + headings.details() + ":\n" + String.join("\n\n", details);
        }

        /// The words of the least that can be said of a part: its name and its first line.
        private static int least(List<Passage> part) {
            return part.stream().filter(passage -> !passage.detail()).findFirst()
                    .map(passage -> words(passage.shortHeading() + passage.warning())
                            + words(passage.form().shown(passage.lines().getFirst(), 0)))
                    .orElse(0);
        }

        /// Puts as much of a passage into the short answer as it may take, at least one line where that fits at all.
        private Opening open(Passage passage, int allowed) {
            var heading = heading(passage, allowed);
            int taken = 0;
            int used = 0;
            for (var line : passage.lines()) {
                int more = words(passage.form().shown(line, taken));
                if (words(heading) + used + more > (lead.isEmpty() && taken == 0 ? left : allowed)) {
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

        /// The heading that names the procedure, unless it was named already or its words are needed for what was asked.
        private String heading(Passage passage, int allowed) {
            var named = passage.heading() + passage.warning();
            var plain = passage.shortHeading() + passage.warning();
            int first = words(passage.form().shown(passage.lines().getFirst(), 0));
            int all = passage.lines().stream().mapToInt(line -> words(passage.form().shown(line, 0))).sum();
            boolean needed = words(named) + first > left
                    || words(named) + all > allowed && words(plain) + all <= allowed;
            return lead.isEmpty() && !needed ? named : plain;
        }

        private String rest(Opening opening, boolean alone) {
            var passage = opening.passage();
            var heading = opening.taken() == 0
                    ? passage.shortHeading() + passage.warning()
                    : alone || passage.shortHeading().isEmpty() ? "" : passage.shortHeading() + headings.continued();
            return block(passage, heading, opening.taken(), passage.lines().size());
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
