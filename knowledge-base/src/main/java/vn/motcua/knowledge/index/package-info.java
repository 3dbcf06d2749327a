/// The Lucene index: schema, indexing, lookup. The only place that knows field names.
@NullMarked
package vn.motcua.knowledge.index;

import org.jspecify.annotations.NullMarked;
