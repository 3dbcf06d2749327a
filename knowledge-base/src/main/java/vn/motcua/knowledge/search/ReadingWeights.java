package vn.motcua.knowledge.search;

/// How much each reading of a text counts. Chosen on held-out ways of asking of the content itself; `docs/evaluation.md`
/// says how.
///
/// @param pair         a pair of neighbouring syllables, against a syllable
/// @param exact        a form with its diacritics, against the folded one
/// @param expansion    what a shorthand stands for, against what was typed
/// @param synonym      what an everyday word stands for
/// @param functionWord a word that carries no topic
record ReadingWeights(float pair, float exact, float expansion, float synonym, float functionWord) {

    /// The weights in use.
    static final ReadingWeights TUNED = new ReadingWeights(0.8f, 0.5f, 0.9f, 0.45f, 0.4f);
}
