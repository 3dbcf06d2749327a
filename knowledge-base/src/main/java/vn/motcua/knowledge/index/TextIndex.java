package vn.motcua.knowledge.index;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

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
import org.jspecify.annotations.Nullable;

import vn.motcua.knowledge.language.Numbers;

/// Texts found by weighted tokens. Immutable once built and safe to share between threads.
///
/// Lucene builds the index and says what every token is worth in every text (BM25); those figures are then kept as plain
/// arrays, because a question has up to a hundred tokens and the texts fit in memory: adding up arrays takes a tenth of
/// the time of a search. No query language is ever parsed from what a citizen typed.
public final class TextIndex {
    private static final Set<Form> INDEXED = EnumSet.of(Form.EXACT, Form.EXACT_PAIRS, Form.FOLDED,
            Form.FOLDED_PAIRS);
    private static final Set<Form> WITHOUT_DIACRITICS = EnumSet.of(Form.FOLDED, Form.FOLDED_PAIRS);

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
    /// By the token's number; null where the token stands in no text.
    private final @Nullable Postings[] postings;
    /// What the rarest token of each form is worth.
    private final float[] rarest;
    /// What each text would be worth if all of it were said, without diacritics.
    private final float[] whole;

    private TextIndex(int size, @Nullable Postings[] postings, float[] rarest, float[] whole) {
        this.size = size;
        this.postings = postings;
        this.rarest = rarest;
        this.whole = whole;
    }

    /// Collects texts and builds the index in memory. For one thread.
    public static final class Builder {
        private static final FieldType FREQUENCIES = frequencies();

        private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
        private final BM25Similarity similarity;
        private final IndexWriter writer;

        private final Dictionary dictionary;

        /// @param dictionary gets every token
        /// @param saturation BM25's k1
        /// @param length     BM25's b: how much long texts are held back, 0..1
        public Builder(Dictionary dictionary, float saturation, float length) {
            this.dictionary = dictionary;
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
            add(Map.of(Form.EXACT, tokens.exact(), Form.FOLDED, tokens.folded(), Form.FOLDED_PAIRS,
                    tokens.foldedPairs()));
        }

        /// Adds a text in some forms only. A token that stands there several times counts as often.
        public void add(Map<Form, List<String>> tokens) {
            var document = new Document();
            tokens.forEach((form, list) -> document.add(field(form, list)));
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
                    var postings = new HashMap<Integer, Postings>();
                    var rarest = new float[Form.values().length];
                    var whole = new float[reader.maxDoc()];
                    for (var leaf : reader.leaves()) {
                        for (var form : INDEXED) {
                            weigh(leaf.reader(), form, (token, found) -> {
                                postings.put(dictionary.add(form, token), found);
                                rarest[form.ordinal()] = Math.max(rarest[form.ordinal()], found.best());
                                if (WITHOUT_DIACRITICS.contains(form)) {
                                    TextIndex.add(whole, found, 1);
                                }
                            });
                        }
                    }
                    return new TextIndex(reader.maxDoc(), byNumber(postings), rarest, whole);
                }
            } catch (IOException impossibleInMemory) {
                throw new UncheckedIOException(impossibleInMemory);
            }
        }

        private void weigh(LeafReader reader, Form form, BiConsumer<String, Postings> weighed) throws IOException {
            var field = form.name();
            var terms = reader.terms(field);
            if (terms == null) {
                return;
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
                weighed.accept(token.utf8ToString(), new Postings(texts, worth));
            }
        }
    }

    private static @Nullable Postings[] byNumber(Map<Integer, Postings> postings) {
        var byNumber = new @Nullable Postings[postings.keySet().stream().mapToInt(id -> id + 1).max().orElse(0)];
        postings.forEach((id, found) -> byNumber[id] = found);
        return byNumber;
    }

    /// How many texts there are.
    public int size() {
        return size;
    }

    /// What every text is worth for weighted tokens: the BM25 sum, 0 where no token stands; comparable within one question
    /// only.
    public float[] scores(Query query) {
        return scores(query, 1);
    }

    /// The same without tokens that stand in more than a share of all texts: they take most of the time and tell texts
    /// apart least.
    public float[] scores(Query query, double commonest) {
        var scores = new float[size];
        for (int i = 0; i < query.size(); i++) {
            var found = find(query.ids()[i]);
            if (found != null && found.texts.length <= commonest * size) {
                add(scores, found, query.weights()[i]);
            }
        }
        return scores;
    }

    /// How much of each text is said by these tokens, 0..1, by worth and without diacritics.
    public float[] said(Query query) {
        var said = new float[size];
        for (int i = 0; i < query.size(); i++) {
            var found = find(query.ids()[i]);
            if (found != null && WITHOUT_DIACRITICS.contains(query.forms()[i])) {
                add(said, found, 1);
            }
        }
        for (int text = 0; text < size; text++) {
            said[text] = whole[text] == 0 ? 0 : said[text] / whole[text];
        }
        return said;
    }

    /// What the most telling text could be worth for these tokens: the sum of what each is worth where it is worth most. A
    /// token that stands nowhere counts like the rarest.
    public float most(Query query) {
        float most = 0;
        for (int i = 0; i < query.size(); i++) {
            most += most(query, i);
        }
        return most;
    }

    /// The part of [#most(Query)] that one token of the query brings.
    public float most(Query query, int i) {
        var found = find(query.ids()[i]);
        return query.weights()[i] * (found == null ? rarest[query.forms()[i].ordinal()] : found.best());
    }

    /// Whether a token of the query stands in a text.
    public boolean stands(Query query, int i, int text) {
        var found = find(query.ids()[i]);
        return found != null && Arrays.binarySearch(found.texts, text) >= 0;
    }

    private @Nullable Postings find(int id) {
        return id >= 0 && id < postings.length ? postings[id] : null;
    }

    private static void add(float[] scores, Postings found, float weight) {
        for (int i = 0; i < found.texts.length; i++) {
            scores[found.texts[i]] += weight * found.worth[i];
        }
    }

    /// Writes the index in a compact binary form; the dictionary is written elsewhere.
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(size);
        Numbers.writeFloats(out, rarest);
        Numbers.writeFloats(out, whole);
        out.writeInt(postings.length);
        for (var found : postings) {
            if (found == null) {
                out.writeInt(0);
                continue;
            }
            out.writeInt(found.texts.length);
            Numbers.writeInts(out, found.texts);
            Numbers.writeFloats(out, found.worth);
        }
    }

    /// Reads an index that [#write] has written.
    public static TextIndex read(DataInputStream in) throws IOException {
        int size = in.readInt();
        var rarest = Numbers.readFloats(in, Form.values().length);
        var whole = Numbers.readFloats(in, size);
        var postings = new @Nullable Postings[in.readInt()];
        for (int id = 0; id < postings.length; id++) {
            var texts = Numbers.readInts(in, in.readInt());
            postings[id] = texts.length == 0 ? null : new Postings(texts, Numbers.readFloats(in, texts.length));
        }
        return new TextIndex(size, postings, rarest, whole);
    }
}
