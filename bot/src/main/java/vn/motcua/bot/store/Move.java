package vn.motcua.bot.store;

import org.jspecify.annotations.Nullable;

/// A conversation that goes on where its code was typed, ready to be stored whole or not at all.
///
/// @param carrier  the turn of the conversation in which the code was typed. It ends with it: its address is the other's
/// @param moved    the turn by which the conversation moves; the address after it is where it goes on
/// @param codeHash keyed hash of the code, which is used up; null where the citizen needs none
/// @param left     the first turn of a new conversation at the address that was left, which tells that; null where nothing
///                 is pushed to
@SuppressWarnings("ArrayRecordComponent") // Moves are not compared.
public record Move(Turn carrier, Turn moved, byte @Nullable [] codeHash, @Nullable Turn left) {
    public Move {
        if (carrier.before().id().equals(moved.before().id())) {
            throw new IllegalArgumentException("a conversation does not move to where it is");
        }
        if (left != null && !left.before().address().equals(moved.before().address())) {
            throw new IllegalArgumentException("what is left is told where it was");
        }
    }
}
