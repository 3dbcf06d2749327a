package vn.motcua.bot.simulation;

import java.util.List;
import java.util.Map;
import java.util.Optional;

import vn.motcua.connectors.WebhookRequest;

/// A messenger that runs here, for one account that is Motcua's.
interface Provider extends AutoCloseable {

    /// As people call it.
    String title();

    /// What a service needs to use it, as variables of the environment.
    Map<String, String> environment();

    /// What the provider tells when somebody does something; empty when it has nothing of the kind.
    Optional<WebhookRequest> event(Person person, Deed deed);

    /// Whether it calls the service's webhook; otherwise the service fetches.
    boolean calls();

    /// Has an event ready for being fetched.
    default void offer(WebhookRequest event) {
        throw new UnsupportedOperationException("it calls the webhook");
    }

    /// What the provider tells of the service's own messages, since it was asked last.
    default List<WebhookRequest> echoes() {
        return List.of();
    }

    /// Everything that arrived, in order.
    List<Received> received();

    /// Lets the next calls fail.
    ///
    /// @return false when it never fails in this way
    boolean fail(Failure failure, int calls);

    @Override
    void close();
}
