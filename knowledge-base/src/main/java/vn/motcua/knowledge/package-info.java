/// What the department knows, and how a question finds it. Nothing here knows the bot or the connectors.
@NullMarked
package vn.motcua.knowledge;

import org.jspecify.annotations.NullMarked;
