package vn.motcua.knowledge.index;

import java.util.List;

import org.apache.lucene.analysis.TokenStream;
import org.apache.lucene.analysis.tokenattributes.CharTermAttribute;

/// Feeds tokens that were already made to Lucene, so that indexing and searching share one analysis.
final class SyllableStream extends TokenStream {
    private final CharTermAttribute term = addAttribute(CharTermAttribute.class);
    private final List<String> tokens;
    private int next;

    SyllableStream(List<String> tokens) {
        this.tokens = tokens;
    }

    @Override
    public boolean incrementToken() {
        if (next == tokens.size()) {
            return false;
        }
        clearAttributes();
        term.append(tokens.get(next++));
        return true;
    }

    @Override
    public void reset() {
        next = 0;
    }
}
