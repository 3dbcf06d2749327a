package vn.motcua.knowledge.content;

import java.util.List;

/// Something a question can be about.
public sealed interface Entry permits Procedure, Article, Elsewhere {

    /// Stable name, unique among entries of its kind.
    String id();

    /// What it is called.
    Localized title();

    /// How people ask for it, in Vietnamese.
    List<String> asks();

    /// How people ask for it, in English.
    List<String> asksEnglish();
}
