package vn.motcua.knowledge.search;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

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
    private static final int MAGIC = 0x4d544d31;

    /// A text known to be about a topic.
    ///
    /// @param tokens     its tokens, each with its weight
    /// @param importance how much it counts in learning
    record Example(int topic, Map<String, Float> tokens, float importance) {
    }

    private record Feature(float rarity, short[] topics, float[] weights) {
    }

    private final int topics;
    private final float[] bias;
    private final Map<String, Feature> features;

    private TopicModel(int topics, float[] bias, Map<String, Feature> features) {
        this.topics = topics;
        this.bias = bias;
        this.features = features;
    }

    /// Learns from examples. The same examples in the same order give the same model.
    static TopicModel learn(int topics, List<Example> examples) {
        var vocabulary = new LinkedHashMap<String, Integer>();
        var frequency = new ArrayList<Integer>();
        for (var example : examples) {
            for (var token : example.tokens().keySet()) {
                int id = vocabulary.computeIfAbsent(token, _ -> {
                    frequency.add(0);
                    return frequency.size() - 1;
                });
                frequency.set(id, frequency.get(id) + 1);
            }
        }
        var rarity = new float[vocabulary.size()];
        for (int i = 0; i < rarity.length; i++) {
            rarity[i] = (float) Math.log(1 + (examples.size() - frequency.get(i) + 0.5) / (frequency.get(i) + 0.5));
        }
        var ids = new int[examples.size()][];
        var values = new float[examples.size()][];
        for (int e = 0; e < ids.length; e++) {
            var tokens = examples.get(e).tokens();
            ids[e] = new int[tokens.size()];
            values[e] = new float[tokens.size()];
            int next = 0;
            for (var token : tokens.entrySet()) {
                int id = vocabulary.getOrDefault(token.getKey(), 0);
                ids[e][next] = id;
                values[e][next++] = token.getValue() * rarity[id];
            }
            toUnitLength(values[e]);
        }
        var weights = new float[vocabulary.size()][topics];
        var bias = new float[topics];
        descend(examples, ids, values, weights, bias);
        var features = new HashMap<String, Feature>(vocabulary.size() * 2);
        vocabulary.forEach((token, id) -> features.put(token, sparse(rarity[id], weights[id])));
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
    float[] logits(Map<String, Float> tokens) {
        var logits = Arrays.copyOf(bias, topics);
        float squares = 0;
        for (var token : tokens.entrySet()) {
            var feature = features.get(token.getKey());
            if (feature != null) {
                float value = token.getValue() * feature.rarity();
                squares += value * value;
            }
        }
        float length = squares == 0 ? 1 : (float) Math.sqrt(squares);
        for (var token : tokens.entrySet()) {
            var feature = features.get(token.getKey());
            if (feature != null) {
                float value = token.getValue() * feature.rarity() / length;
                for (int i = 0; i < feature.topics().length; i++) {
                    logits[feature.topics()[i]] += value * feature.weights()[i];
                }
            }
        }
        return logits;
    }

    /// Writes the model in a compact binary form.
    void write(DataOutputStream out) throws IOException {
        out.writeInt(MAGIC);
        out.writeInt(topics);
        for (float value : bias) {
            out.writeFloat(value);
        }
        out.writeInt(features.size());
        for (var feature : features.entrySet()) {
            out.writeUTF(feature.getKey());
            out.writeFloat(feature.getValue().rarity());
            out.writeShort(feature.getValue().topics().length);
            for (short topic : feature.getValue().topics()) {
                out.writeShort(topic);
            }
            for (float weight : feature.getValue().weights()) {
                out.writeShort(Float.floatToFloat16(weight));
            }
        }
    }

    /// Reads a model that [#write] has written.
    ///
    /// @throws IOException when it is something else
    static TopicModel read(DataInputStream in) throws IOException {
        if (in.readInt() != MAGIC) {
            throw new IOException("not a topic model");
        }
        int topics = in.readInt();
        var bias = new float[topics];
        for (int i = 0; i < topics; i++) {
            bias[i] = in.readFloat();
        }
        int count = in.readInt();
        var features = new HashMap<String, Feature>(count * 2);
        for (int f = 0; f < count; f++) {
            var token = in.readUTF();
            float rarity = in.readFloat();
            var of = new short[in.readShort()];
            for (int i = 0; i < of.length; i++) {
                of[i] = in.readShort();
            }
            var weights = new float[of.length];
            for (int i = 0; i < of.length; i++) {
                weights[i] = Float.float16ToFloat(in.readShort());
            }
            features.put(token, new Feature(rarity, of, weights));
        }
        return new TopicModel(topics, bias, features);
    }
}
