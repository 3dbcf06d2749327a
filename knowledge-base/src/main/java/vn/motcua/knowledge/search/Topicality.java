package vn.motcua.knowledge.search;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import vn.motcua.knowledge.language.Syllables;

/// How much a word tells about the topic, beyond being rare. What a title is about comes up again in its text; words that
/// only frame it ("làm sao", "thủ tục") do not. So a word counts by how often it stands in the text below a title that has
/// it, against all words of titles, and words with which one asks count half.
final class Topicality {
    /// What belongs to asking, not to what is asked about.
    private static final Set<String> ASKING = asking("""
            tôi mình em anh chị cô chú bác ông bà bạn ạ à ơi nhé thế thì là mà và với hay hoặc cho của từ đến trong ngoài
            trên dưới về ở tại nơi đâu nào gì sao bao nhiêu lâu mấy khi có không cần phải muốn xin hỏi này đó vẫn đã đang
            sẽ rồi chưa mới cũng chỉ lại nếu nhưng vì nên bị do để các những một như làm thủ tục được""");
    private static final float ASKING_COUNTS = 0.5f;
    /// Titles with an average word that are added to those seen.
    private static final double ADDED = 3;

    private final Map<String, Float> byWord = new HashMap<>();

    Topicality(List<PassageSearch.Passage> passages) {
        var titles = new HashMap<String, Integer>();
        var taken = new HashMap<String, Integer>();
        for (var passage : passages) {
            var text = new HashSet<>(Syllables.of(passage.text()));
            for (var word : new HashSet<>(Syllables.of(passage.title()))) {
                titles.merge(word, 1, Integer::sum);
                if (text.contains(word)) {
                    taken.merge(word, 1, Integer::sum);
                }
            }
        }
        double average = sum(taken) / Math.max(1, sum(titles));
        titles.forEach((word, times) -> {
            double share = (taken.getOrDefault(word, 0) + ADDED * average) / (times + ADDED);
            byWord.put(word, average == 0 ? 1 : (float) Math.sqrt(Math.min(1, share / average)));
        });
    }

    private static double sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(times -> times).sum();
    }

    private static Set<String> asking(String words) {
        return Set.of(words.split("\\s+"));
    }

    /// How much a syllable, or a pair of them, counts: 1 for one that tells the topic, less for others.
    float of(String token) {
        int space = token.indexOf(' ');
        if (space < 0) {
            return word(token) * (ASKING.contains(token) ? ASKING_COUNTS : 1);
        }
        var first = token.substring(0, space);
        var second = token.substring(space + 1);
        boolean bothAsk = ASKING.contains(first) && ASKING.contains(second);
        return (word(first) + word(second)) / 2 * (bothAsk ? ASKING_COUNTS : 1);
    }

    private float word(String syllable) {
        return byWord.getOrDefault(syllable, 1f);
    }
}
