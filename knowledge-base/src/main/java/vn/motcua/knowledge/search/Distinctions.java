package vn.motcua.knowledge.search;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.BitSet;
import java.util.List;

import vn.motcua.knowledge.content.Speech;

/// The words that tell neighbouring topics apart (one member or several, suspending or dissolving, a company or a
/// household), and how each topic is spoken of with them in its own ways of asking. Immutable; safe to share.
final class Distinctions {
    /// Ways of asking that are assumed on top of those seen, spread as over all topics.
    private static final double ASSUMED = 3;
    private static final double STRONGEST = 2.5;

    private final Phrases<Integer> phrases = new Phrases<>();
    private final float[][] speaksFor;

    private Distinctions(List<Speech.Distinction> values, float[][] speaksFor) {
        this.speaksFor = speaksFor;
        for (int value = 0; value < values.size(); value++) {
            for (var form : values.get(value).forms()) {
                phrases.add(form, value);
            }
        }
    }

    /// Counts how the topics are spoken of.
    ///
    /// @param reading what a way of asking is read as
    static Distinctions count(List<Speech.Distinction> values, List<TopicList.Texts> topics, Reader reading) {
        var counted = new Distinctions(values, new float[values.size()][topics.size()]);
        var said = topics.stream()
                .map(topic -> topic.ways().stream().map(way -> counted.said(reading.syllables(way))).toList()).toList();
        for (int value = 0; value < values.size(); value++) {
            var group = group(values, value);
            double all = 0;
            double with = 0;
            for (var ways : said) {
                all += count(ways, group);
                with += count(ways, value);
            }
            double usual = (with + 1) / (all + 2);
            for (int topic = 0; topic < topics.size(); topic++) {
                double share = (count(said.get(topic), value) + ASSUMED * usual)
                        / (count(said.get(topic), group) + ASSUMED);
                counted.speaksFor[value][topic] = (float) Math.clamp(Math.log(share / usual), -STRONGEST, STRONGEST);
            }
        }
        return counted;
    }

    /// Reads a text into syllables, shorthand spelled out.
    interface Reader {
        List<String> syllables(String text);
    }

    private static BitSet group(List<Speech.Distinction> values, int value) {
        var group = new BitSet();
        for (int other = 0; other < values.size(); other++) {
            if (values.get(other).group().equals(values.get(value).group())) {
                group.set(other);
            }
        }
        return group;
    }

    private static long count(List<BitSet> ways, BitSet group) {
        return ways.stream().filter(way -> way.intersects(group)).count();
    }

    private static long count(List<BitSet> ways, int value) {
        return ways.stream().filter(way -> way.get(value)).count();
    }

    /// Writes what was counted.
    void write(DataOutputStream out) throws IOException {
        out.writeInt(speaksFor.length);
        for (var topics : speaksFor) {
            out.writeInt(topics.length);
            for (float one : topics) {
                out.writeFloat(one);
            }
        }
    }

    /// Reads what [#write] has written.
    static Distinctions read(List<Speech.Distinction> values, DataInputStream in) throws IOException {
        var speaksFor = new float[in.readInt()][];
        for (int value = 0; value < speaksFor.length; value++) {
            speaksFor[value] = new float[in.readInt()];
            for (int topic = 0; topic < speaksFor[value].length; topic++) {
                speaksFor[value][topic] = in.readFloat();
            }
        }
        return new Distinctions(values, speaksFor);
    }

    private BitSet said(List<String> syllables) {
        var said = new BitSet(speaksFor.length);
        phrases.apart(syllables).forEach(found -> said.set(found.meaning()));
        return said;
    }

    /// For each topic the logarithm of how much more than usual it is spoken of in these words; 0 where they say nothing.
    float[] of(List<String> syllables, int topics) {
        var sum = new float[topics];
        said(syllables).stream().forEach(value -> {
            for (int topic = 0; topic < sum.length; topic++) {
                sum[topic] += speaksFor[value][topic];
            }
        });
        return sum;
    }
}
