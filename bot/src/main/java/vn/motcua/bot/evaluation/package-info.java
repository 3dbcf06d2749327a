/// Measuring the whole way from a question to an answer.
@NullMarked
package vn.motcua.bot.evaluation;

import org.jspecify.annotations.NullMarked;
