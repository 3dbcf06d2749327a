package vn.motcua.knowledge.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.FieldType;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexOptions;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.NumericDocValues;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.TermStates;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.search.similarities.BM25Similarity;
import org.apache.lucene.store.ByteBuffersDirectory;

/// Short texts, each belonging to an owner, found by weighted tokens. Immutable once built and safe to share between
/// threads.
///
/// Queries are built from tokens as objects; no query language is ever parsed from what a citizen typed.
public final class TextIndex {
    private static final String OWNER = "owner";
    private static final FieldType FREQUENCIES = frequencies();

    /// The forms a text is indexed in.
    public enum Form {
        EXACT, FOLDED, FOLDED_PAIRS
    }

    /// A text that was found.
    ///
    /// @param owner whom the text belongs to
    /// @param score BM25 sum; comparable within one query only
    public record Match(int owner, float score) {
    }

    private final IndexSearcher searcher;
    private final Map<Form, Set<String>> known;
    /// Where a term's postings are; looked up once, because looking up costs more than reading them.
    private final ConcurrentMap<Term, TermStates> states = new ConcurrentHashMap<>();
    private final int[] owners;

    private TextIndex(IndexReader reader, BM25Similarity similarity, Map<Form, Set<String>> known)
            throws IOException {
        this.known = known;
        searcher = new IndexSearcher(reader);
        searcher.setSimilarity(similarity);
        searcher.setQueryCache(null);
        owners = new int[reader.maxDoc()];
        for (var leaf : reader.leaves()) {
            NumericDocValues owner = leaf.reader().getNumericDocValues(OWNER);
            for (int doc = 0; doc < leaf.reader().maxDoc(); doc++) {
                if (owner != null && owner.advanceExact(doc)) {
                    owners[leaf.docBase + doc] = (int) owner.longValue();
                }
            }
        }
    }

    /// Collects texts and builds the index in memory.
    public static final class Builder {
        private final ByteBuffersDirectory directory = new ByteBuffersDirectory();
        private final BM25Similarity similarity;
        private final IndexWriter writer;
        private final Map<Form, Set<String>> known = new EnumMap<>(Form.class);

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

        /// Adds a text of an owner.
        public void add(int owner, Tokens tokens) {
            var document = new Document();
            document.add(new NumericDocValuesField(OWNER, owner));
            document.add(field(Form.EXACT, tokens.exact()));
            document.add(field(Form.FOLDED, tokens.folded()));
            document.add(field(Form.FOLDED_PAIRS, tokens.foldedPairs()));
            try {
                writer.addDocument(document);
            } catch (IOException impossibleInMemory) {
                throw new UncheckedIOException(impossibleInMemory);
            }
        }

        public TextIndex build() {
            try (writer) {
                writer.forceMerge(1);
                writer.commit();
                return new TextIndex(DirectoryReader.open(directory), similarity, known);
            } catch (IOException impossibleInMemory) {
                throw new UncheckedIOException(impossibleInMemory);
            }
        }

        private Field field(Form form, List<String> tokens) {
            known.computeIfAbsent(form, _ -> new HashSet<>()).addAll(tokens);
            return new Field(form.name(), new SyllableStream(tokens), FREQUENCIES);
        }
    }

    /// The best texts for weighted tokens, best first.
    ///
    /// @param wanted tokens with their weights, by form
    /// @param limit  at most so many
    public List<Match> find(Map<Form, Map<String, Float>> wanted, int limit) {
        var query = new BooleanQuery.Builder();
        try {
            for (var form : wanted.entrySet()) {
                var tokens = known.getOrDefault(form.getKey(), Set.of());
                for (var token : form.getValue().entrySet()) {
                    if (tokens.contains(token.getKey())) {
                        query.add(new BoostQuery(termQuery(new Term(form.getKey().name(), token.getKey())),
                                token.getValue()), BooleanClause.Occur.SHOULD);
                    }
                }
            }
            var hits = searcher.search(query.build(), limit).scoreDocs;
            var matches = new ArrayList<Match>(hits.length);
            for (var hit : hits) {
                matches.add(new Match(owners[hit.doc], hit.score));
            }
            return matches;
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }

    private TermQuery termQuery(Term term) throws IOException {
        var state = states.get(term);
        if (state == null) {
            state = TermStates.build(searcher, term, true);
            states.put(term, state);
        }
        return new TermQuery(term, state);
    }

    private static FieldType frequencies() {
        var type = new FieldType();
        type.setTokenized(true);
        type.setIndexOptions(IndexOptions.DOCS_AND_FREQS);
        type.freeze();
        return type;
    }
}
