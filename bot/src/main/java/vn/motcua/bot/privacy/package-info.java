/// Keeping personal data out of what is stored.
@NullMarked
package vn.motcua.bot.privacy;

import org.jspecify.annotations.NullMarked;
