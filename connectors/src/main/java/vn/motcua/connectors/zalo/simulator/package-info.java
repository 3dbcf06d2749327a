/// A Zalo that runs here: for tests, and for whoever wants to try the channel without an account.
@NullMarked
package vn.motcua.connectors.zalo.simulator;

import org.jspecify.annotations.NullMarked;
