package vn.motcua.connectors.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;

import org.jspecify.annotations.Nullable;

import vn.motcua.connectors.Download;
import vn.motcua.connectors.Download.Reason;

/// Fetches files of one provider. Addresses come out of events, so they are believed nothing:
///
/// - only the provider's hosts, only https, only the usual port; each redirect is looked at in the same way;
/// - a name is resolved once, every address behind it must be a public one, and the connection goes to what was looked at,
///   so a name that changes meanwhile changes nothing;
/// - what is configured as the provider's API is exempt from this, since an operator named it;
/// - a file is read to a limit of bytes and of time, whatever the server says of its length, and nothing is unpacked.
///
/// It speaks HTTP over sockets of its own, because the JDK's client resolves names by itself. Thread-safe.
public final class MediaDownloads {
    private static final int MOST_REDIRECTS = 3;
    private static final String AGENT = "Motcua";

    /// Finds the addresses of a name.
    @FunctionalInterface
    interface Resolver {
        InetAddress[] resolve(String host) throws UnknownHostException;
    }

    private final MediaHosts hosts;
    private final @Nullable URI proxy;
    private final Resolver resolver;
    private final Duration patience;

    /// @param proxy by which the API is reached, or null; only what the API gives goes through it
    public MediaDownloads(MediaHosts hosts, @Nullable URI proxy) {
        this(hosts, proxy, InetAddress::getAllByName, Duration.ofSeconds(30));
    }

    /// @param patience for everything together, from the name to the last byte
    MediaDownloads(MediaHosts hosts, @Nullable URI proxy, Resolver resolver, Duration patience) {
        this.hosts = hosts;
        this.proxy = proxy;
        this.resolver = resolver;
        this.patience = patience;
    }

    /// Fetches a file. Never throws for what goes wrong outside.
    ///
    /// @param address as it stands in an event
    /// @param most    bytes that are taken
    public Download fetch(String address, int most) {
        long until = System.nanoTime() + patience.toNanos();
        var next = address;
        for (int redirects = 0; redirects <= MOST_REDIRECTS; redirects++) {
            var file = read(next);
            if (file == null || !hosts.allows(file)) {
                return new Download.Refused(Reason.FOREIGN);
            }
            var answer = once(file, most, until);
            switch (answer) {
                case FileAnswer.Redirect(var to) -> {
                    if (to.isBlank()) {
                        return new Download.Refused(Reason.FOREIGN);
                    }
                    try {
                        next = file.resolve(new URI(to)).toString();
                    } catch (URISyntaxException | IllegalArgumentException senseless) {
                        return new Download.Refused(Reason.FOREIGN);
                    }
                }
                case FileAnswer.Ended(var fetched) -> {
                    return fetched;
                }
            }
        }
        return new Download.Refused(Reason.FOREIGN);
    }

    /// An address that can mean one thing only; null for any other.
    private static @Nullable URI read(String address) {
        try {
            var uri = new URI(address);
            boolean plain = uri.getHost() != null && uri.getRawUserInfo() == null && uri.getRawAuthority() != null
                    && !uri.getRawAuthority().contains("@") && uri.getScheme() != null
                    && uri.getScheme().matches("(?i)https?")
                    && address.chars().allMatch(sign -> sign > ' ' && sign < 127 && sign != '\\');
            return plain ? uri : null;
        } catch (URISyntaxException senseless) {
            return null;
        }
    }

    private FileAnswer once(URI file, int most, long until) {
        boolean api = hosts.isApi(file);
        var through = api ? proxy : null;
        try {
            var to = through != null
                    ? new InetSocketAddress(through.getHost(), through.getPort() < 0 ? 3128 : through.getPort())
                    : resolve(file, api, until);
            if (to == null) {
                return new FileAnswer.Ended(new Download.Refused(Reason.FOREIGN));
            }
            return ask(file, to, through != null, most, until);
        } catch (TimeoutException late) {
            return later("no answer in time");
        } catch (IOException failed) {
            return later(System.nanoTime() - until > 0 ? "not here in time" : failed.getClass().getSimpleName());
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return later("interrupted");
        }
    }

    private static FileAnswer later(String reason) {
        return new FileAnswer.Ended(new Download.TryLater(reason));
    }

    /// Null when there is an address behind the name to which nobody may lead us.
    private @Nullable InetSocketAddress resolve(URI file, boolean api, long until)
            throws IOException, TimeoutException, InterruptedException {
        var host = file.getHost().replaceAll("[\\[\\]]", "");
        var resolving = new CompletableFuture<InetAddress[]>();
        Thread.startVirtualThread(() -> {
            try {
                resolving.complete(resolver.resolve(host));
            } catch (UnknownHostException | RuntimeException unknown) {
                resolving.completeExceptionally(unknown);
            }
        });
        InetAddress[] found;
        try {
            found = resolving.get(Math.max(1, left(until)), TimeUnit.MILLISECONDS);
        } catch (ExecutionException unknown) {
            throw new UnknownHostException();
        }
        if (found.length == 0) {
            throw new UnknownHostException();
        }
        if (!api) {
            for (var one : found) {
                if (!PublicAddress.is(one)) {
                    return null;
                }
            }
        }
        return new InetSocketAddress(found[0], MediaHosts.port(file));
    }

    private static long left(long until) {
        return (until - System.nanoTime()) / 1_000_000;
    }

    /// Whatever the other side does, the connection is gone when the time is up.
    @SuppressWarnings("AddressSelection") // The first address is as good as any: all were looked at.
    private static FileAnswer ask(URI file, InetSocketAddress to, boolean byProxy, int most, long until)
            throws IOException {
        var ended = new CountDownLatch(1);
        try (var plain = new Socket()) {
            Thread.startVirtualThread(() -> {
                try {
                    if (!ended.await(Math.max(0, left(until)), TimeUnit.MILLISECONDS)) {
                        plain.close();
                    }
                } catch (InterruptedException | IOException over) {
                    // Nothing is left to be closed.
                }
            });
            plain.connect(to, (int) Math.max(1, left(until)));
            boolean tls = file.getScheme().equalsIgnoreCase("https");
            if (byProxy && tls) {
                tunnel(plain, file);
            }
            var socket = tls ? secured(plain, file) : plain;
            send(socket, "GET " + (byProxy && !tls ? origin(file) : "") + target(file) + " HTTP/1.1\r\nHost: "
                    + file.getRawAuthority() + "\r\nUser-Agent: " + AGENT
                    + "\r\nAccept-Encoding: identity\r\nConnection: close\r\n\r\n");
            return FileAnswer.read(socket.getInputStream(), most);
        } finally {
            ended.countDown();
        }
    }

    private static void tunnel(Socket socket, URI file) throws IOException {
        var authority = file.getHost() + ":" + MediaHosts.port(file);
        send(socket, "CONNECT " + authority + " HTTP/1.1\r\nHost: " + authority + "\r\n\r\n");
        if (FileAnswer.status(socket.getInputStream()) != 200) {
            throw new IOException("the proxy refuses");
        }
    }

    /// The certificate must be that of the name, not of the address.
    private static Socket secured(Socket plain, URI file) throws IOException {
        var factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        var socket = (SSLSocket) factory.createSocket(plain, file.getHost(), MediaHosts.port(file), true);
        var parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.startHandshake();
        return socket;
    }

    private static String origin(URI file) {
        return file.getScheme() + "://" + file.getRawAuthority();
    }

    private static String target(URI file) {
        var path = file.getRawPath() == null || file.getRawPath().isEmpty() ? "/" : file.getRawPath();
        return file.getRawQuery() == null ? path : path + "?" + file.getRawQuery();
    }

    private static void send(Socket socket, String head) throws IOException {
        socket.getOutputStream().write(head.getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }
}
