/// Reading YAML into typed values. Every mistake is collected with its file and line instead of stopping at the first.
@NullMarked
package vn.motcua.knowledge.yaml;

import org.jspecify.annotations.NullMarked;
