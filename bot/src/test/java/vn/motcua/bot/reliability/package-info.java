/// What must hold when the process dies: killed at any instant, or told to stop under load.
@NullMarked
package vn.motcua.bot.reliability;

import org.jspecify.annotations.NullMarked;
