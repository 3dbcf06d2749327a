package vn.motcua.knowledge.search;

/// A topic that a text may be about.
///
/// @param probability in 0..1, over all topics together
public record Hit(Topic topic, double probability, Evidence evidence) {

    /// What a topic was ranked by.
    ///
    /// @param model logit of the topic model
    /// @param words BM25 over all words of the topic, as a share of the best topic's
    public record Evidence(double model, double words) {
    }
}
