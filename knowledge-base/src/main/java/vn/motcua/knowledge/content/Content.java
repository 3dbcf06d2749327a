package vn.motcua.knowledge.content;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One immutable version of everything the department knows. Safe to share between threads.
///
/// @param version    names this state of the content files: the first 12 hex digits of a SHA-256 over them
/// @param procedures by id, in file order
/// @param articles   general answers, by id
/// @param elsewhere  what other agencies handle, by id
/// @param umbrellas  questions that fit several procedures
/// @param laws       by id
/// @param agencies   by id
/// @param portals    by id
/// @param sources    by id
/// @param speech     how people speak: intents, facet cues, vocabulary
/// @param communes   the communes and wards of the province, and the former ones
/// @param businessLines the classification of business lines, in its order
public record Content(String version, Map<String, Procedure> procedures, Map<String, Article> articles,
        Map<String, Elsewhere> elsewhere, List<Umbrella> umbrellas, Map<String, Law> laws, Map<String, Agency> agencies,
        Map<String, Portal> portals, Map<String, Source> sources, Speech speech, Communes communes,
        List<BusinessLine> businessLines) {

    /// The same, named together with an extra directory that answers come from as well.
    public Content with(String directoryVersion) {
        return new Content(version + "+" + directoryVersion, procedures, articles, elsewhere, umbrellas, laws, agencies,
                portals, sources, speech, communes, businessLines);
    }

    public Optional<Procedure> findProcedure(String id) {
        return Optional.ofNullable(procedures.get(id));
    }

    /// The procedure with this id.
    ///
    /// @throws IllegalArgumentException when there is none
    public Procedure procedure(String id) {
        return findProcedure(id).orElseThrow(() -> new IllegalArgumentException("no procedure " + id));
    }

    /// Procedures, articles and what other agencies handle.
    public List<Entry> entries() {
        var entries = new ArrayList<Entry>(procedures.values());
        entries.addAll(articles.values());
        entries.addAll(elsewhere.values());
        return entries;
    }
}
