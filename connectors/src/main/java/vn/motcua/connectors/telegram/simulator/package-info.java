/// A Telegram that runs here: for tests, and for whoever wants to try the channel without an account.
@NullMarked
package vn.motcua.connectors.telegram.simulator;

import org.jspecify.annotations.NullMarked;
