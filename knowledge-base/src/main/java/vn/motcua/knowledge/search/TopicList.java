package vn.motcua.knowledge.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;

import vn.motcua.knowledge.content.Article;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.Elsewhere;
import vn.motcua.knowledge.content.Entry;
import vn.motcua.knowledge.content.Procedure;

/// Every topic of a content version with the texts that speak of it, in a fixed order.
final class TopicList {
    private static final long SEED = 168_2025;
    private static final int FRAMES = 6;
    private static final int ENGLISH_FRAMES = 4;

    /// A topic and its texts.
    ///
    /// @param names   what it is called
    /// @param ways    ways to ask for it, in people's own words
    /// @param framed  its short names in question frames
    /// @param prose   what its content says
    record Texts(Topic topic, List<String> names, List<String> ways, List<String> framed, List<String> prose) {

        /// What was written about the topic, without what a program put together.
        List<String> ownWords() {
            var words = new ArrayList<>(ways);
            words.addAll(prose);
            return words;
        }
    }

    private TopicList() {
    }

    static List<Texts> of(Content content) {
        var random = new Random(SEED);
        var list = new ArrayList<Texts>();
        for (var entry : content.entries()) {
            list.add(new Texts(new Topic.OfEntry(entry), names(entry), ways(entry), framed(entry, content, random),
                    prose(entry)));
        }
        for (var umbrella : content.umbrellas()) {
            var ways = new ArrayList<>(umbrella.asks());
            ways.addAll(umbrella.asksEnglish());
            list.add(new Texts(new Topic.OfUmbrella(umbrella), ways, ways, List.of(), List.of()));
        }
        for (var intent : content.speech().intents()) {
            list.add(new Texts(new Topic.OfIntent(intent.name()), intent.cues(), intent.phrases(), List.of(),
                    List.of()));
        }
        return list;
    }

    private static List<String> names(Entry entry) {
        var names = new ArrayList<String>();
        names.add(entry.title().vi());
        var english = entry.title().en();
        if (english != null) {
            names.add(english);
        }
        if (entry instanceof Procedure procedure) {
            names.addAll(procedure.names());
            names.addAll(procedure.namesEnglish());
        }
        return names;
    }

    private static List<String> ways(Entry entry) {
        var ways = new ArrayList<>(entry.asks());
        ways.addAll(entry.asksEnglish());
        ways.addAll(names(entry));
        if (entry instanceof Procedure procedure) {
            procedure.explained().forEach(one -> ways.add(one.question().vi()));
        }
        return ways;
    }

    private static List<String> framed(Entry entry, Content content, Random random) {
        if (!(entry instanceof Procedure procedure)) {
            return List.of();
        }
        var vocabulary = content.speech().vocabulary();
        int times = procedure.mostAsked() ? 2 : 1;
        var framed = new ArrayList<String>();
        frame(procedure.names(), vocabulary.frames(), FRAMES * times, random, framed);
        frame(procedure.namesEnglish(), vocabulary.englishFrames(), ENGLISH_FRAMES, random, framed);
        return framed;
    }

    private static void frame(List<String> names, List<String> frames, int each, Random random, List<String> into) {
        for (var name : names) {
            for (int i = 0; i < each && !frames.isEmpty(); i++) {
                into.add(frames.get(random.nextInt(frames.size())).replace("{}", name));
            }
        }
    }

    private static List<String> prose(Entry entry) {
        return switch (entry) {
            case Procedure procedure -> {
                var prose = new ArrayList<String>();
                prose.add(procedure.summary().vi());
                procedure.explained().forEach(one -> prose.add(one.question().vi() + " . " + one.answer().vi()));
                prose.add(join(procedure.documents()));
                prose.add(join(procedure.conditions()));
                yield prose;
            }
            case Article article -> List.of(article.lead().vi());
            case Elsewhere _ -> List.of();
        };
    }

    private static String join(Procedure.FactList list) {
        return String.join(" . ", list.items().stream().map(item -> item.text().vi()).toList());
    }
}
