package vn.motcua.knowledge.search;

/// What counts how much when topics are ranked. Chosen on held-out ways of asking of the content itself, never on an
/// evaluation set; `docs/evaluation.md` says how.
///
/// @param pair         a pair of neighbouring syllables, against a syllable
/// @param exact        a form with its diacritics, against the folded one
/// @param expansion    what a shorthand stands for, against what was typed
/// @param synonym      what an everyday word stands for
/// @param functionWord a word that carries no topic
/// @param model        what the topic model says
/// @param words        BM25 over all words of the topic, as a share of the best topic's
/// @param mostAsked    advance of the procedures that are asked for most
/// @param article      advance of general articles
public record Weights(float pair, float exact, float expansion, float synonym, float functionWord, double model,
        double words, double mostAsked, double article) {

    /// The weights in use.
    public static final Weights TUNED = new Weights(0.8f, 0.5f, 0.9f, 0.45f, 0.4f, 0.6, 5.2, 0.3, -0.2);

    double score(double model, double words) {
        return this.model * model + this.words * words;
    }
}
