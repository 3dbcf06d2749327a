@NullMarked
package vn.motcua.bot.moving;

import org.jspecify.annotations.NullMarked;
