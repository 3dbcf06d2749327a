@NullMarked
package vn.motcua.bot.messages;

import org.jspecify.annotations.NullMarked;
