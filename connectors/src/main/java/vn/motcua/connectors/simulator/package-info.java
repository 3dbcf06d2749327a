/// What the simulators of all providers need.
@NullMarked
package vn.motcua.connectors.simulator;

import org.jspecify.annotations.NullMarked;
