/// Every text the server says by itself, in each language, from files an operator may edit.
@NullMarked
package vn.motcua.bot.messages;

import org.jspecify.annotations.NullMarked;
