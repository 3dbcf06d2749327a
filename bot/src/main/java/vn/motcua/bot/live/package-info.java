/// What is happening right now, in this process or, through Redis, on all nodes: wake-ups, who is there and typing, rate
/// limits. All of it may vanish without loss. The only room that knows Redis.
@NullMarked
package vn.motcua.bot.live;

import org.jspecify.annotations.NullMarked;
