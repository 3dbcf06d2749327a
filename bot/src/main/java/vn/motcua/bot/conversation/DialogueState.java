package vn.motcua.bot.conversation;

import java.util.List;

import org.jspecify.annotations.Nullable;

import vn.motcua.knowledge.content.Language;

/// What the dialogue remembers from earlier turns.
///
/// @param language   language of the last reply
/// @param procedure  the procedure talked about last, or null
/// @param article    the general article answered from last, or null
/// @param facets     wire words of the facets asked last
/// @param offered    choices of the last reply, so that "2" or "cái thứ hai" can be understood
/// @param asked      the question that was asked back about, or null; a picked choice answers it
/// @param misses     turns in a row that did not help
/// @param introduced whether the assistant has said what it is
/// @param place      id of the commune, former or present, that was asked about last, or null
public record DialogueState(Language language, @Nullable String procedure, @Nullable String article,
        List<String> facets, List<Choice> offered, @Nullable String asked, int misses, boolean introduced,
        @Nullable String place) {
    public DialogueState {
        facets = List.copyOf(facets);
        offered = List.copyOf(offered);
    }

    /// The same state with the choices the last reply offered.
    public DialogueState offering(List<Choice> choices) {
        return new DialogueState(language, procedure, article, facets, choices, asked, misses, introduced,
                place);
    }

    /// The same state after a reply that changed nothing but what is offered.
    public DialogueState introduced(List<Choice> choices) {
        return new DialogueState(language, procedure, article, facets, choices, asked, misses, true, place);
    }

    /// Nothing said yet.
    public static DialogueState fresh() {
        return new DialogueState(Language.VI, null, null, List.of(), List.of(), null, 0, false, null);
    }

    /// The same state with the next words in another language.
    public DialogueState in(Language other) {
        return new DialogueState(other, procedure, article, facets, offered, asked, misses, introduced, place);
    }
}
