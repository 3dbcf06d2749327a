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

    private final int size;
    /// Where the places of each token begin, by its number, and one more: where the last ones end.
    private final int[] firsts;
    /// The texts that tokens stand in, token after token.
    private final int[] texts;
    /// What the token is worth there.
    private final float[] worth;
    /// What each token is worth where it is worth most.
    private final float[] best;
    /// What the rarest token of each form is worth.
    private final float[] rarest;
    /// What each text would be worth if all of it were said, without diacritics.
    private final float[] whole;

    private TextIndex(int size, int[] firsts, int[] texts, float[] worth, float[] best, float[] rarest, float[] whole) {
        this.size = size;
        this.firsts = firsts;
        this.texts = texts;
        this.worth = worth;
        this.best = best;
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

        /// Texts a token stands in, and what it is worth there.
        private record Postings(Form form, int[] texts, float[] worth) {
        }

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
                    for (var leaf : reader.leaves()) {
                        for (var form : INDEXED) {
                            weigh(leaf.reader(), form,
                                    (token, found) -> postings.put(dictionary.add(form, token), found));
                        }
                    }
                    return flat(reader.maxDoc(), postings);
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
                weighed.accept(token.utf8ToString(), new Postings(form, texts, worth));
            }
        }

        private static TextIndex flat(int size, Map<Integer, Postings> postings) {
            int tokens = postings.keySet().stream().mapToInt(token -> token + 1).max().orElse(0);
            int places = postings.values().stream().mapToInt(found -> found.texts.length).sum();
            var index = new TextIndex(size, new int[tokens + 1], new int[places], new float[places], new float[tokens],
                    new float[Form.values().length], new float[size]);
            int next = 0;
            for (int token = 0; token < tokens; token++) {
                index.firsts[token] = next;
                var found = postings.get(token);
                if (found == null) {
                    continue;
                }
                System.arraycopy(found.texts, 0, index.texts, next, found.texts.length);
                System.arraycopy(found.worth, 0, index.worth, next, found.texts.length);
                next += found.texts.length;
                for (float one : found.worth) {
                    index.best[token] = Math.max(index.best[token], one);
                }
                int form = found.form.ordinal();
                index.rarest[form] = Math.max(index.rarest[form], index.best[token]);
                for (int i = 0; WITHOUT_DIACRITICS.contains(found.form) && i < found.texts.length; i++) {
                    index.whole[found.texts[i]] += found.worth[i];
                }
            }
            index.firsts[tokens] = next;
            return index;
        }
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
            int token = query.ids()[i];
            if (stands(token) && firsts[token + 1] - firsts[token] <= commonest * size) {
                add(scores, token, query.weights()[i]);
            }
        }
        return scores;
    }

    /// How much of each text is said by these tokens, 0..1, by worth and without diacritics.
    public float[] said(Query query) {
        var said = new float[size];
        for (int i = 0; i < query.size(); i++) {
            int token = query.ids()[i];
            if (stands(token) && WITHOUT_DIACRITICS.contains(query.forms()[i])) {
                add(said, token, 1);
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
        int token = query.ids()[i];
        return query.weights()[i] * (stands(token) ? best[token] : rarest[query.forms()[i].ordinal()]);
    }

    /// Whether a token of the query stands in a text.
    public boolean stands(Query query, int i, int text) {
        int token = query.ids()[i];
        return stands(token) && Arrays.binarySearch(texts, firsts[token], firsts[token + 1], text) >= 0;
    }

    /// Whether a token stands in any text.
    private boolean stands(int token) {
        return token >= 0 && token < best.length && firsts[token] < firsts[token + 1];
    }

    private void add(float[] scores, int token, float weight) {
        for (int i = firsts[token]; i < firsts[token + 1]; i++) {
            scores[texts[i]] += weight * worth[i];
        }
    }

    /// Writes the index in a compact binary form; the dictionary is written elsewhere.
    public void write(DataOutputStream out) throws IOException {
        out.writeInt(size);
        out.writeInt(best.length);
        out.writeInt(texts.length);
        Numbers.writeInts(out, firsts);
        Numbers.writeInts(out, texts);
        Numbers.writeFloats(out, worth);
        Numbers.writeFloats(out, best);
        Numbers.writeFloats(out, rarest);
        Numbers.writeFloats(out, whole);
    }

    /// Reads an index that [#write] has written.
    public static TextIndex read(DataInputStream in) throws IOException {
        int size = in.readInt();
        int tokens = in.readInt();
        int places = in.readInt();
        return new TextIndex(size, Numbers.readInts(in, tokens + 1), Numbers.readInts(in, places),
                Numbers.readFloats(in, places), Numbers.readFloats(in, tokens),
                Numbers.readFloats(in, Form.values().length), Numbers.readFloats(in, size));
    }
}
