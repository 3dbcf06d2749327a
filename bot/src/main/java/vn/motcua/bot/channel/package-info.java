/// Channels as an operator sees them: whether they are on.
@NullMarked
package vn.motcua.bot.channel;

import org.jspecify.annotations.NullMarked;
