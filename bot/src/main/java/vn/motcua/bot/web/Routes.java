package vn.motcua.bot.web;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/// The table of all routes. Every one of them is counted, and every way of failing ends in a problem document.
final class Routes {
    private final Map<String, Map<HttpMethod, Handler<RoutingContext>>> table = new LinkedHashMap<>();
    private final Problems problems;
    private final HttpMetrics metrics;

    Routes(Problems problems, HttpMetrics metrics) {
        this.problems = problems;
        this.metrics = metrics;
    }

    Routes get(String path, Handler<RoutingContext> handler) {
        return on(HttpMethod.GET, path, handler);
    }

    Routes post(String path, Handler<RoutingContext> handler) {
        return on(HttpMethod.POST, path, handler);
    }

    /// A page anybody may read; also answers HEAD.
    Routes page(String path, Handler<RoutingContext> handler) {
        return on(HttpMethod.GET, path, handler).on(HttpMethod.HEAD, path, handler);
    }

    private Routes on(HttpMethod method, String path, Handler<RoutingContext> handler) {
        table.computeIfAbsent(path, _ -> new LinkedHashMap<>()).put(method, handler);
        return this;
    }

    /// Methods by path pattern.
    Map<String, Set<String>> table() {
        var methods = new TreeMap<String, Set<String>>();
        table.forEach((path, handlers) -> methods.put(path,
                handlers.keySet().stream().map(HttpMethod::name).collect(Collectors.toCollection(TreeSet::new))));
        return methods;
    }

    /// A router with these routes.
    Router router(Vertx vertx) {
        var router = Router.router(vertx);
        table.forEach((path, handlers) -> {
            handlers.forEach((method, handler) -> router.route(method, path).handler(ctx -> {
                metrics.count(ctx.response(), path);
                handler.handle(ctx);
            }));
            var allowed = handlers.keySet().stream().map(HttpMethod::name).sorted().collect(Collectors.joining(", "));
            router.route(path).handler(ctx -> {
                metrics.count(ctx.response(), path);
                ctx.response().putHeader("Allow", allowed);
                problems.send(ctx.request(), HttpProblem.METHOD_NOT_ALLOWED);
            });
        });
        router.errorHandler(404, ctx -> unrouted(ctx, HttpProblem.NOT_FOUND));
        router.errorHandler(400, ctx -> unrouted(ctx, HttpProblem.BAD_REQUEST));
        router.errorHandler(500, ctx -> problems.send(ctx.request(), label(ctx),
                ctx.failure() == null ? new IllegalStateException() : ctx.failure()));
        return router;
    }

    private void unrouted(RoutingContext ctx, HttpProblem problem) {
        metrics.count(ctx.response(), "none");
        problems.send(ctx.request(), problem);
    }

    /// The `:id` of the path.
    static String id(RoutingContext ctx) {
        var id = ctx.pathParam("id");
        return id == null ? "" : id;
    }

    /// The pattern of the route a request took.
    static String label(RoutingContext ctx) {
        var route = ctx.currentRoute();
        return route == null || route.getPath() == null ? "none" : route.getPath();
    }
}
