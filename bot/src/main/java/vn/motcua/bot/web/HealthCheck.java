package vn.motcua.bot.web;

import java.util.function.BooleanSupplier;

/// A part the service stands on, and whether a call to it would work now.
///
/// @param name     shown to operators, such as `database`
/// @param required whether nothing can be answered without it; otherwise the service is degraded
/// @param off      whether an operator turned it off, so that nobody expects it to work
/// @param works    may block for a moment; an exception counts as no
public record HealthCheck(String name, boolean required, BooleanSupplier off, BooleanSupplier works) {
    /// Of a part that cannot be turned off.
    public HealthCheck(String name, boolean required, BooleanSupplier works) {
        this(name, required, () -> false, works);
    }
}
