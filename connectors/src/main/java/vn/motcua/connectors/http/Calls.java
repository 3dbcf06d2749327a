package vn.motcua.connectors.http;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.ProxySelector;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.channels.UnresolvedAddressException;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/// Calls to one provider. Addresses and headers may hold secrets and are never told. Follows no redirect. Thread-safe.
public final class Calls {
    private static final Duration CONNECT = Duration.ofSeconds(5);

    private static final int USUAL_PROXY_PORT = 3128;

    private final HttpClient client;
    private final ObjectMapper json;

    public Calls(ObjectMapper json) {
        this(json, null);
    }

    /// @param proxy an HTTP proxy that leads to the provider; null when the way is free
    public Calls(ObjectMapper json, @Nullable URI proxy) {
        this.json = json;
        var builder = HttpClient.newBuilder().connectTimeout(CONNECT).version(HttpClient.Version.HTTP_1_1);
        if (proxy != null) {
            builder.proxy(ProxySelector.of(new InetSocketAddress(proxy.getHost(),
                    proxy.getPort() < 0 ? USUAL_PROXY_PORT : proxy.getPort())));
        }
        this.client = builder.build();
    }

    /// Posts once and waits for the answer, at most as long as given. Never throws for what goes wrong outside.
    public Answer post(URI address, Map<String, String> headers, Content content, Duration deadline) {
        if (deadline.isNegative() || deadline.isZero()) {
            return new Answer.NotReached("no time left");
        }
        var request = HttpRequest.newBuilder(address).timeout(deadline).header("Content-Type", content.type())
                .POST(BodyPublishers.ofByteArray(content.bytes()));
        headers.forEach(request::header);
        // The request's own deadline ends with the headers of the answer; this one ends with its last byte.
        var sending = client.sendAsync(request.build(), BodyHandlers.ofByteArray());
        try {
            return read(sending.get(deadline.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException late) {
            sending.cancel(true);
            return new Answer.Unclear("no answer in time");
        } catch (ExecutionException failed) {
            return failed(failed.getCause());
        } catch (InterruptedException stopping) {
            sending.cancel(true);
            Thread.currentThread().interrupt();
            return new Answer.Unclear("interrupted");
        }
    }

    private static Answer failed(@Nullable Throwable cause) {
        var reason = cause == null ? "failed" : cause.getClass().getSimpleName();
        boolean reached = !(cause instanceof ConnectException || cause instanceof HttpConnectTimeoutException
                || cause instanceof UnresolvedAddressException);
        return reached ? new Answer.Unclear(reason) : new Answer.NotReached(reason);
    }

    private Answer read(HttpResponse<byte[]> response) {
        var headers = new TreeMap<String, String>();
        response.headers().map()
                .forEach((name, values) -> headers.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        try {
            var body = json.readTree(response.body());
            if (body != null && body.isObject()) {
                return new Answer.Read(response.statusCode(), headers, body);
            }
        } catch (IOException notJson) {
            // A page of some proxy; its status tells enough.
        }
        var status = "status " + response.statusCode();
        return response.statusCode() == 429 || response.statusCode() == 503
                ? new Answer.NotReached(status)
                : new Answer.Unclear(status);
    }
}
