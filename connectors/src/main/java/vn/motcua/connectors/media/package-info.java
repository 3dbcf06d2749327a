/// Files that citizens sent, fetched from their providers and from nowhere else, whatever an event claims.
@NullMarked
package vn.motcua.connectors.media;

import org.jspecify.annotations.NullMarked;
