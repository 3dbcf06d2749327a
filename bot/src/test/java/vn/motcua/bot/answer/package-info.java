@NullMarked
package vn.motcua.bot.answer;

import org.jspecify.annotations.NullMarked;
