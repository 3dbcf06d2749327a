package vn.motcua.bot.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.vertx.core.http.HttpServerResponse;

/// What operators can watch of the HTTP side. Labels are route patterns, never paths or anything a citizen sent.
final class HttpMetrics {
    private static final Duration[] BUCKETS = {Duration.ofMillis(1), Duration.ofMillis(2), Duration.ofMillis(5),
            Duration.ofMillis(10), Duration.ofMillis(20), Duration.ofMillis(50), Duration.ofMillis(100),
            Duration.ofMillis(200), Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofSeconds(2),
            Duration.ofSeconds(5)};

    private record Outcome(String route, int status) {
    }

    private final MeterRegistry registry;
    private final Map<Outcome, Counter> requests = new ConcurrentHashMap<>();
    private final Timer turns;
    private final AtomicInteger sockets = new AtomicInteger();

    HttpMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.turns = Timer.builder("motcua.turns").description("Time from a message to its committed reply")
                .serviceLevelObjectives(BUCKETS).register(registry);
        Gauge.builder("motcua.sockets", sockets, AtomicInteger::get).description("Open web chat sockets")
                .register(registry);
    }

    /// Counts a request when its response has ended.
    void count(HttpServerResponse response, String route) {
        response.endHandler(_ -> requests.computeIfAbsent(new Outcome(route, response.getStatusCode()), this::counter)
                .increment());
    }

    private Counter counter(Outcome outcome) {
        return Counter.builder("motcua.http.requests").description("Requests by route and status")
                .tag("route", outcome.route()).tag("status", Integer.toString(outcome.status())).register(registry);
    }

    Timer turns() {
        return turns;
    }

    void socketOpened() {
        sockets.incrementAndGet();
    }

    void socketClosed() {
        sockets.decrementAndGet();
    }
}
