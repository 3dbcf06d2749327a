package vn.motcua.knowledge.search;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/// Which distinctions go with which topic, by how people ask for it: who says "hộ kinh doanh" (a household business) does not
/// ask how a company is suspended. Immutable and safe to share between threads.
final class Contradictions {
    /// From so many ways of asking on it is known what is said of a topic.
    private static final int ENOUGH = 8;
    /// What is said more rarely than this is said by mistake, or of something else in the same sentence.
    private static final double RARELY = 0.01;

    private final List<BitSet> groups;
    /// For each topic the distinctions that go with it; all of a group of which nothing is known.
    private final List<BitSet> fitting;

    private Contradictions(List<BitSet> groups, List<BitSet> fitting) {
        this.groups = groups;
        this.fitting = fitting;
    }

    /// Learns from what is said in the ways of asking.
    ///
    /// @param said for each topic, for each of its ways of asking, the distinctions in it
    static Contradictions learn(List<BitSet> groups, List<List<BitSet>> said) {
        return new Contradictions(groups, said.stream().map(ways -> fitting(groups, ways)).toList());
    }

    private static BitSet fitting(List<BitSet> groups, List<BitSet> ways) {
        var fitting = new BitSet();
        for (var group : groups) {
            long speaking = ways.stream().filter(group::intersects).count();
            group.stream().filter(one -> speaking < ENOUGH
                    || ways.stream().filter(way -> way.get(one)).count() >= RARELY * speaking).forEach(fitting::set);
        }
        return fitting;
    }

    /// For each topic, in how many groups a text says only what does not go with it.
    float[] count(BitSet said) {
        var counts = new float[fitting.size()];
        for (var group : groups) {
            var ofGroup = (BitSet) said.clone();
            ofGroup.and(group);
            for (int topic = 0; topic < counts.length && !ofGroup.isEmpty(); topic++) {
                counts[topic] += ofGroup.intersects(fitting.get(topic)) ? 0 : 1;
            }
        }
        return counts;
    }

    void write(DataOutputStream out) throws IOException {
        write(out, groups);
        write(out, fitting);
    }

    static Contradictions read(DataInputStream in) throws IOException {
        return new Contradictions(readSets(in), readSets(in));
    }

    private static void write(DataOutputStream out, List<BitSet> sets) throws IOException {
        out.writeInt(sets.size());
        for (var set : sets) {
            var bytes = set.toByteArray();
            out.writeByte(bytes.length);
            out.write(bytes);
        }
    }

    private static List<BitSet> readSets(DataInputStream in) throws IOException {
        int size = in.readInt();
        var sets = new ArrayList<BitSet>(size);
        for (int i = 0; i < size; i++) {
            sets.add(BitSet.valueOf(in.readNBytes(in.readUnsignedByte())));
        }
        return List.copyOf(sets);
    }
}
