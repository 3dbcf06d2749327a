package vn.motcua.knowledge.content;

import java.time.LocalDate;

import org.jspecify.annotations.Nullable;

/// What an answer rests on, as a citizen may open it.
///
/// @param document  name of the law, decree or circular, such as `Thông tư 47/2019/TT-BTC`
/// @param article   the article as the source gives it, such as `Điều 24 khoản 4`; null when it is not known
/// @param validFrom first day in force; null when it is not known
/// @param note      what the reader should know about how sure this is; null when there is nothing to add
public record Citation(String document, @Nullable String article, @Nullable LocalDate validFrom,
        @Nullable String note) {
}
