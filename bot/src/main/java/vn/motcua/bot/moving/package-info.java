/// The codes by which a citizen takes a conversation along to another channel.
@NullMarked
package vn.motcua.bot.moving;

import org.jspecify.annotations.NullMarked;
