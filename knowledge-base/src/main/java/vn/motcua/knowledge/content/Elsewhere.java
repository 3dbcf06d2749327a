package vn.motcua.knowledge.content;

import java.util.List;

import org.jspecify.annotations.Nullable;

/// Something another agency handles, so that the citizen is pointed there instead of being answered wrongly.
///
/// @param responsible which agency, or null when it is no matter of any agency
/// @param where       how to reach it
public record Elsewhere(String id, Localized title, @Nullable Localized responsible, Localized where,
        Certainty certainty,
        List<String> asks, List<String> asksEnglish) implements Entry {
}
