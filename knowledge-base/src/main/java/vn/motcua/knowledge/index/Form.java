package vn.motcua.knowledge.index;

/// What a token is.
public enum Form {
    /// A syllable with its diacritics.
    EXACT,
    /// Two neighbouring syllables with their diacritics. The product's own texts are not indexed by it.
    EXACT_PAIRS,
    /// A syllable without them.
    FOLDED,
    /// Two neighbouring syllables without them.
    FOLDED_PAIRS,
    /// That a text means one of several things that exclude each other. No text is indexed by it.
    DISTINCTION
}
