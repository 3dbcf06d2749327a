/// From words and conversation to meaning. All searching happens here; nothing is decided.
@NullMarked
package vn.motcua.bot.understanding;

import org.jspecify.annotations.NullMarked;
