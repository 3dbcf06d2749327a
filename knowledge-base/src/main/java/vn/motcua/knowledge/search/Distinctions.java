package vn.motcua.knowledge.search;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

import vn.motcua.knowledge.content.Speech;

/// The words of which a text usually means one, such as a company or a household business, in groups of what excludes each
/// other. A distinction is named by its place in the vocabulary. Immutable and safe to share between threads.
final class Distinctions {
    private final Phrases<Integer> forms = new Phrases<>();
    private final List<String> groups;

    Distinctions(List<Speech.Distinction> vocabulary) {
        groups = vocabulary.stream().map(Speech.Distinction::group).toList();
        for (int i = 0; i < vocabulary.size(); i++) {
            for (var form : vocabulary.get(i).forms()) {
                forms.add(form, i);
            }
        }
    }

    /// Which are said in a text.
    BitSet said(List<String> syllables) {
        var said = new BitSet(groups.size());
        forms.apart(syllables).forEach(found -> said.set(found.meaning()));
        return said;
    }

    /// The distinctions of each group.
    List<BitSet> byGroup() {
        var byGroup = new HashMap<String, BitSet>();
        var inOrder = new ArrayList<BitSet>();
        for (int i = 0; i < groups.size(); i++) {
            byGroup.computeIfAbsent(groups.get(i), _ -> {
                inOrder.add(new BitSet());
                return inOrder.getLast();
            }).set(i);
        }
        return inOrder;
    }

    /// Tokens of what is said, single and in pairs, each with this weight.
    static Map<String, Float> tokens(BitSet said, float weight) {
        var tokens = new HashMap<String, Float>();
        said.stream().forEach(one -> {
            tokens.put(Integer.toString(one), weight);
            said.stream().filter(other -> other > one).forEach(other -> tokens.put(one + " " + other, weight));
        });
        return tokens;
    }

    /// The syllables without the words of groups of which another text says something.
    List<String> without(List<String> syllables, List<String> otherText) {
        var said = new HashSet<String>();
        said(otherText).stream().forEach(one -> said.add(groups.get(one)));
        var kept = new ArrayList<String>();
        int next = 0;
        for (var found : forms.apart(syllables)) {
            kept.addAll(syllables.subList(next, found.from()));
            next = found.to();
            if (!said.contains(groups.get(found.meaning()))) {
                kept.addAll(syllables.subList(found.from(), next));
            }
        }
        kept.addAll(syllables.subList(next, syllables.size()));
        return kept;
    }
}
