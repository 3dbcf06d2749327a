package vn.motcua.connectors;

import java.util.List;

/// One message to a citizen, no larger than its channel's [Traits].
public sealed interface OutboundMessage {

    /// Words alone.
    record Text(String text) implements OutboundMessage {
    }

    /// Words with buttons under them.
    record Choices(String text, List<Button> buttons) implements OutboundMessage {
        public Choices {
            buttons = List.copyOf(buttons);
        }
    }

    /// Words with one button that opens an address.
    ///
    /// @param url   https
    record Link(String text, String label, String url) implements OutboundMessage {
    }

    /// A file.
    ///
    /// @param name  what the file is called, with its ending
    /// @param type  media type
    /// @param bytes not copied: do not change
    @SuppressWarnings("ArrayRecordComponent") // Messages are not compared.
    record Document(String caption, String name, String type, byte[] bytes) implements OutboundMessage {
    }

    /// The sign that an answer is being written; nothing where the channel has none.
    record Typing() implements OutboundMessage {
    }

    /// @param value comes back when it is pressed
    record Button(String label, String value) {
    }
}
