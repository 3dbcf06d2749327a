package vn.motcua.bot.understanding;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// Ways to cut a message where it may hold several questions. Whether all pieces are questions is for the [Understander] to say.
public final class Clauses {
    private static final Pattern QUESTION_END = Pattern.compile("[?;\\n]+\\s*");
    /// Whoever tells a story first asks one question about it.
    private static final Pattern STORY = Pattern.compile("[.!]\\s+\\p{L}");
    /// "còn" (and what about) stays with its clause, because it says that the clause leaves something out.
    private static final Pattern WHAT_ABOUT = Pattern.compile("[,.]?\\s+(?=(?:còn|con|what about|how about)\\s)",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern CONJUNCTION = Pattern.compile(
            ",?\\s+(?:và|va|với lại|voi lai|ngoài ra|ngoai ra|rồi thì|đồng thời|and also|and|plus)\\s+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final int LONGEST = 400;
    private static final int MOST_CUTS = 4;
    private static final int MOST_CLAUSES = 4;
    private static final int SHORTEST_CLAUSE = 4;

    private Clauses() {
    }

    /// Ways to cut, the likeliest first: at every end of a question, then into halves. Empty for a message without a place to
    /// cut, and for a story.
    public static List<List<String>> of(String text) {
        if (text.length() > LONGEST || STORY.matcher(text).find()) {
            return List.of();
        }
        var cuts = new ArrayList<List<String>>();
        var questions = QUESTION_END.splitAsStream(text).map(String::strip)
                .filter(clause -> clause.length() >= SHORTEST_CLAUSE).toList();
        if (questions.size() > 2 && questions.size() <= MOST_CLAUSES) {
            cuts.add(questions);
        }
        for (var place : List.of(QUESTION_END, WHAT_ABOUT, CONJUNCTION)) {
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
