/// How replies and transcript events are written as JSON, for every way out of the house.
@NullMarked
package vn.motcua.bot.wire;

import org.jspecify.annotations.NullMarked;
