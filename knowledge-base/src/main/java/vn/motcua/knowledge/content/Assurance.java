package vn.motcua.knowledge.content;

import java.time.LocalDate;
import java.util.List;

import org.jspecify.annotations.Nullable;

/// Why a fact may be believed, and who answers for it.
///
/// @param certainty  how sure the team is
/// @param source     id in `places.yaml`, or null
/// @param basis      ids of the laws it rests on
/// @param caution    id of a newer law that may have changed it and whose text was not at hand, or null
/// @param approvedBy the department's officer who approved it, or null as long as nobody has
/// @param approvedAt the day of the approval, or null
public record Assurance(Certainty certainty, @Nullable String source, List<String> basis, @Nullable String caution,
        @Nullable String approvedBy, @Nullable LocalDate approvedAt) {
    public Assurance {
        basis = List.copyOf(basis);
    }

    /// Whether the department's officer has approved the fact.
    public boolean approved() {
        return approvedBy != null && approvedAt != null;
    }

    /// Whether the answer itself must say that the department has not confirmed this.
    public boolean needsWarning() {
        return !approved() && !certainty.isHigh();
    }
}
