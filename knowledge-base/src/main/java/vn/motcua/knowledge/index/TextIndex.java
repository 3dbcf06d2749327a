package vn.motcua.knowledge.index;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.PostingsEnum;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;
import org.apache.lucene.util.BytesRef;

/// Texts found by weighted tokens. Immutable once built and safe to share between threads.
///
/// Lucene builds the index and says what every token is worth in every text (BM25); those figures are then kept as plain
/// arrays, because a question has up to a hundred tokens and the texts fit in memory: adding up arrays takes a tenth of
/// the time of a search. No query language is ever parsed from what a citizen typed.
public final class TextIndex {
    /// The forms a text is indexed in.
    public enum Form {
        EXACT, FOLDED, FOLDED_PAIRS
    }

    private static final List<Form> WITHOUT_DIACRITICS = List.of(Form.FOLDED, Form.FOLDED_PAIRS);

    /// Texts a token stands in, by number, and what it is worth there.
    ///
    /// @param best what it is worth where it is worth most
    private record Postings(int[] texts, float[] worth, float best) {
        Postings(int[] texts, float[] worth) {
            this(texts, worth, highest(worth));
        }

        private static float highest(float[] worth) {
            float highest = 0;
            for (float one : worth) {
                highest = Math.max(highest, one);
            }
            return highest;
        }
    }

    private final int size;
    private final Map<Form, Map<String, Postings>> postings;
    private final Map<Form, Float> best = new EnumMap<>(Form.class);
    /// What each text would be worth if all of it were said, without diacritics.
    private final float[] whole;

    private TextIndex(int size, Map<Form, Map<String, Postings>> postings) {
        this.size = size;
        this.postings = postings;
        postings.forEach((form, tokens) -> best.put(form,
                (float) tokens.values().stream().mapToDouble(Postings::best).max().orElse(0)));
        whole = new float[size];
        for (var form : WITHOUT_DIACRITICS) {
            postings.getOrDefault(form, Map.of()).values().forEach(found -> add(whole, found, 1));
        }
    }

    /// Collects texts and builds the index in memory. For one thread.
    public static final class Builder {
        private static final FieldType FREQUENCIES = frequencies();

        private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
        private final BM25Similarity similarity;
        private final IndexWriter writer;

        /// @param saturation BM25's k1
        /// @param length     BM25's b: how much long texts are held back, 0..1
        public Builder(float saturation, float length) {
            similarity = new BM25Similarity(saturation, length);
            try {
                writer = new IndexWriter(directory,
                        new IndexWriterConfig().setSimilarity(similarity).setUseCompoundFile(false));
            } catch (IOException impossibleInMemory) {
                throw new UncheckedIOException(impossibleInMemory);
            }
        }

        /// Adds a text; texts are numbered in the order of adding, from 0.
        public void add(Tokens tokens) {
            var document = new Document();
            document.add(field(Form.EXACT, tokens.exact()));
            document.add(field(Form.FOLDED, tokens.folded()));
            document.add(field(Form.FOLDED_PAIRS, tokens.foldedPairs()));
            try {
                writer.addDocument(document);
            } catch (IOException impossibleInMemory) {
                throw new UncheckedIOException(impossibleInMemory);
            }
        }

        private static Field field(Form form, List<String> tokens) {
            return new Field(form.name(), new SyllableStream(tokens), FREQUENCIES);
        }

        private static FieldType frequencies() {
            var type = new FieldType();
            type.setTokenized(true);
            type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
            type.freeze();
            return type;
        }

        public TextIndex build() {
            try {
                writer.forceMerge(1);
                writer.close();
                try (var reader = DirectoryReader.open(directory)) {
                    var postings = new EnumMap<Form, Map<String, Postings>>(Form.class);
                    for (var leaf : reader.leaves()) {
                        for (var form : Form.values()) {
                            postings.put(form, weighed(leaf.reader(), form.name()));
                        }
                    }
                    return new TextIndex(reader.maxDoc(), postings);
                }
            } catch (IOException impossibleInMemory) {
                throw new UncheckedIOException(impossibleInMemory);
            }
        }

        private Map<String, Postings> weighed(LeafReader reader, String field) throws IOException {
            var weighed = new HashMap<String, Postings>();
            var terms = reader.terms(field);
            if (terms == null) {
                return weighed;
            }
            var searcher = new IndexSearcher(reader);
            var norms = reader.getNormValues(field);
            var lengths = new long[reader.maxDoc()];
            for (int text = 0; norms != null && text < lengths.length; text++) {
                lengths[text] = norms.advanceExact(text) ? norms.longValue() : 1;
            }
            var each = terms.iterator();
            PostingsEnum docs = null;
            for (BytesRef token = each.next(); token != null; token = each.next()) {
                var states = TermStates.build(searcher, new Term(field, token), true);
                var scorer = similarity.scorer(1, searcher.collectionStatistics(field), searcher
                        .termStatistics(new Term(field, token), states.docFreq(), states.totalTermFreq()));
                docs = each.postings(docs, PostingsEnum.FREQS);
                var texts = new int[each.docFreq()];
                var worth = new float[texts.length];
                for (int i = 0; docs.nextDoc() != DocIdSetIterator.NO_MORE_DOCS; i++) {
                    texts[i] = docs.docID();
                    worth[i] = scorer.score(docs.freq(), lengths[docs.docID()]);
                }
                weighed.put(token.utf8ToString(), new Postings(texts, worth));
            }
            return weighed;
        }
    }

    /// How many texts there are.
    public int size() {
        return size;
    }

    /// What every text is worth for weighted tokens: the BM25 sum, 0 where no token stands; comparable within one question
    /// only.
    ///
    /// @param wanted tokens with their weights, by form
    public float[] scores(Map<Form, Map<String, Float>> wanted) {
        var scores = new float[size];
        wanted.forEach((form, tokens) -> {
            var known = postings.getOrDefault(form, Map.of());
            tokens.forEach((token, weight) -> {
                var found = known.get(token);
                if (found != null) {
                    add(scores, found, weight);
                }
            });
        });
        return scores;
    }

    /// How much of each text is said by these tokens, 0..1, by worth and without diacritics.
    public float[] said(Map<Form, Map<String, Float>> wanted) {
        var said = new float[size];
        for (var form : WITHOUT_DIACRITICS) {
            var known = postings.getOrDefault(form, Map.of());
            wanted.getOrDefault(form, Map.of()).forEach((token, weight) -> {
                var found = known.get(token);
                if (found != null) {
                    add(said, found, 1);
                }
            });
        }
        for (int text = 0; text < size; text++) {
            said[text] = whole[text] == 0 ? 0 : said[text] / whole[text];
        }
        return said;
    }

    /// What the most telling text could be worth for these tokens: the sum of what each is worth where it is worth most. A
    /// token that stands nowhere counts like the rarest.
    public float most(Map<Form, Map<String, Float>> wanted) {
        float most = 0;
        for (var form : wanted.entrySet()) {
            var known = postings.getOrDefault(form.getKey(), Map.of());
            float rarest = best.getOrDefault(form.getKey(), 0f);
            for (var token : form.getValue().entrySet()) {
                var found = known.get(token.getKey());
                most += token.getValue() * (found == null ? rarest : found.best());
            }
        }
        return most;
    }

    private static void add(float[] scores, Postings found, float weight) {
        for (int i = 0; i < found.texts.length; i++) {
            scores[found.texts[i]] += weight * found.worth[i];
        }
    }

    /// Writes the index in a compact binary form.
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(size);
        for (var form : Form.values()) {
            var tokens = postings.getOrDefault(form, Map.of());
            out.writeInt(tokens.size());
            var names = tokens.keySet().toArray(String[]::new);
            Arrays.sort(names);
            for (var name : names) {
                var found = tokens.getOrDefault(name, new Postings(new int[0], new float[0]));
                out.writeUTF(name);
                out.writeInt(found.texts.length);
                for (int text : found.texts) {
                    out.writeInt(text);
                }
                for (float worth : found.worth) {
                    out.writeFloat(worth);
                }
            }
        }
    }

    /// Reads an index that [#write] has written.
    public static TextIndex read(DataInputStream in) throws IOException {
        int size = in.readInt();
        var postings = new EnumMap<Form, Map<String, Postings>>(Form.class);
        for (var form : Form.values()) {
            int count = in.readInt();
            var tokens = HashMap.<String, Postings>newHashMap(count);
            for (int t = 0; t < count; t++) {
                var name = in.readUTF();
                var texts = new int[in.readInt()];
                for (int i = 0; i < texts.length; i++) {
                    texts[i] = in.readInt();
                }
                var worth = new float[texts.length];
                for (int i = 0; i < worth.length; i++) {
                    worth[i] = in.readFloat();
                }
                tokens.put(name, new Postings(texts, worth));
            }
            postings.put(form, tokens);
        }
        return new TextIndex(size, postings);
    }
}
