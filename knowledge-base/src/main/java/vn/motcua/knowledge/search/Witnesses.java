package vn.motcua.knowledge.search;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.zip.CRC32C;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.ContentReader;
import vn.motcua.knowledge.index.Dictionary;
import vn.motcua.knowledge.index.Form;
import vn.motcua.knowledge.index.TextIndex;
import vn.motcua.knowledge.index.Tokens;
import vn.motcua.knowledge.language.SyllableModel;
import vn.motcua.knowledge.language.Syllables;
import vn.motcua.knowledge.search.TopicModel.Example;

/// Those that are heard about every question: the words of each topic, and what tells topics apart.
///
/// They are made when the product is built and kept beside the classes, because making them takes seconds and starting must
/// not; other content than the built one gets fresh ones.
///
/// @param syllables  how syllables without diacritics follow each other in all that was written
/// @param dictionary the tokens that the others know
/// @param words      all the words of each topic, one text per topic in the order of the [TopicList]
/// @param names      its names and its title, one text each, topic after topic
/// @param ways       every way of asking, one text each, topic after topic
/// @param contradictions which words do not go with which topic
/// @param model      what was learned about the words that tell topics apart
public record Witnesses(SyllableModel syllables, Dictionary dictionary, TextIndex words, TextIndex names,
        TextIndex ways,
        Contradictions contradictions, TopicModel model) {
    private static final Logger log = LoggerFactory.getLogger(Witnesses.class);
    private static final String PACKAGED = "/witnesses.bin";
    private static final float SATURATION = 1.2f;
    private static final float LENGTH = 0.75f;
    private static final float OWN_WORDS = 1;
    private static final float FRAMED = 0.6f;
    private static final float PROSE = 0.7f;

    /// Build step: checks a content folder, makes its witnesses and writes them, unless the file holds them already, made
    /// by the same code. A content with mistakes fails the build with all of them.
    ///
    /// @param arguments content folder, folder of the classes
    public static void main(String[] arguments) throws IOException {
        var content = ContentReader.read(Path.of(arguments[0])).sound();
        var classes = Path.of(arguments[1]);
        var file = classes.resolve(PACKAGED.substring(1));
        var made = List.of(fingerprint(content), code(classes));
        if (made.equals(labels(file))) {
            return;
        }
        var witnesses = fresh(content, TopicList.of(content));
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            for (var label : made) {
                out.writeUTF(label);
            }
            witnesses.syllables.write(out);
            witnesses.dictionary.write(out);
            witnesses.words.write(out);
            witnesses.names.write(out);
            witnesses.ways.write(out);
            witnesses.contradictions.write(out);
            witnesses.model.write(out);
        }
    }

    private static List<String> labels(Path file) {
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            return List.of(in.readUTF(), in.readUTF());
        } catch (IOException noneYet) {
            return List.of();
        }
    }

    /// Checksum of all classes, which are the code that makes witnesses.
    private static String code(Path classes) throws IOException {
        var checksum = new CRC32C();
        try (var files = Files.walk(classes)) {
            for (var file : files.filter(path -> path.toString().endsWith(".class")).sorted().toList()) {
                checksum.update(Files.readAllBytes(file));
            }
        }
        return Long.toHexString(checksum.getValue());
    }

    static Witnesses packagedOrFresh(Content content, List<TopicList.Texts> topics) {
        try (var stream = Witnesses.class.getResourceAsStream(PACKAGED)) {
            if (stream != null) {
                var in = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
                if (in.readUTF().equals(fingerprint(content))) {
                    in.readUTF();
                    return new Witnesses(SyllableModel.read(in), Dictionary.read(in), TextIndex.read(in),
                            TextIndex.read(in),
                            TextIndex.read(in), Contradictions.read(in), TopicModel.read(in));
                }
            }
        } catch (IOException unreadable) {
            log.warn("the packaged index and model cannot be read and are made again", unreadable);
        }
        log.info("indexing and learning from content {}", content.version());
        return fresh(content, topics);
    }

    /// The content version that was checked and learned from when the product was built; "" when there is none.
    static String packagedVersion() {
        try (var stream = Witnesses.class.getResourceAsStream(PACKAGED)) {
            return stream == null ? "" : new DataInputStream(stream).readUTF().split(" ", 2)[0];
        } catch (IOException unreadable) {
            return "";
        }
    }

    /// Witnesses fit one content version under one set of weights.
    private static String fingerprint(Content content) {
        return content.version() + " " + ReadingWeights.TUNED;
    }

    static Witnesses fresh(Content content, List<TopicList.Texts> topics) {
        var syllables = syllables(content, topics);
        var analysis = new QuestionAnalysis(content.speech().vocabulary(), syllables, ReadingWeights.TUNED);
        var dictionary = new Dictionary();
        var words = new TextIndex.Builder(dictionary, SATURATION, LENGTH);
        var names = new TextIndex.Builder(dictionary, SATURATION, LENGTH);
        var ways = new TextIndex.Builder(dictionary, SATURATION, LENGTH);
        var examples = new ArrayList<Example>();
        for (int topic = 0; topic < topics.size(); topic++) {
            var texts = topics.get(topic);
            words.add(Tokens.ofAll(texts.ownWords()));
            texts.names().forEach(name -> names.add(Tokens.of(name)));
            texts.ways().forEach(way -> ways.add(Tokens.of(way)));
            var learner = new Learner(topic, dictionary, analysis, examples);
            learner.add(texts.ways(), OWN_WORDS);
            learner.add(texts.framed(), FRAMED);
            learner.add(texts.prose(), PROSE);
        }
        var contradictions = Contradictions.learn(analysis.distinctions().byGroup(), topics.stream()
                .map(topic -> topic.ways().stream().map(way -> analysis.read(way).said()).toList()).toList());
        return new Witnesses(syllables, dictionary, words.build(), names.build(), ways.build(), contradictions,
                TopicModel.learn(topics.size(), dictionary.size(), examples));
    }

    /// Learns from whatever people may write about: the topics, business lines, places and forms.
    private static SyllableModel syllables(Content content, List<TopicList.Texts> topics) {
        var texts = new ArrayList<String>();
        for (var topic : topics) {
            texts.addAll(topic.ownWords());
            texts.addAll(topic.framed());
        }
        content.businessLines().forEach(line -> texts.add(line.name()));
        content.communes().communes().values().forEach(commune -> texts.add(commune.name()));
        content.communes().former().forEach(former -> texts.add(former.name()));
        content.communes().districts().values().forEach(district -> texts.add(district.name()));
        content.procedures().values().forEach(
                procedure -> procedure.forms().items().forEach(form -> texts.add(form.text().vi())));
        var model = new SyllableModel.Builder();
        texts.forEach(text -> model.add(folded(text)));
        // what is written in no text is no slip either
        content.speech().vocabulary().abbreviations().keySet()
                .forEach(form -> model.add(folded(form)).add(folded(form)));
        return model.build();
    }

    private static List<String> folded(String text) {
        return Syllables.of(text).stream().map(Syllables::fold).toList();
    }

    /// Makes examples of the texts of a topic.
    private record Learner(int topic, Dictionary dictionary, QuestionAnalysis analysis, List<Example> examples) {

        void add(List<String> texts, float importance) {
            for (var text : texts) {
                var features = features(analysis.read(text));
                if (!features.isEmpty()) {
                    features.forEach((form, tokens) -> tokens.keySet().forEach(token -> dictionary.add(form, token)));
                    examples.add(new Example(topic, dictionary.query(features), importance));
                }
            }
        }
    }

    /// What the topic model looks at: everything but diacritics, which many leave out.
    static Map<Form, Map<String, Float>> features(QuestionAnalysis.Reading reading) {
        var features = new EnumMap<Form, Map<String, Float>>(Form.class);
        features.putAll(reading.wanted());
        features.remove(Form.EXACT);
        return features;
    }
}
