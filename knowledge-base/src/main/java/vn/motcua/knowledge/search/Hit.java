package vn.motcua.knowledge.search;

/// A topic that a text may be about.
///
/// @param probability in 0..1, over all topics together
public record Hit(Topic topic, double probability) {
}
