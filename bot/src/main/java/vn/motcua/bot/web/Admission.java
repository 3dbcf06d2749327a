package vn.motcua.bot.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

import vn.motcua.bot.configuration.AddressRange;
import vn.motcua.bot.configuration.Configuration;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.live.Limit;
import vn.motcua.bot.live.Live;

/// Who asks, and whether they may ask now.
final class Admission {

    /// What is done with a request once its address is known to have room for it; on its event loop.
    interface Admitted {
        /// @throws RejectedRequest when it is refused for another reason
        void handle(RoutingContext ctx, InetAddress client);
    }

    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int NETWORK_BYTES = 8;
    /// A page without a socket asks every few seconds for news, and several people may share an address.
    private static final int READS_PER_WRITE = 10;

    private final Configuration.Limits limits;
    private final List<AddressRange> trustedProxies;
    private final ConnectionGuard guard;
    private final Limit persons;
    private final Limit addresses;
    private final Limit readers;

    Admission(Configuration configuration, ConnectionGuard guard, Live live) {
        this.limits = configuration.limits();
        this.trustedProxies = configuration.server().trustedProxies();
        this.guard = guard;
        this.persons = live.limit("person", limits.perPerson());
        this.addresses = live.limit("address", limits.perAddress());
        this.readers = live.limit("reader", limits.perAddress().times(READS_PER_WRITE));
    }

    /// The address a request comes from: the connection's, or, when a trusted proxy has the connection, the last one in
    /// `X-Forwarded-For` that is not itself a trusted proxy. Anybody can write the entries left of that one.
    InetAddress client(HttpServerRequest request) {
        var client = guard.peer(request).orElseGet(InetAddress::getLoopbackAddress);
        if (trustedProxies.isEmpty() || !Configuration.within(trustedProxies, client)) {
            return client;
        }
        var named = String.join(",", request.headers().getAll(FORWARDED_FOR)).split(",", -1);
        for (int at = named.length - 1; at >= 0; at--) {
            var address = AddressRange.findAddress(named[at].strip());
            if (address.isEmpty()) {
                return client;
            }
            client = address.get();
            if (!Configuration.within(trustedProxies, client)) {
                return client;
            }
        }
        return client;
    }

    boolean exempts(InetAddress client) {
        return limits.exempts(client);
    }

    /// Takes each request from its address's share before it is handled.
    Handler<RoutingContext> writing(Admitted handler) {
        return ctx -> admit(ctx, addresses, handler, true);
    }

    /// Takes each request from its address's larger share for those that only read.
    Handler<RoutingContext> reading(Admitted handler) {
        return ctx -> admit(ctx, readers, handler, true);
    }

    /// As [#writing], for a handler that itself decides when the body may come.
    Handler<RoutingContext> uploading(Admitted handler) {
        return ctx -> admit(ctx, addresses, handler, false);
    }

    private void admit(RoutingContext ctx, Limit share, Admitted handler, boolean resume) {
        var client = client(ctx.request());
        if (limits.exempts(client)) {
            handler.handle(ctx, client);
            return;
        }
        var wait = share.take(key(client));
        if (wait.isDone()) {
            refuse(wait.join());
            handler.handle(ctx, client);
        } else {
            admitLater(ctx, client, wait, handler, resume);
        }
    }

    /// While other nodes are asked nothing is received, since nobody would take it.
    private static void admitLater(RoutingContext ctx, InetAddress client, CompletableFuture<Duration> wait,
            Admitted handler, boolean resume) {
        var context = ctx.vertx().getOrCreateContext();
        ctx.request().pause();
        wait.thenAccept(told -> context.runOnContext(_ -> {
            try {
                refuse(told);
                handler.handle(ctx, client);
            } catch (RuntimeException why) {
                ctx.request().resume();
                ctx.fail(why);
                return;
            }
            if (resume) {
                ctx.request().resume();
            }
        }));
    }

    private static void refuse(Duration wait) {
        if (wait.isPositive()) {
            throw new RejectedRequest(HttpProblem.TOO_MANY_REQUESTS, wait);
        }
    }

    /// Takes one message from the person's share. May wait for other nodes.
    ///
    /// @throws RejectedRequest when they have used it up
    void admit(ConversationId person, InetAddress client) {
        if (!limits.exempts(client)) {
            refuse(persons.take(person.value()).join());
        }
    }

    /// The network of a client as limits count it, or null when none hold for it.
    @Nullable
    String network(InetAddress client) {
        return limits.exempts(client) ? null : key(client);
    }

    /// Whoever has one IPv6 address has its whole /64.
    private static String key(InetAddress client) {
        if (!(client instanceof Inet6Address)) {
            return client.getHostAddress();
        }
        var network = client.getAddress();
        var key = new StringBuilder(NETWORK_BYTES);
        for (int at = 0; at < NETWORK_BYTES; at++) {
            key.append((char) (network[at] & 0xff));
        }
        return key.toString();
    }
}
