package vn.motcua.knowledge.search;

/// A figure that speaks for or against a topic being meant. Their weighted sum decides; [SignalWeights] holds the weights.
public enum Signal {
    /// Logit of the topic model.
    MODEL,
    /// BM25 over all words of the topic, as a share of the best topic's, 0..1.
    WORDS,
    /// The same over its names and its title alone.
    NAMES,
    /// BM25 of its closest way of asking, as a share of the best topic's, 0..1.
    CLOSEST,
    /// How much of all that the text says stands in its closest way of asking, 0..1.
    COVERED,
    /// Whether the topic is spoken of with the words for one of several neighbours that the text uses; logarithm of a ratio.
    DISTINCTIONS,
    /// MODEL times how much longer than usual the text is.
    MODEL_IN_LONG,
    /// WORDS times how much longer than usual the text is.
    WORDS_IN_LONG,
    /// CLOSEST times how much longer than usual the text is.
    CLOSEST_IN_LONG,
    /// 1 for a procedure that is asked for most.
    MOST_ASKED,
    /// 1 for an article that belongs to no procedure.
    GENERAL_ARTICLE,
    /// 1 for an article that explains a part of a procedure.
    PART_ARTICLE,
    /// 1 for a matter of another agency.
    ELSEWHERE,
    /// 1 for something people say besides asking.
    INTENT
}
