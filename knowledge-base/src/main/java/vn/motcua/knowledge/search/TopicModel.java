package vn.motcua.knowledge.search;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import org.jspecify.annotations.Nullable;

import vn.motcua.knowledge.index.Query;

/// A linear classifier over the tokens of a text: multinomial logistic regression, learned from the content's own ways of
/// asking. It knows which words tell topics apart, which a search by nearest text does not. Immutable and safe to share
/// between threads.
public final class TopicModel {
    private static final int EPOCHS = 10;
    private static final float STEP = 2;
    private static final float STEP_DECAY = 0.3f;
    private static final float BIAS_STEP = 0.02f;
    /// Weights smaller than this change no ranking and are left out.
    private static final float NEGLIGIBLE = 0.02f;

    /// A text known to be about a topic.
    ///
    /// @param query      its tokens
    /// @param importance how much it counts in learning
    record Example(int topic, Query query, float importance) {
    }

    private record Feature(float rarity, short[] topics, float[] weights) {
    }

    private final int topics;
    private final float[] bias;
    /// By the token's number; null where no example has it.
    private final @Nullable Feature[] features;

    private TopicModel(int topics, float[] bias, @Nullable Feature[] features) {
        this.topics = topics;
        this.bias = bias;
        this.features = features;
    }

    /// Learns from examples. The same examples in the same order give the same model.
    ///
    /// @param tokens how many tokens the dictionary has
    static TopicModel learn(int topics, int tokens, List<Example> examples) {
        var frequency = new int[tokens];
        for (var example : examples) {
            for (int id : example.query().ids()) {
                frequency[id]++;
            }
        }
        var rarity = new float[tokens];
        for (int id = 0; id < tokens; id++) {
            rarity[id] = (float) Math.log(1 + (examples.size() - frequency[id] + 0.5) / (frequency[id] + 0.5));
        }
        var ids = new int[examples.size()][];
        var values = new float[examples.size()][];
        for (int e = 0; e < ids.length; e++) {
            var query = examples.get(e).query();
            ids[e] = query.ids();
            values[e] = new float[query.size()];
            for (int i = 0; i < values[e].length; i++) {
                values[e][i] = query.weights()[i] * rarity[ids[e][i]];
            }
            toUnitLength(values[e]);
        }
        var weights = new float[tokens][];
        for (int id = 0; id < tokens; id++) {
            weights[id] = frequency[id] == 0 ? new float[0] : new float[topics];
        }
        var bias = new float[topics];
        descend(examples, ids, values, weights, bias);
        var features = new @Nullable Feature[tokens];
        for (int id = 0; id < tokens; id++) {
            features[id] = frequency[id] == 0 ? null : sparse(rarity[id], weights[id]);
        }
        return new TopicModel(topics, bias, features);
    }

    private static void descend(List<Example> examples, int[][] ids, float[][] values, float[][] weights,
            float[] bias) {
        var order = new int[ids.length];
        Arrays.setAll(order, i -> i);
        var random = new Random(20261124);
        var logits = new float[bias.length];
        for (int epoch = 0; epoch < EPOCHS; epoch++) {
            shuffle(order, random);
            float step = STEP / (1 + STEP_DECAY * epoch);
            for (int e : order) {
                System.arraycopy(bias, 0, logits, 0, bias.length);
                for (int i = 0; i < ids[e].length; i++) {
                    addScaled(logits, weights[ids[e][i]], values[e][i]);
                }
                toProbabilities(logits);
                logits[examples.get(e).topic()] -= 1;
                float scale = -step * examples.get(e).importance();
                for (int i = 0; i < ids[e].length; i++) {
                    addScaled(weights[ids[e][i]], logits, scale * values[e][i]);
                }
                addScaled(bias, logits, scale * BIAS_STEP);
            }
        }
    }

    private static void shuffle(int[] order, Random random) {
        for (int i = order.length - 1; i > 0; i--) {
            int j = random.nextInt(i + 1);
            int swap = order[i];
            order[i] = order[j];
            order[j] = swap;
        }
    }

    private static void addScaled(float[] to, float[] from, float factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * from[i];
        }
    }

    private static void toUnitLength(float[] values) {
        float squares = 0;
        for (float value : values) {
            squares += value * value;
        }
        float length = squares == 0 ? 1 : (float) Math.sqrt(squares);
        for (int i = 0; i < values.length; i++) {
            values[i] /= length;
        }
    }

    private static void toProbabilities(float[] logits) {
        float highest = Float.NEGATIVE_INFINITY;
        for (float logit : logits) {
            highest = Math.max(highest, logit);
        }
        float sum = 0;
        for (int i = 0; i < logits.length; i++) {
            logits[i] = (float) Math.exp(logits[i] - highest);
            sum += logits[i];
        }
        for (int i = 0; i < logits.length; i++) {
            logits[i] /= sum;
        }
    }

    private static Feature sparse(float rarity, float[] weights) {
        int count = 0;
        for (float weight : weights) {
            count += Math.abs(weight) >= NEGLIGIBLE ? 1 : 0;
        }
        var topics = new short[count];
        var kept = new float[count];
        int next = 0;
        for (int topic = 0; topic < weights.length; topic++) {
            if (Math.abs(weights[topic]) >= NEGLIGIBLE) {
                topics[next] = (short) topic;
                kept[next++] = weights[topic];
            }
        }
        return new Feature(rarity, topics, kept);
    }

    /// How strongly a text speaks for each topic, on a logarithmic scale; comparable within one text.
    float[] logits(Query query) {
        var logits = Arrays.copyOf(bias, topics);
        float squares = 0;
        for (int i = 0; i < query.size(); i++) {
            var feature = feature(query, i);
            if (feature != null) {
                float value = query.weights()[i] * feature.rarity();
                squares += value * value;
            }
        }
        float length = squares == 0 ? 1 : (float) Math.sqrt(squares);
        for (int i = 0; i < query.size(); i++) {
            var feature = feature(query, i);
            if (feature != null) {
                float value = query.weights()[i] * feature.rarity() / length;
                for (int t = 0; t < feature.topics().length; t++) {
                    logits[feature.topics()[t]] += value * feature.weights()[t];
                }
            }
        }
        return logits;
    }

    private @Nullable Feature feature(Query query, int i) {
        int id = query.ids()[i];
        return id >= 0 && id < features.length ? features[id] : null;
    }

    /// Writes the model in a compact binary form; the dictionary is written elsewhere.
    void write(DataOutputStream out) throws IOException {
        out.writeInt(topics);
        for (float value : bias) {
            out.writeFloat(value);
        }
        out.writeInt(features.length);
        for (var feature : features) {
            if (feature == null) {
                out.writeShort(-1);
                continue;
            }
            out.writeShort(feature.topics().length);
            out.writeFloat(feature.rarity());
            for (short topic : feature.topics()) {
                out.writeShort(topic);
            }
            for (float weight : feature.weights()) {
                out.writeShort(Float.floatToFloat16(weight));
            }
        }
    }

    /// Reads a model that [#write] has written.
    static TopicModel read(DataInputStream in) throws IOException {
        int topics = in.readInt();
        var bias = new float[topics];
        for (int i = 0; i < topics; i++) {
            bias[i] = in.readFloat();
        }
        var features = new @Nullable Feature[in.readInt()];
        for (int id = 0; id < features.length; id++) {
            int count = in.readShort();
            if (count < 0) {
                continue;
            }
            float rarity = in.readFloat();
            var of = new short[count];
            for (int i = 0; i < count; i++) {
                of[i] = in.readShort();
            }
            var weights = new float[count];
            for (int i = 0; i < count; i++) {
                weights[i] = Float.float16ToFloat(in.readShort());
            }
            features[id] = new Feature(rarity, of, weights);
        }
        return new TopicModel(topics, bias, features);
    }
}
