package vn.motcua.bot.turn;

import vn.motcua.bot.store.Move;

/// What an event leads to.
sealed interface Led {
    /// A turn of its conversation.
    record ToWords(Step step) implements Led {
    }

    /// Another conversation goes on here.
    record ToMove(Move move) implements Led {
    }
}
