/// HTTP as channels need it: after each call it is known whether the provider may have acted on it.
@NullMarked
package vn.motcua.connectors.http;

import org.jspecify.annotations.NullMarked;
