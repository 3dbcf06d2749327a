package vn.motcua.knowledge.search;

/// A topic that a text may be about.
///
/// @param probability in 0..1, over all topics together
/// @param similarity  share of words in common with the nearest known way of asking, 0..1, rare words counting more
/// @param evidence    what it was ranked by
public record Hit(Topic topic, double probability, double similarity, Evidence evidence) {

    /// What a topic was ranked by.
    ///
    /// @param model   logit of the topic model
    /// @param nearest BM25 of the nearest way of asking, as a share of the best
    /// @param whole   BM25 of all its words, as a share of the best
    /// @param text    the nearest way of asking, or "" when none was near
    public record Evidence(double model, double nearest, double whole, String text) {
    }
}
