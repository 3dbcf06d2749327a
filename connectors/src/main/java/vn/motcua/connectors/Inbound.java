package vn.motcua.connectors;

import java.util.List;

/// What a channel made of a request.
public sealed interface Inbound {

    /// Not from the provider, or nobody can tell. Nothing of it may be used.
    ///
    /// @param quiet whether it is to be answered as if all were well, as a provider demands that tries its webhook with
    ///              unsigned requests
    record Forged(boolean quiet) implements Inbound {
    }

    /// From the provider, but not in its format at all; sending it again would not help.
    record Unreadable(String reason) implements Inbound {
    }

    /// From the provider. What concerns nobody here is in neither list.
    ///
    /// @param events    in the order in which they happened, as far as the provider keeps it
    /// @param malformed what looks like an event and cannot be read; the others are good all the same
    record Accepted(List<InboundEvent> events, List<MalformedItem> malformed) implements Inbound {
        public Accepted {
            events = List.copyOf(events);
            malformed = List.copyOf(malformed);
        }
    }

    /// The provider asks whether this address is ours.
    ///
    /// @param answer the text to answer with
    record Challenge(String answer) implements Inbound {
    }

    /// An item that cannot be read.
    ///
    /// @param id      names the item, so that the same one sent again is kept once
    /// @param outline the names in it, without any value: what people write is nowhere kept unread
    /// @param reason  why not, without anything from the item
    record MalformedItem(String id, String outline, String reason) {
    }
}
