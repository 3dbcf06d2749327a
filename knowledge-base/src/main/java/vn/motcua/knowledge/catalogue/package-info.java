/// The national catalogue of procedures as an extra directory: imported once, kept in the data folder, read at start.
@NullMarked
package vn.motcua.knowledge.catalogue;

import org.jspecify.annotations.NullMarked;
