/// How replies become messages, and how these are delivered.
@NullMarked
package vn.motcua.bot.outbox;

import org.jspecify.annotations.NullMarked;
