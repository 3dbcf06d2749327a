package vn.motcua.bot.reliability;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.reliability.ChatClient.Talk;

/// One message, and what its sender was told. Its text is said only once in all conversations, so that it can be found
/// again in a transcript, which does not show the client id. Thread-safe.
final class Message {
    private final Talk talk;
    private final String clientId;
    private final String text;
    private final AtomicReference<@Nullable String> acknowledgement = new AtomicReference<>();

    Message(Talk talk, String clientId, String question) {
        this.talk = talk;
        this.clientId = clientId;
        this.text = question + " (" + clientId + ")";
    }

    Talk talk() {
        return talk;
    }

    String clientId() {
        return clientId;
    }

    String text() {
        return text;
    }

    /// Notes a 200 that was received.
    ///
    /// @throws AssertionError when an earlier one said anything else
    void acknowledged(String body) {
        var first = acknowledgement.compareAndExchange(null, body);
        if (first != null && !first.equals(body)) {
            throw new AssertionError(text + " was first acknowledged with\n" + first + "\nand then with\n" + body);
        }
    }

    /// The body of the first 200 that was received.
    Optional<String> acknowledgement() {
        return Optional.ofNullable(acknowledgement.get());
    }
}
