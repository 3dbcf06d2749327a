/// Work outside turns that survives a restart: each at least once, with one effect.
@NullMarked
package vn.motcua.bot.task;

import org.jspecify.annotations.NullMarked;
