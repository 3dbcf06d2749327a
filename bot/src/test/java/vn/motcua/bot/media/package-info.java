@NullMarked
package vn.motcua.bot.media;

import org.jspecify.annotations.NullMarked;
