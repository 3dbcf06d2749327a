/// How many answers a second; not part of the test suite.
@NullMarked
package vn.motcua.bot.benchmark;

import org.jspecify.annotations.NullMarked;
