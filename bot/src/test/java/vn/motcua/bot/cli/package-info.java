@NullMarked
package vn.motcua.bot.cli;

import org.jspecify.annotations.NullMarked;
