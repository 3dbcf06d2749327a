package vn.motcua.knowledge.search;

/// A figure that speaks for or against a topic being meant. Their weighted sum decides; [SignalWeights] holds the weights.
public enum Signal {
    /// Logit of the topic model.
    MODEL,
    /// BM25 over all words of the topic, as a share of the best topic's, 0..1.
    WORDS,
    /// The same of the closest of its names.
    NAMES,
    /// How much of one of its names is said, 0..1.
    NAME_SAID,
    /// BM25 of its closest way of asking, as a share of the best topic's, 0..1.
    CLOSEST,
    /// How much of all that the text says stands in its closest way of asking, 0..1.
    COVERED,
    /// MODEL times how much longer than usual the text is.
    MODEL_IN_LONG,
    /// WORDS times how much longer than usual the text is.
    WORDS_IN_LONG,
    /// CLOSEST times how much longer than usual the text is.
    CLOSEST_IN_LONG,
    /// 1 for a procedure that is asked for most.
    MOST_ASKED,
    /// MOST_ASKED times how much shorter than usual the text is: who says little means the usual.
    MOST_ASKED_IN_SHORT,
    /// 1 for an article that belongs to no procedure.
    GENERAL_ARTICLE,
    /// 1 for an article that explains a part of a procedure.
    PART_ARTICLE,
    /// 1 for a matter of another agency.
    ELSEWHERE,
    /// 1 for a question that several procedures fit.
    UMBRELLA,
    /// 1 for something people say besides asking.
    INTENT,
    /// In how many groups of distinctions the text says only what does not go with the topic.
    CONTRADICTED
}
