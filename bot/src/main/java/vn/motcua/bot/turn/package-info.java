/// The way of one message: dedupe, load, understand, decide, commit in one transaction, then acknowledge.
@NullMarked
package vn.motcua.bot.turn;

import org.jspecify.annotations.NullMarked;
