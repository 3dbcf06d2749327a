/// Every sentence the product itself says, from `config/messages_{vi,en}.properties`.
@NullMarked
package vn.motcua.bot.messages;

import org.jspecify.annotations.NullMarked;
