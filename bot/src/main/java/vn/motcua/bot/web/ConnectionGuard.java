package vn.motcua.bot.web;

import java.net.InetAddress;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

import io.netty.handler.ssl.SslHandler;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.impl.ConnectionBase;

import vn.motcua.bot.configuration.AddressRange;
import vn.motcua.bot.configuration.Configuration;

/// Watches all connections: not too many of one address, and no request that arrives for longer than its deadline. Vert.x
/// itself closes only what is silent; a byte now and then would keep a connection open for ever.
final class ConnectionGuard {
    private static final int DEADLINES_OF_AN_UPLOAD = 4;

    private final Map<HttpConnection, GuardedConnection> connections = new ConcurrentHashMap<>();
    private final OpenConnections open;
    private final Configuration configuration;
    private final Problems problems;
    private final long deadlineNanos;
    private final LongSupplier nanoClock;

    ConnectionGuard(Configuration configuration, Problems problems, Duration deadline, LongSupplier nanoClock) {
        this.configuration = configuration;
        this.open = new OpenConnections(configuration.limits().connectionsPerAddress());
        this.problems = problems;
        this.deadlineNanos = deadline.toNanos();
        this.nanoClock = nanoClock;
    }

    /// Takes a new connection under watch, or closes it when its address has too many.
    void admit(HttpConnection connection) {
        var address = connection.remoteAddress();
        var peer = address == null ? null : AddressRange.findAddress(address.hostAddress()).orElse(null);
        if (peer == null) {
            connection.close();
            return;
        }
        var channel = ((ConnectionBase) connection).channel();
        var guarded = new GuardedConnection(channel, peer, nanoClock);
        if (!count(guarded)) {
            connection.close();
            return;
        }
        connections.put(connection, guarded);
        channel.closeFuture().addListener(_ -> {
            connections.remove(connection);
            open.leave(guarded);
        });
        var tls = channel.pipeline().context(SslHandler.class);
        if (tls == null) {
            channel.pipeline().addFirst("guard", guarded);
        } else {
            channel.pipeline().addAfter(tls.name(), "guard", guarded);
        }
    }

    private boolean count(GuardedConnection guarded) {
        var peer = guarded.peer();
        return configuration.limits().exempts(peer)
                || Configuration.within(configuration.server().trustedProxies(), peer) || open.enter(guarded);
    }

    /// The head of a request has arrived.
    void begin(HttpServerRequest request) {
        var guarded = connections.get(request.connection());
        if (guarded != null) {
            guarded.begin(request);
        }
    }

    /// The body of this request is large and may arrive for longer.
    void expectUpload(HttpServerRequest request) {
        var guarded = connections.get(request.connection());
        if (guarded != null) {
            guarded.wait(DEADLINES_OF_AN_UPLOAD);
        }
    }

    /// Who is at the other end of a request's connection; empty when it is already gone.
    Optional<InetAddress> peer(HttpServerRequest request) {
        return Optional.ofNullable(connections.get(request.connection())).map(GuardedConnection::peer);
    }

    /// The connection becomes a WebSocket.
    void release(HttpConnection connection) {
        var guarded = connections.get(connection);
        if (guarded != null) {
            guarded.release();
        }
    }

    /// How many connections an answer is being worked on for.
    int inUse() {
        return (int) connections.values().stream().filter(GuardedConnection::isInUse).count();
    }

    /// Closes every connection that is late. Called every now and then.
    void sweep() {
        long now = nanoClock.getAsLong();
        for (var guarded : connections.values()) {
            guarded.closeIfLate(now, deadlineNanos, problems);
        }
    }
}
