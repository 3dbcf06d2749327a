/// The content: procedures, articles, laws and what other agencies handle, as values; the reader of the content files
/// and its lint, which reports every problem at once with file and line.
@NullMarked
package vn.motcua.knowledge.content;

import org.jspecify.annotations.NullMarked;
