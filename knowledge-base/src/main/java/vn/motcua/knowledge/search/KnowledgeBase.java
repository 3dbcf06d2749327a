package vn.motcua.knowledge.search;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import vn.motcua.knowledge.catalogue.Catalogue;
import vn.motcua.knowledge.content.Article;
import vn.motcua.knowledge.content.CatalogueEntry;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.ContentReader;
import vn.motcua.knowledge.content.Elsewhere;
import vn.motcua.knowledge.content.InvalidContentException;
import vn.motcua.knowledge.content.Procedure;

/// Everything the department knows, searchable. Immutable: a new content version is a new knowledge base. Safe to share
/// between threads.
///
/// Several [witnesses][Witnesses] are heard about every question; what they say is weighed into one probability per topic.
public final class KnowledgeBase {
    /// Less probable topics are not worth a look.
    private static final double IMPROBABLE = 0.002;
    /// How many topics compete at most.
    private static final int COMPETING = 12;
    /// Share of all ways of asking up to which a token says which of them is close.
    private static final double COMMONEST = 0.08;
    /// Syllables of a usual question; in longer ones every single word says less.
    private static final double USUAL_LENGTH = 12;

    private final Content content;
    private final SignalWeights weights;
    private final QuestionAnalysis analysis;
    private final List<Topic> topics;
    private final Witnesses witnesses;
    /// Where the ways of asking of each topic begin, and one more: where the last ones end.
    private final int[] firstWays;
    /// The same for names.
    private final int[] firstNames;
    /// Signals that do not depend on the text.
    private final float[][] standing;

    /// What other agencies do by the national catalogue; null when none was imported.
    private final @Nullable CatalogueSearch catalogue;

    private KnowledgeBase(Content content, SignalWeights weights, WitnessSource source,
            @Nullable Catalogue imported) {
        this.content = imported == null ? content : content.with(imported.version());
        this.weights = weights;
        var list = TopicList.of(content);
        topics = list.stream().map(TopicList.Texts::topic).toList();
        firstWays = firsts(list, TopicList.Texts::ways);
        firstNames = firsts(list, TopicList.Texts::names);
        standing = new float[Signal.values().length][topics.size()];
        for (int topic = 0; topic < topics.size(); topic++) {
            var signal = standing(topics.get(topic));
            if (signal != null) {
                standing[signal.ordinal()][topic] = 1;
            }
        }
        witnesses = source.witnesses(list);
        analysis = new QuestionAnalysis(content.speech().vocabulary(), witnesses.syllables(), ReadingWeights.TUNED);
        catalogue = imported == null ? null : new CatalogueSearch(imported, content, analysis, topics, witnesses);
    }

    private KnowledgeBase(KnowledgeBase other, SignalWeights weights) {
        content = other.content;
        this.weights = weights;
        analysis = other.analysis;
        topics = other.topics;
        witnesses = other.witnesses;
        firstWays = other.firstWays;
        firstNames = other.firstNames;
        standing = other.standing;
        catalogue = other.catalogue;
    }

    /// The same with other weights.
    KnowledgeBase weighedBy(SignalWeights others) {
        return new KnowledgeBase(this, others);
    }

    private static int[] firsts(List<TopicList.Texts> topics, Function<TopicList.Texts, List<String>> texts) {
        var firsts = new int[topics.size() + 1];
        for (int topic = 0; topic < topics.size(); topic++) {
            firsts[topic + 1] = firsts[topic] + texts.apply(topics.get(topic)).size();
        }
        return firsts;
    }

    private interface WitnessSource {
        Witnesses witnesses(List<TopicList.Texts> topics);
    }

    /// Reads a content folder and makes it searchable. The version that was checked when the product was built is not
    /// checked again.
    ///
    /// @throws InvalidContentException with every mistake in the folder
    public static KnowledgeBase load(Path folder) {
        return of(ContentReader.read(folder, Witnesses.packagedVersion()).sound());
    }

    /// The same with the catalogue of a data folder, if one was imported there. The content's version then names both.
    ///
    /// @throws InvalidContentException with every mistake in the content folder
    public static KnowledgeBase load(Path folder, Path data) {
        return of(ContentReader.read(folder, Witnesses.packagedVersion()).sound(), Catalogue.read(data).orElse(null));
    }

    /// Makes a content version searchable, with the witnesses that came with the build if they are of the same version,
    /// and fresh ones otherwise.
    public static KnowledgeBase of(Content content) {
        return of(content, null);
    }

    /// The same beside a catalogue.
    public static KnowledgeBase of(Content content, @Nullable Catalogue catalogue) {
        return new KnowledgeBase(content, SignalWeights.tuned(),
                topics -> Witnesses.packagedOrFresh(content, topics), catalogue);
    }

    /// The same with everything made afresh.
    public static KnowledgeBase fresh(Content content) {
        return new KnowledgeBase(content, SignalWeights.tuned(),
                topics -> Witnesses.fresh(content, topics), null);
    }

    public Content content() {
        return content;
    }

    List<Topic> topics() {
        return topics;
    }

    private static @Nullable Signal standing(Topic topic) {
        return switch (topic) {
            case Topic.OfEntry(Procedure procedure) -> procedure.mostAsked() ? Signal.MOST_ASKED : null;
            case Topic.OfEntry(Article article) ->
                article.belongsTo() == null ? Signal.GENERAL_ARTICLE : Signal.PART_ARTICLE;
            case Topic.OfEntry(Elsewhere _) -> Signal.ELSEWHERE;
            case Topic.OfUmbrella _ -> Signal.UMBRELLA;
            case Topic.OfIntent _ -> Signal.INTENT;
        };
    }

    /// What is heard about a text: for each signal a figure for each topic; null when no word of it is known.
    float @Nullable [][] signals(String text) {
        return signals(analysis.read(text));
    }

    private float @Nullable [][] signals(QuestionAnalysis.Reading reading) {
        var wanted = witnesses.dictionary().query(reading.wanted());
        var words = witnesses.words().scores(wanted);
        if (!toShares(words)) {
            return null;
        }
        var signals = standing.clone();
        var closest = highest(witnesses.ways().scores(wanted, COMMONEST), firstWays);
        float most = witnesses.ways().most(wanted);
        var covered = closest.clone();
        for (int topic = 0; topic < covered.length; topic++) {
            covered[topic] /= most;
        }
        toShares(closest);
        var names = highest(witnesses.names().scores(wanted), firstNames);
        toShares(names);
        var model = witnesses.model().logits(wanted);
        float longer = (float) Math.log(Math.max(1, reading.syllables().size()) / USUAL_LENGTH);
        signals[Signal.MODEL.ordinal()] = model;
        signals[Signal.WORDS.ordinal()] = words;
        signals[Signal.NAMES.ordinal()] = names;
        signals[Signal.NAME_SAID.ordinal()] = highest(witnesses.names().said(wanted), firstNames);
        signals[Signal.CLOSEST.ordinal()] = closest;
        signals[Signal.COVERED.ordinal()] = covered;
        signals[Signal.MODEL_IN_LONG.ordinal()] = times(longer, model);
        signals[Signal.WORDS_IN_LONG.ordinal()] = times(longer, words);
        signals[Signal.CLOSEST_IN_LONG.ordinal()] = times(longer, closest);
        signals[Signal.MOST_ASKED_IN_SHORT.ordinal()] = times(Math.max(0, -longer),
                standing[Signal.MOST_ASKED.ordinal()]);
        signals[Signal.CONTRADICTED.ordinal()] = witnesses.contradictions().count(reading.said());
        return signals;
    }

    /// For each topic the highest figure of its texts.
    private static float[] highest(float[] figures, int[] firsts) {
        var highest = new float[firsts.length - 1];
        for (int topic = 0; topic < highest.length; topic++) {
            float most = 0;
            for (int text = firsts[topic]; text < firsts[topic + 1]; text++) {
                most = figures[text] > most ? figures[text] : most;
            }
            highest[topic] = most;
        }
        return highest;
    }

    /// Divides by the highest; false when nothing is above 0.
    private static boolean toShares(float[] figures) {
        float highest = 0;
        for (float figure : figures) {
            highest = Math.max(highest, figure);
        }
        if (highest == 0) {
            return false;
        }
        for (int i = 0; i < figures.length; i++) {
            figures[i] /= highest;
        }
        return true;
    }

    private static float[] times(float factor, float[] figures) {
        var product = new float[figures.length];
        for (int i = 0; i < figures.length; i++) {
            product[i] = factor * figures[i];
        }
        return product;
    }

    /// The topics a text may be about, most probable first. Empty when no word of it is known.
    ///
    /// @param limit at most so many
    public List<Hit> find(String text, int limit) {
        return hear(text, limit).hits();
    }

    /// A text read once.
    ///
    /// @param hits          the topics it may be about, most probable first
    /// @param syllables     its likeliest reading: slips repaired and shorthand spelled out
    /// @param distinguishes whether it says one of the things of which a text usually means one, such as a company or
    ///                      suspending
    public record Heard(List<Hit> hits, List<String> syllables, boolean distinguishes) {
        public Heard {
            hits = List.copyOf(hits);
            syllables = List.copyOf(syllables);
        }
    }

    /// What a text may be about, and how it was read.
    ///
    /// @param limit at most so many topics
    public Heard hear(String text, int limit) {
        var reading = analysis.read(text);
        var signals = signals(reading);
        return new Heard(signals == null ? List.of() : ranked(weights.probabilities(signals), limit),
                reading.syllables(), !reading.said().isEmpty());
    }

    /// A procedure of the national catalogue, with the probability that it was meant.
    public record Catalogued(CatalogueEntry entry, double probability) {
    }

    /// The procedure of the imported catalogue that a text names, unless something of ours fits about as well.
    ///
    /// @param syllables the likeliest reading of the text, as [#syllables] gives it
    /// @param asking    marks the syllables that ask for a part of whatever it is about
    /// @param own       what of ours it may be about
    public Optional<Catalogued> findCatalogued(String text, List<String> syllables, boolean[] asking,
            List<Hit> own) {
        return catalogue == null ? Optional.empty() : catalogue.find(text, syllables, asking, own);
    }

    /// The same when nothing is known about which syllables ask for a part.
    public Optional<Catalogued> findCatalogued(String text) {
        var syllables = syllables(text);
        return findCatalogued(text, syllables, new boolean[syllables.size()], find(text, COMPETING));
    }

    /// The likeliest reading of a text: its syllables with slips repaired and shorthand spelled out.
    public List<String> syllables(String text) {
        return analysis.read(text).syllables();
    }

    /// What a text may be about that goes on from talk about a procedure: its short name is read before the text, without
    /// the words in whose place the text puts others. After "tạm ngừng công ty" (suspend a company), "hộ kinh doanh" (a
    /// household business) means suspending one.
    public List<Hit> findAfter(Procedure current, String text, int limit) {
        var name = current.names().isEmpty() ? current.title().vi() : current.names().getFirst();
        return find(analysis.without(name, text) + " " + text, limit);
    }

    /// A hit and what it was ranked by.
    public record Explained(Hit hit, Map<Signal, Double> evidence) {
    }

    /// Like [#find], with the evidence.
    public List<Explained> explain(String text, int limit) {
        var signals = signals(text);
        if (signals == null) {
            return List.of();
        }
        return ranked(weights.probabilities(signals), limit).stream()
                .map(hit -> new Explained(hit, evidence(signals, topics.indexOf(hit.topic())))).toList();
    }

    /// The most probable topics, among which the rest is shared out: hundreds of topics that nothing speaks for would
    /// otherwise take away from those that something speaks for.
    private List<Hit> ranked(double[] probabilities, int limit) {
        var likely = IntStream.range(0, probabilities.length).filter(topic -> probabilities[topic] > IMPROBABLE).boxed()
                .sorted(Comparator.comparingDouble((Integer topic) -> probabilities[topic]).reversed())
                .limit(COMPETING).toList();
        double all = likely.stream().mapToDouble(topic -> probabilities[topic]).sum();
        return likely.stream().limit(limit).map(topic -> new Hit(topics.get(topic), probabilities[topic] / all))
                .toList();
    }

    private static Map<Signal, Double> evidence(float[][] signals, int topic) {
        var evidence = new EnumMap<Signal, Double>(Signal.class);
        for (var signal : Signal.values()) {
            evidence.put(signal, (double) signals[signal.ordinal()][topic]);
        }
        return evidence;
    }
}
