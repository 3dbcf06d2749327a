package vn.motcua.bot.store;

import java.time.Instant;
import java.util.List;

/// What a turn leads to about moving the conversation elsewhere.
public sealed interface MovingEffect {

    /// A code was given out; it takes the place of an older one.
    ///
    /// @param codeHash keyed hash of it
    @SuppressWarnings("ArrayRecordComponent") // Effects are not compared.
    record Offered(byte[] codeHash, Instant expires) implements MovingEffect {
    }

    /// A code was typed that is none.
    ///
    /// @param who keyed hashes of all by whom such tries are counted
    record Mistyped(List<byte[]> who) implements MovingEffect {
        public Mistyped {
            who = List.copyOf(who);
        }
    }
}
