package vn.motcua.bot.simulation;

import vn.motcua.connectors.InboundEvent.Kind;

/// What somebody does in a messenger.
sealed interface Deed {

    record Says(String text) implements Deed {
    }

    /// Changes what they said last.
    record Edits(String text) implements Deed {
    }

    record Presses(Received.Button button) implements Deed {
    }

    /// Sends something else than text.
    ///
    /// @param content the file; empty where the kind has none
    @SuppressWarnings("ArrayRecordComponent") // Not compared.
    record Sends(Kind kind, String name, byte[] content) implements Deed {
    }

    record Follows() implements Deed {
    }

    record Unfollows() implements Deed {
    }

    /// Takes back the consent to the use of their data.
    record Withdraws() implements Deed {
    }
}
