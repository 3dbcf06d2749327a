package vn.motcua.connectors;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/// What became of a message handed to a provider. Reasons are short, for operators, and hold no secret and nothing of the
/// message.
public sealed interface Delivery {

    /// The provider has it.
    ///
    /// @param providerId the provider's name for it
    record Sent(String providerId) implements Delivery {
    }

    /// It was not taken, and may be later.
    ///
    /// @param after not before; null when the provider does not say
    record TryLater(@Nullable Duration after, String reason) implements Delivery {
    }

    /// The citizen is gone: blocked us, deleted the account.
    record Unreachable(String reason) implements Delivery {
    }

    /// The provider takes nothing more from us until the citizen writes again, or by another kind of message.
    record WindowClosed(String reason) implements Delivery {
    }

    /// The provider will never take it as it is: a mistake of ours.
    record Refused(String reason) implements Delivery {
    }

    /// The provider does not know us (any more): every message will fail until an operator does something.
    record CredentialsFailed(String reason) implements Delivery {
    }

    /// It was sent and no answer came: the citizen may have it or not.
    record OutcomeUnknown(String reason) implements Delivery {
    }
}
