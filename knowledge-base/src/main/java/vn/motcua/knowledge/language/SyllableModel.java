package vn.motcua.knowledge.language;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/// Which syllables were meant by those that were typed: without diacritics, with the wrong ones, or with one slip in a
/// syllable. Learned from texts as they should be written. Immutable and safe to share between threads.
///
/// A noisy channel: how likely something is typed for a syllable ([Spelling]), times how likely this syllable follows the one
/// before (bigrams, absolute discounting, backing off to in how many contexts a syllable is written). Every reading gets the
/// probability that the whole text gives it (forward and backward), so that a question can be searched in all its readings,
/// the surer ones with more weight.
public final class SyllableModel {
    /// What is taken from every bigram's count for those never seen.
    private static final double DISCOUNT = 0.6;
    /// What an unknown syllable counts against one that was seen in one context.
    private static final double UNKNOWN = 1e-5;
    /// How often a syllable lacks its diacritics in a text that has some elsewhere.
    private static final double BARE = 0.05;
    /// How often a syllable has other diacritics than meant.
    private static final double OTHER_DIACRITICS = 0.005;
    /// What a slip counts in a syllable typed with diacritics, whatever those of the candidate are.
    private static final double SLIP_WITH_DIACRITICS = 0.3;
    /// Candidates that are weighed for each syllable; the likeliest by themselves.
    private static final int CANDIDATES = 14;
    private static final double LEAST = 0.01;
    /// Letters of two syllables without a space between them, and of each.
    private static final int SHORTEST_TOGETHER = 5;
    private static final int SHORTEST_APART = 2;
    /// Letters from which on a known syllable is doubted in unknown company; shorter ones are often shorthand.
    private static final int SHORTEST_DOUBTED = 3;
    private static final int BEGINNING = 0;
    private static final int STRANGER = -1;

    private final Map<String, Integer> ids;
    /// How often each syllable was written, by its id.
    private final int[] written;
    private final Map<String, List<String>> byFolded;
    private final Spelling spelling;
    /// Those that were seen, in ascending order, and what each is worth.
    private final long[] bigrams;
    private final int[] times;
    private final double[] discounted;
    private final double[] backingOff;
    private final double[] alone;
    private final double strangerAlone;

    /// The readings of a text.
    ///
    /// @param syllables for each typed syllable what it may be, with the probability; improbable ones are left out
    /// @param pairs     the same for each two neighbours, written with one space
    public record Readings(List<Map<String, Float>> syllables, List<Map<String, Float>> pairs) {
        /// The likeliest syllable at each place.
        public List<String> likeliest() {
            return syllables.stream().map(one -> one.entrySet().stream()
                    .max(Map.Entry.<String, Float>comparingByValue().thenComparing(Map.Entry::getKey)).orElseThrow()
                    .getKey()).toList();
        }
    }

    private record Candidate(String syllable, int id, double likelihood) {
    }

    /// @param syllables by id, from 1
    /// @param written   how often each was written, by id
    /// @param bigrams   in ascending order
    /// @param times     how often each of them was written
    private SyllableModel(List<String> syllables, int[] written, long[] bigrams, int[] times) {
        this.written = written;
        this.bigrams = bigrams;
        this.times = times;
        int size = written.length;
        ids = HashMap.newHashMap(size);
        byFolded = new HashMap<>();
        var frequency = new HashMap<String, Integer>();
        for (int id = 1; id < size; id++) {
            var syllable = syllables.get(id - 1);
            ids.put(syllable, id);
            var folded = Syllables.fold(syllable);
            byFolded.computeIfAbsent(folded, _ -> new ArrayList<>(2)).add(syllable);
            frequency.merge(folded, written[id], Integer::sum);
        }
        byFolded.values().forEach(forms -> forms.sort(Comparator.naturalOrder()));
        spelling = new Spelling(frequency);
        var following = new double[size];
        var followers = new double[size];
        var contexts = new double[size];
        for (int i = 0; i < bigrams.length; i++) {
            following[first(bigrams[i])] += times[i];
            followers[first(bigrams[i])]++;
            contexts[second(bigrams[i])]++;
        }
        discounted = new double[bigrams.length];
        for (int i = 0; i < bigrams.length; i++) {
            discounted[i] = (times[i] - DISCOUNT) / following[first(bigrams[i])];
        }
        backingOff = new double[size];
        for (int i = 0; i < size; i++) {
            backingOff[i] = following[i] == 0 ? 1 : DISCOUNT * followers[i] / following[i];
        }
        double all = bigrams.length + 1.0;
        alone = Arrays.stream(contexts).map(number -> number / all).toArray();
        strangerAlone = UNKNOWN / all;
    }

    /// Collects texts to learn from. For one thread.
    public static final class Builder {
        private final Map<String, Integer> ids = new HashMap<>();
        private final Map<String, Integer> written = new HashMap<>();
        private final Map<Long, Integer> bigrams = new HashMap<>();

        /// Adds the syllables of one sentence.
        public Builder add(List<String> syllables) {
            int before = BEGINNING;
            for (var syllable : syllables) {
                int id = ids.computeIfAbsent(syllable, _ -> ids.size() + 1);
                written.merge(syllable, 1, Integer::sum);
                bigrams.merge(bigram(before, id), 1, Integer::sum);
                before = id;
            }
            return this;
        }

        /// The model of what was added until now. The builder is of no use afterwards.
        public SyllableModel build() {
            var syllables = ids.entrySet().stream().sorted(Map.Entry.comparingByValue()).map(Map.Entry::getKey)
                    .toList();
            var counts = new int[syllables.size() + 1];
            written.forEach((syllable, times) -> counts[ids.getOrDefault(syllable, 0)] = times);
            var sorted = bigrams.keySet().stream().mapToLong(bigram -> bigram).sorted().toArray();
            return new SyllableModel(syllables, counts, sorted,
                    Arrays.stream(sorted).mapToInt(bigram -> bigrams.getOrDefault(bigram, 0)).toArray());
        }
    }

    /// Writes what was learned in a compact binary form.
    public void write(DataOutputStream out) throws IOException {
        var syllables = new String[written.length - 1];
        ids.forEach((syllable, id) -> syllables[id - 1] = syllable);
        out.writeInt(syllables.length);
        for (var syllable : syllables) {
            out.writeUTF(syllable);
        }
        Numbers.writeInts(out, written);
        out.writeInt(bigrams.length);
        Numbers.writeLongs(out, bigrams);
        Numbers.writeInts(out, times);
    }

    /// Reads a model that [#write] has written.
    public static SyllableModel read(DataInputStream in) throws IOException {
        var syllables = new ArrayList<String>();
        for (int left = in.readInt(); left > 0; left--) {
            syllables.add(in.readUTF());
        }
        var written = Numbers.readInts(in, syllables.size() + 1);
        int pairs = in.readInt();
        return new SyllableModel(syllables, written, Numbers.readLongs(in, pairs), Numbers.readInts(in, pairs));
    }

    private static long bigram(int first, int second) {
        return (long) first << 32 | second;
    }

    private static int first(long bigram) {
        return (int) (bigram >>> 32);
    }

    private static int second(long bigram) {
        return (int) bigram;
    }

    /// Whether a syllable, as written, was learned.
    public boolean knows(String syllable) {
        return ids.containsKey(syllable);
    }

    /// Two known syllables that were typed without the space between them, such as "congty"; empty when the syllable is known
    /// itself or no two fit together.
    public Optional<List<String>> apart(String typed) {
        if (typed.length() < SHORTEST_TOGETHER || isEstablished(id(typed))) {
            return Optional.empty();
        }
        List<String> best = null;
        double most = 0;
        for (int cut = SHORTEST_APART; cut <= typed.length() - SHORTEST_APART; cut++) {
            var first = typed.substring(0, cut);
            var second = typed.substring(cut);
            int at = isEstablished(id(first)) && isEstablished(id(second))
                    ? Arrays.binarySearch(bigrams, bigram(id(first), id(second)))
                    : -1;
            double likely = at < 0 ? 0 : discounted[at] * alone(id(first));
            if (likely > most) {
                most = likely;
                best = List.of(first, second);
            }
        }
        return Optional.ofNullable(best);
    }

    /// Reads a text of which only those syllables are doubted that were never written, or never next to the neighbours they
    /// have here. Empty when there is nothing to doubt, which is the usual case.
    public Optional<Readings> repair(List<String> typed) {
        var ids = typed.stream().mapToInt(this::id).toArray();
        var doubtful = IntStream.range(0, ids.length).filter(at -> isDoubtful(typed.get(at), ids, at)).boxed()
                .collect(Collectors.toMap(at -> at, at -> candidates(typed.get(at), false, true)));
        if (doubtful.values().stream().allMatch(candidates -> candidates.size() == 1)) {
            return Optional.empty();
        }
        return Optional.of(weigh(IntStream.range(0, ids.length).mapToObj(at -> doubtful.getOrDefault(at,
                List.of(new Candidate(typed.get(at), ids[at], 1)))).toList()));
    }

    private boolean isDoubtful(String syllable, int[] ids, int at) {
        int id = ids[at];
        if (!isEstablished(id)) {
            return true;
        }
        return syllable.length() >= SHORTEST_DOUBTED && !seen(at == 0 ? BEGINNING : ids[at - 1], id)
                && (at + 1 == ids.length || !seen(id, ids[at + 1]));
    }

    private boolean seen(int first, int second) {
        return first != STRANGER && second != STRANGER && Arrays.binarySearch(bigrams, bigram(first, second)) >= 0;
    }

    /// Whether a syllable was written more than once, so that it is no slip itself.
    private boolean isEstablished(int id) {
        return id != STRANGER && written[id] > 1;
    }

    private int id(String syllable) {
        return ids.getOrDefault(syllable, STRANGER);
    }

    /// Reads a text, slips included.
    public Readings read(List<String> typed) {
        return read(typed, true);
    }

    /// Reads a text.
    ///
    /// @param slips whether a syllable may also be one that is a slip away
    public Readings read(List<String> typed, boolean slips) {
        boolean diacritics = typed.stream().anyMatch(syllable -> !syllable.equals(Syllables.fold(syllable)));
        return weigh(typed.stream().map(syllable -> candidates(syllable, diacritics, slips)).toList());
    }

    private Readings weigh(List<List<Candidate>> candidates) {
        int size = candidates.size();
        var steps = new ArrayList<double[][]>(size);
        var forward = new ArrayList<double[]>(size);
        for (int i = 0; i < size; i++) {
            steps.add(step(i == 0 ? List.of() : candidates.get(i - 1), candidates.get(i)));
            forward.add(forward(i == 0 ? new double[]{1} : forward.get(i - 1), steps.get(i)));
        }
        var syllables = new ArrayList<Map<String, Float>>(size);
        var pairs = new ArrayList<Map<String, Float>>(size);
        var backward = new double[size == 0 ? 0 : candidates.getLast().size()];
        Arrays.fill(backward, 1);
        for (int i = size - 1; i >= 0; i--) {
            syllables.addFirst(single(candidates.get(i), forward.get(i), backward));
            if (i > 0) {
                pairs.addFirst(pairs(candidates.get(i - 1), candidates.get(i), forward.get(i - 1), steps.get(i),
                        backward));
            }
            backward = backward(steps.get(i), backward);
        }
        return new Readings(syllables, pairs);
    }

    /// What may have been meant, the typed syllable itself always among it.
    private List<Candidate> candidates(String typed, boolean diacritics, boolean slips) {
        var folded = Syllables.fold(typed);
        boolean bare = folded.equals(typed);
        var likelihood = new LinkedHashMap<String, Double>();
        for (var form : byFolded.getOrDefault(folded, List.of())) {
            likelihood.put(form, bare ? diacritics ? BARE : 1 : OTHER_DIACRITICS);
        }
        if (slips) {
            for (var candidate : spelling.candidates(folded)) {
                for (var form : byFolded.getOrDefault(candidate.syllable(), List.of())) {
                    likelihood.put(form, candidate.likelihood() * (bare ? 1 : SLIP_WITH_DIACRITICS));
                }
            }
        }
        likelihood.put(typed, 1.0);
        var list = new ArrayList<Candidate>(likelihood.size());
        likelihood.forEach((form, one) -> list.add(new Candidate(form, id(form), one)));
        if (list.size() > CANDIDATES) {
            list.sort(Comparator.comparingDouble((Candidate one) -> one.syllable().equals(typed) ? 1 : 0)
                    .thenComparingDouble(one -> one.likelihood() * alone(one.id())).reversed());
            return list.subList(0, CANDIDATES);
        }
        return list;
    }

    private double alone(int id) {
        return id == STRANGER ? strangerAlone : alone[id];
    }

    /// How likely each candidate comes after each one before it and is typed so.
    private double[][] step(List<Candidate> before, List<Candidate> here) {
        var step = new double[Math.max(1, before.size())][here.size()];
        for (int a = 0; a < step.length; a++) {
            int context = before.isEmpty() ? BEGINNING : before.get(a).id();
            for (int b = 0; b < here.size(); b++) {
                step[a][b] = follows(context, here.get(b).id()) * here.get(b).likelihood();
            }
        }
        return step;
    }

    private double follows(int context, int id) {
        if (context == STRANGER) {
            return alone(id);
        }
        int at = id == STRANGER ? -1 : Arrays.binarySearch(bigrams, bigram(context, id));
        double seen = at < 0 ? 0 : discounted[at];
        return seen + backingOff[context] * alone(id);
    }

    private static double[] forward(double[] before, double[][] step) {
        var forward = new double[step[0].length];
        for (int a = 0; a < step.length; a++) {
            for (int b = 0; b < forward.length; b++) {
                forward[b] += before[a] * step[a][b];
            }
        }
        return scaled(forward);
    }

    private static double[] backward(double[][] step, double[] after) {
        var backward = new double[step.length];
        for (int a = 0; a < backward.length; a++) {
            for (int b = 0; b < after.length; b++) {
                backward[a] += step[a][b] * after[b];
            }
        }
        return scaled(backward);
    }

    /// To a sum of 1, so that long texts do not vanish.
    private static double[] scaled(double[] values) {
        double sum = Arrays.stream(values).sum();
        for (int i = 0; i < values.length; i++) {
            values[i] /= sum;
        }
        return values;
    }

    private static Map<String, Float> single(List<Candidate> here, double[] forward, double[] backward) {
        var together = new double[here.size()];
        for (int i = 0; i < together.length; i++) {
            together[i] = forward[i] * backward[i];
        }
        scaled(together);
        var map = new LinkedHashMap<String, Float>();
        for (int i = 0; i < together.length; i++) {
            if (together[i] >= LEAST) {
                map.put(here.get(i).syllable(), (float) together[i]);
            }
        }
        return map;
    }

    private static Map<String, Float> pairs(List<Candidate> before, List<Candidate> here, double[] forward,
            double[][] step, double[] backward) {
        double sum = 0;
        for (int a = 0; a < step.length; a++) {
            for (int b = 0; b < here.size(); b++) {
                sum += forward[a] * step[a][b] * backward[b];
            }
        }
        var map = new LinkedHashMap<String, Float>();
        for (int a = 0; a < step.length; a++) {
            for (int b = 0; b < here.size(); b++) {
                double together = forward[a] * step[a][b] * backward[b] / sum;
                if (together >= LEAST) {
                    map.put(before.get(a).syllable() + ' ' + here.get(b).syllable(), (float) together);
                }
            }
        }
        return map;
    }
}
