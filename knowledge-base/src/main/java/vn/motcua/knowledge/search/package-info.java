/// The one door to the knowledge: a question in, ranked topics out, each with its evidence.
@NullMarked
package vn.motcua.knowledge.search;

import org.jspecify.annotations.NullMarked;
