/// Putting decisions into words. Every figure comes from a fact of the content and carries where it is from.
@NullMarked
package vn.motcua.bot.answer;

import org.jspecify.annotations.NullMarked;
