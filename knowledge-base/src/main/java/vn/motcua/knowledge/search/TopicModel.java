package vn.motcua.knowledge.search;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

import vn.motcua.knowledge.index.Query;
import vn.motcua.knowledge.language.Numbers;

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
    /// The exactness of weights, which are at most some tens.
    private static final float UNIT = 1f / 1024;

    /// A text known to be about a topic.
    ///
    /// @param query      its tokens
    /// @param importance how much it counts in learning
    record Example(int topic, Query query, float importance) {
    }

    private final float[] bias;
    /// How much each token counts, by its number; 0 where no example has it.
    private final float[] rarity;
    /// Where the weights of each token begin, and one more: where the last ones end.
    private final int[] firsts;
    private final short[] topics;
    /// In units of [#UNIT].
    private final short[] weights;

    private TopicModel(float[] bias, float[] rarity, int[] firsts, short[] topics, short[] weights) {
        this.bias = bias;
        this.rarity = rarity;
        this.firsts = firsts;
        this.topics = topics;
        this.weights = weights;
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
        for (int id = 0; id < tokens; id++) {
            rarity[id] = frequency[id] == 0 ? 0 : rarity[id];
        }
        return flat(bias, rarity, weights);
    }

    private static TopicModel flat(float[] bias, float[] rarity, float[][] weights) {
        int kept = 0;
        for (var ofToken : weights) {
            kept += kept(ofToken);
        }
        var model = new TopicModel(bias, rarity, new int[weights.length + 1], new short[kept], new short[kept]);
        int next = 0;
        for (int id = 0; id < weights.length; id++) {
            model.firsts[id] = next;
            for (int topic = 0; topic < weights[id].length; topic++) {
                if (Math.abs(weights[id][topic]) >= NEGLIGIBLE) {
                    model.topics[next] = (short) topic;
                    model.weights[next++] = (short) Math.clamp(Math.round(weights[id][topic] / UNIT), Short.MIN_VALUE,
                            Short.MAX_VALUE);
                }
            }
        }
        model.firsts[weights.length] = next;
        return model;
    }

    private static int kept(float[] weights) {
        int kept = 0;
        for (float weight : weights) {
            kept += Math.abs(weight) >= NEGLIGIBLE ? 1 : 0;
        }
        return kept;
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

    /// How strongly a text speaks for each topic, on a logarithmic scale; comparable within one text.
    float[] logits(Query query) {
        var logits = bias.clone();
        float squares = 0;
        for (int i = 0; i < query.size(); i++) {
            float value = query.weights()[i] * rarity(query.ids()[i]);
            squares += value * value;
        }
        float length = squares == 0 ? 1 : (float) Math.sqrt(squares);
        for (int i = 0; i < query.size(); i++) {
            int id = query.ids()[i];
            float value = query.weights()[i] * rarity(id) / length * UNIT;
            if (value != 0) {
                for (int at = firsts[id]; at < firsts[id + 1]; at++) {
                    logits[topics[at]] += value * weights[at];
                }
            }
        }
        return logits;
    }

    private float rarity(int id) {
        return id >= 0 && id < rarity.length ? rarity[id] : 0;
    }

    /// Writes the model in a compact binary form; the dictionary is written elsewhere.
    void write(DataOutputStream out) throws IOException {
        out.writeInt(bias.length);
        out.writeInt(rarity.length);
        out.writeInt(topics.length);
        Numbers.writeFloats(out, bias);
        Numbers.writeFloats(out, rarity);
        Numbers.writeInts(out, firsts);
        Numbers.writeShorts(out, topics);
        Numbers.writeShorts(out, weights);
    }

    /// Reads a model that [#write] has written.
    static TopicModel read(DataInputStream in) throws IOException {
        int topics = in.readInt();
        int tokens = in.readInt();
        int weights = in.readInt();
        return new TopicModel(Numbers.readFloats(in, topics), Numbers.readFloats(in, tokens),
                Numbers.readInts(in, tokens + 1), Numbers.readShorts(in, weights), Numbers.readShorts(in, weights));
    }
}
