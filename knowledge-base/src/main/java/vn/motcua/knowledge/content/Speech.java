package vn.motcua.knowledge.content;

import java.util.List;
import java.util.Map;
import java.util.Set;

/// How people speak, as data: what they say to greet or to ask for a person, the cues for a facet, and the words they
/// use instead of the law's.
///
/// @param intents    what people say besides asking about a procedure
/// @param facetCues  word sequences that hint at a facet
/// @param vocabulary everyday forms and what they stand for
public record Speech(List<Intent> intents, Map<Facet, List<Cue>> facetCues, Vocabulary vocabulary) {

    /// One thing people want besides an answer about a procedure.
    ///
    /// @param name    such as `greet`, `handoff`, `status`
    /// @param phrases whole utterances
    /// @param cues    short word sequences that are strong evidence
    /// @param decisive word sequences that leave no doubt, whatever else the text names
    /// @param not     word sequences that rule it out
    public record Intent(String name, List<String> phrases, List<String> cues, List<String> decisive,
            List<String> not) {
    }

    /// A word sequence and how strongly it hints, in 0..1.
    public record Cue(String text, double weight) {
    }

    /// Everyday forms and what they stand for; several expansions are alternatives.
    ///
    /// @param abbreviations office shorthand and texting: `cty` = `công ty`
    /// @param synonyms      everyday phrases and the law's: `dẹp tiệm` => `giải thể`
    /// @param dialect       regional words and the standard ones
    /// @param english       English terms and the Vietnamese ones
    /// @param frames        questions with a gap `{}` for the name of a matter, Vietnamese
    /// @param englishFrames the same in English
    /// @param functionWords words that carry no topic, without diacritics
    /// @param distinctions  words that tell neighbouring matters apart
    public record Vocabulary(Map<String, List<String>> abbreviations, Map<String, List<String>> synonyms,
            Map<String, List<String>> dialect, Map<String, List<String>> english, List<String> frames,
            List<String> englishFrames, Set<String> functionWords, List<Distinction> distinctions) {
    }

    /// One of several things of which a text usually means only one: one member or several, a company or a household.
    ///
    /// @param group what it is one of
    /// @param value which one
    /// @param forms how people say it
    public record Distinction(String group, String value, List<String> forms) {
    }
}
