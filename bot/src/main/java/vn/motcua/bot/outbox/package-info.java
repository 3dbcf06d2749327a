/// What is pushed to citizens: replies worded for a channel, and delivered in order, however often it takes.
@NullMarked
package vn.motcua.bot.outbox;

import org.jspecify.annotations.NullMarked;
