/// What channels bring: each event becomes a turn, once.
@NullMarked
package vn.motcua.bot.inbox;

import org.jspecify.annotations.NullMarked;
