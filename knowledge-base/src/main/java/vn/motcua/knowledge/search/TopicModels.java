package vn.motcua.knowledge.search;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.ContentReader;
import vn.motcua.knowledge.search.TopicModel.Example;

/// Learns topic models, and keeps the one of the built content beside the classes, because learning takes seconds and
/// starting must not.
public final class TopicModels {
    private static final Logger log = LoggerFactory.getLogger(TopicModels.class);
    private static final String PACKAGED = "/topic-model.bin";
    private static final float OWN_WORDS = 1;
    private static final float FRAMED = 0.6f;
    private static final float PROSE = 0.7f;

    private TopicModels() {
    }

    /// Build step: learns the model of a content folder and writes it, unless the file holds it already.
    ///
    /// @param arguments content folder, file to write
    public static void main(String[] arguments) {
        var content = ContentReader.read(Path.of(arguments[0])).content();
        var file = Path.of(arguments[1]);
        if (fingerprintOf(file).equals(fingerprint(content))) {
            return;
        }
        var topics = TopicList.of(content);
        var model = learn(topics, new QuestionAnalysis(content.speech().vocabulary(), topics, Weights.TUNED));
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
                out.writeUTF(fingerprint(content));
                model.write(out);
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static String fingerprintOf(Path file) {
        try (var in = new DataInputStream(Files.newInputStream(file))) {
            return in.readUTF();
        } catch (IOException noModelYet) {
            return "";
        }
    }

    static TopicModel packagedOrLearned(Content content, List<TopicList.Texts> topics, QuestionAnalysis analysis) {
        try (var stream = TopicModels.class.getResourceAsStream(PACKAGED)) {
            if (stream != null) {
                var in = new DataInputStream(new BufferedInputStream(stream, 1 << 16));
                if (in.readUTF().equals(fingerprint(content))) {
                    return TopicModel.read(in);
                }
            }
        } catch (IOException unreadable) {
            log.warn("the packaged topic model cannot be read and is learned again", unreadable);
        }
        log.info("learning the topic model of content {}", content.version());
        return learn(topics, analysis);
    }

    /// A model fits one content version under one set of weights.
    private static String fingerprint(Content content) {
        return content.version() + " " + Weights.TUNED;
    }

    static TopicModel learn(List<TopicList.Texts> topics, QuestionAnalysis analysis) {
        var examples = new ArrayList<Example>();
        for (int topic = 0; topic < topics.size(); topic++) {
            add(examples, topic, topics.get(topic).ways(), OWN_WORDS, analysis);
            add(examples, topic, topics.get(topic).framed(), FRAMED, analysis);
            add(examples, topic, topics.get(topic).prose(), PROSE, analysis);
        }
        return TopicModel.learn(topics.size(), examples);
    }

    private static void add(List<Example> examples, int topic, List<String> texts, float importance,
            QuestionAnalysis analysis) {
        for (var text : texts) {
            var tokens = QuestionAnalysis.folded(analysis.read(text));
            if (!tokens.isEmpty()) {
                examples.add(new Example(topic, tokens, importance));
            }
        }
    }
}
