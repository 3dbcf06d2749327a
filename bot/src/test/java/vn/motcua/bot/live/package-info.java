@NullMarked
package vn.motcua.bot.live;

import org.jspecify.annotations.NullMarked;
