@NullMarked
package vn.motcua.bot.wire;

import org.jspecify.annotations.NullMarked;
