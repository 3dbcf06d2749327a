/// Everything that decides, remembers and serves.
@NullMarked
package vn.motcua.bot;

import org.jspecify.annotations.NullMarked;
