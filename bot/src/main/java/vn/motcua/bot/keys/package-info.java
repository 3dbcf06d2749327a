/// The keys of the house: from the operator's master key, or made once in the data folder.
@NullMarked
package vn.motcua.bot.keys;

import org.jspecify.annotations.NullMarked;
