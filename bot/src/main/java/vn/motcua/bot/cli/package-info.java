/// The command line: what people type after `./motcua`.
@NullMarked
package vn.motcua.bot.cli;

import org.jspecify.annotations.NullMarked;
