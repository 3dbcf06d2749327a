package vn.motcua.knowledge.content;

import java.util.List;

/// Something another agency handles, so that the citizen is pointed there instead of being answered wrongly.
///
/// @param responsible which agency
/// @param where       how to reach it
public record Elsewhere(String id, Localized title, Localized responsible, Localized where, Certainty certainty,
        List<String> asks, List<String> asksEnglish) implements Entry {
}
