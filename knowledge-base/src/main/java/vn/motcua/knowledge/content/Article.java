package vn.motcua.knowledge.content;

import java.util.List;

/// The answer to a general question that belongs to no single procedure, such as office hours or signing.
///
/// @param facet what kind of question it answers
/// @param lead  the answer itself
/// @param more  further explanation, may be blank
public record Article(String id, Localized title, Facet facet, Assurance assurance, List<String> asks,
        List<String> asksEnglish, Localized lead, Localized more) implements Entry {
}
