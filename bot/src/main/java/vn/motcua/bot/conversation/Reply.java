package vn.motcua.bot.conversation;

import java.util.List;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

import vn.motcua.knowledge.content.Citation;

/// One reply of the assistant, complete: what was decided, the words, and what they rest on. This is also its wire shape.
///
/// @param decision       wire word of the decision: answer, clarify, guide, status, complaint, handoff, out_of_scope, smalltalk
/// @param procedure      procedure of the first question, or null
/// @param facets         wire words of the facets of the first question
/// @param confidence     probability in 0..1 that this is what was asked
/// @param text           the whole text; line breaks and spaces are its only layout
/// @param choices        what the citizen can pick next, in order
/// @param parts          every question of the message with its own answer; one for a single question
/// @param citations      what the text rests on
/// @param article        id of the general article the answer comes from, or null
/// @param guide          where a guided registration stands, or null
/// @param contentVersion version of the knowledge base that was asked
public record Reply(String decision, @Nullable String procedure, List<String> facets, double confidence, String text,
        List<Choice> choices, List<Part> parts, List<Citation> citations, @Nullable String article,
        @Nullable GuideProgress guide, String contentVersion) {
    public Reply {
        facets = List.copyOf(facets);
        choices = List.copyOf(choices);
        parts = List.copyOf(parts);
        citations = List.copyOf(citations);
    }

    /// Several replies as one: what was decided is that of the first, as sure as the least sure, with the texts one after
    /// the other and the choices of the last.
    ///
    /// @param replies at least one
    public static Reply together(List<Reply> replies) {
        var first = replies.getFirst();
        return new Reply(first.decision(), first.procedure(), first.facets(),
                replies.stream().mapToDouble(Reply::confidence).min().orElse(first.confidence()),
                replies.stream().map(Reply::text).collect(Collectors.joining("\n\n")), replies.getLast().choices(),
                replies.stream().flatMap(reply -> reply.parts().stream()).toList(),
                replies.stream().flatMap(reply -> reply.citations().stream()).distinct().toList(), first.article(),
                first.guide(), first.contentVersion());
    }

    /// The same reply in other words.
    public Reply withText(String words) {
        return new Reply(decision, procedure, facets, confidence, words, choices, parts, citations, article, guide,
                contentVersion);
    }

    /// The answer to one question of a message.
    public record Part(@Nullable String procedure, List<String> facets, String text, List<Citation> citations) {
        public Part {
            facets = List.copyOf(facets);
            citations = List.copyOf(citations);
        }
    }

    /// How far a guided registration is.
    ///
    /// @param done steps finished
    /// @param of   steps in all on the present way
    public record GuideProgress(String id, String step, @Nullable String asks, int done, int of) {
    }
}
