@NullMarked
package vn.motcua.bot.configuration;

import org.jspecify.annotations.NullMarked;
