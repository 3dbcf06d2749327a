package vn.motcua.bot.understanding;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Ways to cut a message where it may hold two questions. Whether both halves are questions is for the [Understander] to say.
public final class Clauses {
    private static final Pattern QUESTION_END = Pattern.compile("[?;\\n]+\\s*");
    /// Whoever tells a story first asks one question about it.
    private static final Pattern STORY = Pattern.compile("[.!]\\s+\\p{L}");
    /// "còn" (and what about) stays with its clause, because it says that the clause leaves something out.
    private static final Pattern CONJUNCTION = Pattern.compile(
            ",?\\s+(?:và|va|với lại|voi lai|ngoài ra|ngoai ra|rồi thì|đồng thời|and also|and|plus)\\s+|[,.]?\\s+(?=(?:còn|con|what about|how about)\\s)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final int LONGEST = 400;
    private static final int MOST_CUTS = 4;
    private static final int SHORTEST_CLAUSE = 4;

    private Clauses() {
    }

    /// Pairs of halves, those at the end of a question first; empty for a message without a place to cut, and for a story.
    public static List<List<String>> of(String text) {
        if (text.length() > LONGEST || STORY.matcher(text).find()) {
            return List.of();
        }
        var cuts = new ArrayList<List<String>>();
        for (var place : List.of(QUESTION_END, CONJUNCTION)) {
            var matcher = place.matcher(text);
            while (matcher.find() && cuts.size() < MOST_CUTS) {
                var first = text.substring(0, matcher.start()).strip();
                var second = text.substring(matcher.end()).strip();
                if (first.length() >= SHORTEST_CLAUSE && second.length() >= SHORTEST_CLAUSE) {
                    cuts.add(List.of(first, second));
                }
            }
        }
        return cuts;
    }
}
