/// A conversation and what was said in it: plain values, no behaviour that touches the outside.
@NullMarked
package vn.motcua.bot.conversation;

import org.jspecify.annotations.NullMarked;
