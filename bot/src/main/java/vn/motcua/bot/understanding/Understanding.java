package vn.motcua.bot.understanding;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import vn.motcua.knowledge.content.CatalogueEntry;
import vn.motcua.knowledge.content.Facet;
import vn.motcua.knowledge.content.Language;

/// What a message means, as far as it can be told.
///
/// @param text       the message
/// @param language   language to answer in
/// @param intent     what is wanted
/// @param candidates what it may be about, most probable first; may be empty
/// @param facets     parts asked for, strongest first; empty when none was named
/// @param confidence probability in 0..1 of intent and first candidate together
/// @param followUp   whether the topic was taken from the conversation, because the message named none
/// @param commune    the commune it asks about, or where whoever asks lives; or null
/// @param catalogued the procedure of the national catalogue it asks about, or null
public record Understanding(String text, Language language, Intent intent, List<Candidate> candidates,
        List<Facet> facets, double confidence, boolean followUp, @Nullable CommuneQuestion commune,
        @Nullable CatalogueEntry catalogued) {
    public Understanding {
        candidates = List.copyOf(candidates);
        facets = List.copyOf(facets);
    }

    /// What a message means that asks about a commune, or not.
    public Understanding(String text, Language language, Intent intent, List<Candidate> candidates,
            List<Facet> facets, double confidence, boolean followUp, @Nullable CommuneQuestion commune) {
        this(text, language, intent, candidates, facets, confidence, followUp, commune, null);
    }

    /// What a message means that asks about no commune.
    public Understanding(String text, Language language, Intent intent, List<Candidate> candidates,
            List<Facet> facets, double confidence, boolean followUp) {
        this(text, language, intent, candidates, facets, confidence, followUp, null);
    }

    /// The same for a text that must not be remembered.
    public Understanding withoutText() {
        return new Understanding("", language, intent, candidates, facets, confidence, followUp, commune,
                catalogued);
    }

    /// The same with another intent that is sure.
    public Understanding meaning(Intent other) {
        return new Understanding(text, language, other, candidates, facets, Math.max(confidence, 0.9), followUp,
                commune, catalogued);
    }

    /// The same, of somebody who lives there.
    public Understanding at(CommuneQuestion place) {
        return new Understanding(text, language, intent, candidates, facets, confidence, followUp, place,
                catalogued);
    }

    public Optional<Candidate> first() {
        return candidates.stream().findFirst();
    }
}
