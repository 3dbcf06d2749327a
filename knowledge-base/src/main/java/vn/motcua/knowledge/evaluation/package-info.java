/// Question sets and measures, so that a change to the knowledge base can be judged before anybody relies on it.
@NullMarked
package vn.motcua.knowledge.evaluation;

import org.jspecify.annotations.NullMarked;
