package vn.motcua.bot.simulation;

import java.util.List;

/// A message that arrived at somebody's messenger.
///
/// @param to the person's id
record Received(String to, String text, List<Button> buttons) {
    Received {
        buttons = List.copyOf(buttons);
    }

    /// @param value what comes back when it is pressed, or the address that it opens
    record Button(String label, String value) {
        boolean opensAddress() {
            return value.matches("https?://.*");
        }
    }
}
