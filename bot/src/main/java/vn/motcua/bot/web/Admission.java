package vn.motcua.bot.web;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.List;
import java.util.function.LongSupplier;

import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

import vn.motcua.bot.configuration.AddressRange;
import vn.motcua.bot.configuration.Configuration;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.live.RateLimiter;

/// Who asks, and whether they may ask now.
final class Admission {
    private static final String FORWARDED_FOR = "X-Forwarded-For";
    private static final int NETWORK_BYTES = 8;
    /// A page without a socket asks every few seconds for news, and several people may share an address.
    private static final int READS_PER_WRITE = 10;

    private final Configuration.Limits limits;
    private final List<AddressRange> trustedProxies;
    private final ConnectionGuard guard;
    private final RateLimiter persons;
    private final RateLimiter addresses;
    private final RateLimiter readers;

    Admission(Configuration configuration, ConnectionGuard guard, LongSupplier nanoClock) {
        this.limits = configuration.limits();
        this.trustedProxies = configuration.server().trustedProxies();
        this.guard = guard;
        this.persons = new RateLimiter(limits.perPerson(), nanoClock);
        this.addresses = new RateLimiter(limits.perAddress(), nanoClock);
        this.readers = new RateLimiter(limits.perAddress().times(READS_PER_WRITE), nanoClock);
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

    /// Takes one request from the address's share.
    ///
    /// @return the client's address
    /// @throws RejectedRequest when it has used it up
    InetAddress admit(HttpServerRequest request) {
        return admit(request, addresses);
    }

    /// Takes one request that only reads from the address's larger share for those.
    ///
    /// @throws RejectedRequest when it has used it up
    void admitReader(HttpServerRequest request) {
        admit(request, readers);
    }

    private InetAddress admit(HttpServerRequest request, RateLimiter share) {
        var client = client(request);
        if (!limits.exempts(client)) {
            var wait = share.take(key(client));
            if (wait.isPositive()) {
                throw new RejectedRequest(HttpProblem.TOO_MANY_REQUESTS, wait);
            }
        }
        return client;
    }

    /// Takes one message from the person's share.
    ///
    /// @throws RejectedRequest when they have used it up
    void admit(ConversationId person, InetAddress client) {
        if (!limits.exempts(client)) {
            var wait = persons.take(person.value());
            if (wait.isPositive()) {
                throw new RejectedRequest(HttpProblem.TOO_MANY_REQUESTS, wait);
            }
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
