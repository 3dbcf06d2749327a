package vn.motcua.knowledge.search;

/// A topic that a text may be about.
///
/// @param score      for ranking within one question; higher is better
/// @param similarity how much of the question and of the nearest known way of asking is shared, 0..1, rare words counting more
/// @param nearest    that way of asking
public record Hit(Topic topic, double score, double similarity, String nearest) {
}
