/// A Messenger that runs here: for tests, and for whoever wants to try the channel without a page.
@NullMarked
package vn.motcua.connectors.messenger.simulator;

import org.jspecify.annotations.NullMarked;
