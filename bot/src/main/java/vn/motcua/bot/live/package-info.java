/// What is happening right now: wake-ups and rate limits. All of it may vanish without loss.
@NullMarked
package vn.motcua.bot.live;

import org.jspecify.annotations.NullMarked;
