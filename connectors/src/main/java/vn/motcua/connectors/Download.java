package vn.motcua.connectors;

/// What became of a file that a citizen sent and that was to be fetched from the provider.
public sealed interface Download {

    /// It is here, as the provider gave it: nobody has looked at it yet.
    ///
    /// @param bytes not copied: do not change
    @SuppressWarnings("ArrayRecordComponent") // Not compared.
    record Content(byte[] bytes) implements Download {
    }

    /// It will not be fetched, however often it is tried.
    record Refused(Reason reason) implements Download {
    }

    /// It may be there later.
    ///
    /// @param reason short, for operators, without any address
    record TryLater(String reason) implements Download {
    }

    /// Why a file is not fetched.
    enum Reason {
        /// It does not lie with the provider, or leads away from there.
        FOREIGN,
        /// It has more bytes than are taken.
        TOO_LARGE,
        /// The provider has it no longer, or does not give it.
        GONE
    }
}
