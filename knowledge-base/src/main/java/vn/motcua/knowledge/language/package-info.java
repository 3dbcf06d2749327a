/// Vietnamese text as people type it: Unicode form, diacritics, syllables.
@NullMarked
package vn.motcua.knowledge.language;

import org.jspecify.annotations.NullMarked;
