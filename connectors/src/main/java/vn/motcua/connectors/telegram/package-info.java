/// Telegram: its Bot API, in and out.
@NullMarked
package vn.motcua.connectors.telegram;

import org.jspecify.annotations.NullMarked;
