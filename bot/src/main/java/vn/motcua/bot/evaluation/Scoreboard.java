package vn.motcua.bot.evaluation;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.evaluation.QuestionSet;
import vn.motcua.knowledge.evaluation.TypingSlips;
import vn.motcua.knowledge.index.PlainBm25;
import vn.motcua.knowledge.language.Syllables;
import vn.motcua.knowledge.search.Hit;
import vn.motcua.knowledge.search.KnowledgeBase;
import vn.motcua.knowledge.search.SignalTuner;
import vn.motcua.knowledge.search.Topic;

/// Who finds the right topic first: our search, and others that learn from the same asks and answer the same questions.
///
/// @param asks      ways of asking and titles of every topic
/// @param questions labelled questions that are about a topic, as they are and made worse
public record Scoreboard(List<Ask> asks, List<Asked> questions) {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final double FIGURES = 10_000;
    private static final double NANOS_IN_MILLISECOND = 1e6;

    /// A text that speaks of a topic.
    public record Ask(String text, Topic topic) {
    }

    /// A question as it is typed.
    ///
    /// @param set   the set it is from
    /// @param typed `as_is`, `stripped` of diacritics, or stripped with one `slip`
    public record Asked(String set, String typed, QuestionSet.Question question, String text) {
    }

    /// How one of them did on one set, typed in one way.
    ///
    /// @param right        share of questions whose first topic is right
    /// @param milliseconds per question
    public record Score(String set, String typed, String who, int questions, double right, double milliseconds) {

        /// One JSON object.
        public String toJson() {
            return MAPPER.createObjectNode().put("set", set).put("typed", typed).put("who", who)
                    .put("questions", questions).put("right", Math.round(right * FIGURES) / FIGURES)
                    .put("ms", Math.round(milliseconds * FIGURES) / FIGURES).toString();
        }
    }

    /// All asks of a content version.
    public static List<Ask> asks(Content content) {
        var asks = new ArrayList<Ask>();
        for (var entry : content.entries()) {
            var topic = new Topic.OfEntry(entry);
            add(asks, List.of(entry.title().vi()), topic);
            add(asks, entry.asks(), topic);
            add(asks, entry.asksEnglish(), topic);
        }
        for (var umbrella : content.umbrellas()) {
            add(asks, umbrella.asks(), new Topic.OfUmbrella(umbrella));
            add(asks, umbrella.asksEnglish(), new Topic.OfUmbrella(umbrella));
        }
        for (var intent : content.speech().intents()) {
            add(asks, intent.phrases(), new Topic.OfIntent(intent.name()));
        }
        return asks;
    }

    private static void add(List<Ask> asks, List<String> texts, Topic topic) {
        texts.forEach(text -> asks.add(new Ask(text, topic)));
    }

    /// The questions of a set that one of these asks' topics is right for, typed in three ways. The same seed gives the same slips.
    public static List<Asked> typed(String set, QuestionSet questions, List<Ask> asks, long seed) {
        var slips = new TypingSlips(seed);
        var typed = new ArrayList<Asked>();
        var about = questions.questions().stream()
                .filter(question -> asks.stream().anyMatch(ask -> SignalTuner.isRight(ask.topic(), question))).toList();
        add(typed, set, "as_is", about, text -> Normalizer.normalize(text, Normalizer.Form.NFC));
        add(typed, set, "stripped", about, Syllables::fold);
        add(typed, set, "slip", about, text -> slips.slip(Syllables.fold(text)));
        return typed;
    }

    private static void add(List<Asked> typed, String set, String how, List<QuestionSet.Question> questions,
            UnaryOperator<String> typing) {
        questions.forEach(
                question -> typed.add(new Asked(set, how, question, typing.apply(question.text()))));
    }

    /// What our search and a plain BM25 find first.
    public List<Score> scores(KnowledgeBase knowledge) {
        var plain = new PlainBm25(asks.stream().map(Ask::text).toList());
        var scores = new ArrayList<Score>();
        scores.addAll(scores("motcua",
                text -> knowledge.find(text, 1).stream().map(Hit::topic).findFirst().orElse(null)));
        scores.addAll(scores("bm25", text -> {
            var nearest = plain.nearest(text);
            return nearest.isPresent() ? asks.get(nearest.getAsInt()).topic() : null;
        }));
        return scores;
    }

    private List<Score> scores(String who, Function<String, @Nullable Topic> first) {
        // the compiler needs a while; another text, so that no search is remembered
        for (var asked : questions) {
            var _ = first.apply(asked.text() + " ạ");
        }
        var groups = questions.stream().map(asked -> List.of(asked.set(), asked.typed())).distinct().toList();
        var scores = new ArrayList<Score>();
        for (var group : groups) {
            var some = questions.stream()
                    .filter(asked -> group.equals(List.of(asked.set(), asked.typed()))).toList();
            int right = 0;
            long start = System.nanoTime();
            for (var asked : some) {
                var topic = first.apply(asked.text());
                right += topic != null && SignalTuner.isRight(topic, asked.question()) ? 1 : 0;
            }
            double milliseconds = (System.nanoTime() - start) / NANOS_IN_MILLISECOND;
            scores.add(new Score(group.getFirst(), group.getLast(), who, some.size(), right / (double) some.size(),
                    milliseconds / some.size()));
        }
        return scores;
    }

    /// The asks for others to learn from, one JSON object each: `text`, `topic`.
    public List<String> exportedAsks() {
        return asks.stream().map(ask -> MAPPER.createObjectNode().put("text", ask.text())
                .put("topic", name(ask.topic())).toString()).toList();
    }

    /// The questions for others to answer, one JSON object each: `set`, `typed`, `id`, `text`, and all topics that are `right`.
    public List<String> exportedQuestions() {
        var topics = asks.stream().map(Ask::topic).distinct().toList();
        return questions.stream().map(asked -> {
            var node = MAPPER.createObjectNode().put("set", asked.set()).put("typed", asked.typed())
                    .put("id", asked.question().id()).put("text", asked.text());
            var right = node.putArray("right");
            topics.stream().filter(topic -> SignalTuner.isRight(topic, asked.question()))
                    .forEach(topic -> right.add(name(topic)));
            return node.toString();
        }).toList();
    }

    private static String name(Topic topic) {
        return switch (topic) {
            case Topic.OfEntry(var entry) -> entry.getClass().getSimpleName() + "/" + entry.id();
            case Topic.OfUmbrella(var umbrella) -> "Umbrella/" + umbrella.id();
            case Topic.OfIntent(var intent) -> "Intent/" + intent;
        };
    }
}
