package vn.motcua.knowledge.content;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// The answer to a question that needs words of its own: a general one such as office hours or signing, or one that
/// explains a part of a procedure.
///
/// @param facet     what kind of question it answers
/// @param belongsTo the procedure it explains a part of, or null when it belongs to none
/// @param lead  the answer itself
/// @param more  further explanation, may be blank
public record Article(String id, Localized title, Facet facet, @Nullable String belongsTo, Assurance assurance,
        List<String> asks,
        List<String> asksEnglish, Localized lead, Localized more) implements Entry {
}
