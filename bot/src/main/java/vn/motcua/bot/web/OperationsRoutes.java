package vn.motcua.bot.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

import vn.motcua.bot.web.BlockingWork.Answer;
import vn.motcua.bot.wire.Json;

/// What operators and load balancers ask: is it alive, may it be given work, how is it doing.
final class OperationsRoutes {
    private static final String OK = "ok";
    private static final String FAILED = "failed";

    private final List<HealthCheck> checks;
    private final BooleanSupplier stopping;
    private final PrometheusMeterRegistry meters;
    private final ConnectionGuard guard;
    private final BlockingWork work;
    private final AtomicReference<@Nullable CompletableFuture<Answer>> looking = new AtomicReference<>();

    OperationsRoutes(List<HealthCheck> checks, BooleanSupplier stopping, PrometheusMeterRegistry meters,
            ConnectionGuard guard, BlockingWork work) {
        this.checks = List.copyOf(checks);
        this.stopping = stopping;
        this.meters = meters;
        this.guard = guard;
        this.work = work;
    }

    void addTo(Routes routes) {
        routes.page("/healthz", this::alive).page("/readyz", this::ready).get("/metrics", this::metrics);
    }

    /// The process runs and its event loop turns; nothing else, or a sick database would get every node restarted.
    private void alive(RoutingContext ctx) {
        BlockingWork.send(ctx, new Answer(200, json -> {
            json.writeStartObject();
            json.writeStringField("status", "ok");
            json.writeEndObject();
        }));
    }

    private void ready(RoutingContext ctx) {
        work.answer(ctx, this::readiness);
    }

    /// One look at a time: who asks meanwhile gets the same answer, so that asking often burdens nothing.
    private Answer readiness() {
        var mine = new CompletableFuture<Answer>();
        var other = looking.compareAndExchange(null, mine);
        if (other != null) {
            return other.join();
        }
        try {
            mine.complete(look());
        } catch (RuntimeException | Error failure) {
            mine.completeExceptionally(failure);
        } finally {
            looking.set(null);
        }
        return mine.join();
    }

    private Answer look() {
        var results = new LinkedHashMap<String, String>();
        var unavailable = stopping.getAsBoolean();
        for (var check : checks) {
            var state = state(check);
            results.put(check.name(), state);
            unavailable |= check.required() && !state.equals(OK);
        }
        var status = unavailable ? "unavailable" : results.containsValue(FAILED) ? "degraded" : "ready";
        return new Answer(unavailable ? 503 : 200, readiness(status, results));
    }

    private static String state(HealthCheck check) {
        try {
            return check.off().getAsBoolean() ? "off" : check.works().getAsBoolean() ? OK : FAILED;
        } catch (RuntimeException broken) {
            return FAILED;
        }
    }

    private static Json.Writing readiness(String status, Map<String, String> results) {
        return json -> {
            json.writeStartObject();
            json.writeStringField("status", status);
            json.writeObjectFieldStart("checks");
            for (var result : results.entrySet()) {
                json.writeStringField(result.getKey(), result.getValue());
            }
            json.writeEndObject();
            json.writeEndObject();
        };
    }

    /// Only for this machine. A request that a proxy on it passes on comes from elsewhere.
    private void metrics(RoutingContext ctx) {
        if (!isLocal(ctx.request())) {
            throw new RejectedRequest(HttpProblem.NOT_FOUND);
        }
        ctx.response().putHeader(HttpHeaders.CONTENT_TYPE, "text/plain; version=0.0.4; charset=utf-8")
                .putHeader(HttpHeaders.CACHE_CONTROL, "no-store").end(meters.scrape());
    }

    private boolean isLocal(HttpServerRequest request) {
        var headers = request.headers();
        return guard.peer(request).filter(peer -> peer.isLoopbackAddress()).isPresent()
                && !headers.contains("X-Forwarded-For") && !headers.contains("Forwarded")
                && !headers.contains("X-Real-IP") && !headers.contains("Via");
    }
}
