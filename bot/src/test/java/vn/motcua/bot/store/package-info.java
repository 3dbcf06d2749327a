@NullMarked
package vn.motcua.bot.store;

import org.jspecify.annotations.NullMarked;
