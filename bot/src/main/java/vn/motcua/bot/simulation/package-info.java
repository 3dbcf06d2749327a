/// Trying a channel without an account: a messenger of the developer's own, with the developer as the citizen.
@NullMarked
package vn.motcua.bot.simulation;

import org.jspecify.annotations.NullMarked;
