@NullMarked
package vn.motcua.bot.channel;

import org.jspecify.annotations.NullMarked;
