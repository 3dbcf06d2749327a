package vn.motcua.knowledge.content;

import org.jspecify.annotations.Nullable;

/// A website where dossiers are filed or looked up.
///
/// @param url without scheme, such as `dangkyquamang.dkkd.gov.vn`; null when it is not known
public record Portal(String id, Localized name, @Nullable String url, Certainty certainty) {
}
