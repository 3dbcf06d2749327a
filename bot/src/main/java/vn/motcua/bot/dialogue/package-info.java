/// Deciding what to do about a message. Pure: no clock, no network, no storage, no logger.
@NullMarked
package vn.motcua.bot.dialogue;

import org.jspecify.annotations.NullMarked;
