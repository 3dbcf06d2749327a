package vn.motcua.bot.simulation;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;

import vn.motcua.connectors.WebhookRequest;

/// The address of a service to which a provider brings events.
final class Webhook implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final URI address;
    private final HttpClient client = HttpClient.newHttpClient();

    /// @param service where the service listens
    Webhook(URI service, String channel) {
        this.address = URI.create(service.toString().replaceFirst("/$", "") + "/webhooks/" + channel);
    }

    /// Brings an event once.
    ///
    /// @return what came of it, for reading
    String bring(WebhookRequest event) {
        var request = HttpRequest.newBuilder(address).timeout(PATIENCE)
                .POST(BodyPublishers.ofByteArray(event.body()));
        event.headers().forEach(request::header);
        long begin = System.nanoTime();
        try {
            int status = client.send(request.build(), BodyHandlers.discarding()).statusCode();
            return switch (status) {
                case 200 -> "taken (200, " + (System.nanoTime() - begin) / 1_000_000 + " ms)";
                case 401 -> "refused (401): the service has other secrets; paste the lines above and start it again";
                case 404 -> "refused (404): the channel is off; paste the lines above and start the service again";
                default -> "refused (" + status + ")";
            };
        } catch (ConnectException nobody) {
            return "nobody answers at " + address + ": start the service as said above";
        } catch (IOException failed) {
            return "no answer from " + address + ": " + failed.getClass().getSimpleName();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return "interrupted";
        }
    }

    @Override
    public void close() {
        client.shutdownNow();
    }
}
