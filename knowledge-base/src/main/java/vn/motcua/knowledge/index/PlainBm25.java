package vn.motcua.knowledge.index;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.OptionalInt;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.standard.StandardAnalyzer;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.TextField;
import org.apache.lucene.index.DirectoryReader;
import org.apache.lucene.index.IndexWriter;
import org.apache.lucene.index.IndexWriterConfig;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.store.ByteBuffersDirectory;

/// The nearest of some texts as Lucene finds it out of the box: standard tokens in lower case, BM25 as it comes. Knows nothing of
/// Vietnamese; it is what our own search is compared with.
public final class PlainBm25 {
    private static final String TEXT = "text";

    private final StandardAnalyzer analyzer = new StandardAnalyzer();
    private final IndexSearcher searcher;

    public PlainBm25(List<String> texts) {
        var directory = new ByteBuffersDirectory();
        try {
            try (var writer = new IndexWriter(directory, new IndexWriterConfig(analyzer))) {
                for (var text : texts) {
                    var document = new Document();
                    document.add(new TextField(TEXT, text, Field.Store.NO));
                    writer.addDocument(document);
                }
                writer.forceMerge(1); // one segment, so that documents keep the order of the texts
            }
            searcher = new IndexSearcher(DirectoryReader.open(directory));
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }

    /// The number of the nearest text, the first of equals; none when no word of the question stands anywhere.
    public OptionalInt nearest(String question) {
        var query = new BooleanQuery.Builder();
        try (TokenStream tokens = analyzer.tokenStream(TEXT, question)) {
            var token = tokens.addAttribute(CharTermAttribute.class);
            tokens.reset();
            while (tokens.incrementToken()) {
                query.add(new TermQuery(new Term(TEXT, token.toString())), BooleanClause.Occur.SHOULD);
            }
            tokens.end();
            var found = searcher.search(query.build(), 1).scoreDocs;
            return found.length == 0 ? OptionalInt.empty() : OptionalInt.of(found[0].doc);
        } catch (IOException impossibleInMemory) {
            throw new UncheckedIOException(impossibleInMemory);
        }
    }
}
