package vn.motcua.bot.web;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.ext.web.Router;

import vn.motcua.bot.configuration.Configuration;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.connectors.Channel;

/// The HTTP server. One listener per core shares the port and everything else.
public final class WebServer implements AutoCloseable {
    private static final int LINE = 4_096;
    private static final int HEADERS = 8_192;
    private static final int FRAME = 16 << 10;
    private static final int CLOSING_SECONDS = 2;
    private static final int SWEEPS_PER_DEADLINE = 15;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Configuration configuration;
    private final Timing timing;
    private final Problems problems;
    private final ConnectionGuard guard;
    private final BlockingWork work;
    private final Routes routes;
    private final SecurityHeaders headers;
    private final List<HttpServer> servers = new CopyOnWriteArrayList<>();
    private final Vertx vertx;
    private volatile boolean stopping;

    public WebServer(WebParts parts) {
        this(parts, Timing.STANDARD);
    }

    WebServer(WebParts parts, Timing timing) {
        this.configuration = parts.configuration();
        this.timing = timing;
        this.problems = new Problems(parts.messages());
        this.guard = new ConnectionGuard(configuration, problems, timing.request(), System::nanoTime);
        this.work = new BlockingWork(problems);
        this.headers = new SecurityHeaders(Origins.isSecure(configuration.server().publicUrl()));
        this.routes = routes(parts);
        this.vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(listeners())
                .setFileSystemOptions(new FileSystemOptions().setFileCachingEnabled(false)
                        .setClassPathResolvingEnabled(false)));
    }

    private Routes routes(WebParts parts) {
        var metrics = new HttpMetrics(parts.meters());
        var table = new Routes(problems, metrics);
        var admission = new Admission(configuration, guard, parts.live());
        var tickets = new Tickets<ConversationId>(timing.ticket(), System::nanoTime);
        var sockets = new AddressCounter(configuration.limits().connectionsPerAddress());
        new ConversationRoutes(parts.conversations(), parts.turns(), tickets, admission, work, problems, metrics)
                .addTo(table);
        new SharedFileRoutes(parts.conversations(), parts.turns(), parts.media(), configuration.limits().fileBytes(),
                admission, guard, work, problems).addTo(table);
        var origins = new Origins(configuration);
        var pushed = parts.channels().stream().map(Channel::name).toList();
        new Continuations(parts.conversations(), parts.moving(), pushed, admission, origins, work,
                configuration.server().publicUrl(), System::nanoTime).addTo(table);
        new SocketRoute(parts.conversations(), parts.live(), tickets, origins, admission, guard,
                sockets, work, problems, metrics, timing).addTo(table);
        new ProcedureRoutes(parts.content(), parts.messages()).addTo(table);
        new FileRoutes(problems, SecurityHeaders.framedBy(configuration.channels().web().allowedOrigins()),
                configuration.limits().fileMegabytes(), pushed)
                .addTo(table);
        new WebhookRoutes(parts.channels(), parts.inbox(), work, problems).addTo(table);
        new OperationsRoutes(parts.checks(), () -> stopping, parts.meters(), guard, work).addTo(table);
        return table;
    }

    /// The routes, for tests.
    Routes routes() {
        return routes;
    }

    /// Connections on which an answer is being worked on, for tests.
    int connectionsInUse() {
        return guard.inUse();
    }

    /// Begins to serve.
    ///
    /// @param port 0 for any free one
    /// @return the port it listens on
    /// @throws CannotListenException when the port cannot be had
    public int start(int port) {
        vertx.setPeriodic(Math.max(20, timing.request().toMillis() / SWEEPS_PER_DEADLINE), _ -> guard.sweep());
        // To listeners that share a port, a negative number means: any free one, but the same for all.
        int shared = port == 0 ? -1 : port;
        try {
            await(vertx.deployVerticle(() -> new Listener(shared), new DeploymentOptions().setInstances(listeners())),
                    "the listeners do not start");
        } catch (IllegalStateException refused) {
            throw new CannotListenException(port, refused.getCause() == null ? refused : refused.getCause());
        }
        return servers.getFirst().actualPort();
    }

    /// Takes no more requests, lets those under way end, then closes everything.
    @Override
    public void close() {
        stopping = true;
        var closing = servers.stream().map(server -> server.shutdown(timing.drain())).toList();
        await(Future.join(closing).otherwiseEmpty(), "the listeners do not close");
        work.close();
        await(vertx.close(), "Vert.x does not close");
    }

    private static int listeners() {
        return Runtime.getRuntime().availableProcessors();
    }

    private void handle(HttpServerRequest request, Router router) {
        guard.begin(request);
        headers.addTo(request.response());
        if (!RequestBody.refuseTooLarge(request, configuration.limits().fileBytes(), problems)) {
            router.handle(request);
        }
    }

    /// What is no HTTP request within the limits. Vert.x by itself answers without a body, or not at all.
    private void refuse(HttpServerRequest request) {
        var why = request.decoderResult().cause();
        headers.addTo(request.response());
        request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        problems.send(request, switch (why) {
            case TooLongHttpLineException _ -> HttpProblem.URI_TOO_LONG;
            case TooLongHttpHeaderException _ -> HttpProblem.HEADERS_TOO_LARGE;
            case null, default -> HttpProblem.BAD_REQUEST;
        });
        request.connection().close();
    }

    private HttpServerOptions options() {
        var options = new HttpServerOptions().setIdleTimeout((int) timing.idle().toMillis())
                .setReadIdleTimeout((int) timing.idle().toMillis()).setIdleTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxInitialLineLength(LINE).setMaxHeaderSize(HEADERS).setHttp2ClearTextEnabled(false)
                .setUseAlpn(false).setMaxWebSocketFrameSize(FRAME).setMaxWebSocketMessageSize(FRAME)
                .setPerFrameWebSocketCompressionSupported(false).setPerMessageWebSocketCompressionSupported(false)
                .setWebSocketClosingTimeout(CLOSING_SECONDS).setCompressionSupported(false)
                .setDecompressionSupported(false);
        var tls = configuration.server().tls();
        if (tls != null) {
            options.setSsl(true).setKeyCertOptions(new PemKeyCertOptions().addCertPath(tls.certificate().toString())
                    .addKeyPath(tls.key().toString()));
        }
        return options;
    }

    private static void await(Future<?> future, String otherwise) {
        try {
            future.toCompletionStage().toCompletableFuture().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new IllegalStateException(otherwise + ": " + failed.getCause(), failed.getCause());
        } catch (TimeoutException late) {
            throw new IllegalStateException(otherwise, late);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(otherwise, interrupted);
        }
    }

    /// One of the listeners, on an event loop of its own.
    private final class Listener extends VerticleBase {
        private final int port;

        Listener(int port) {
            this.port = port;
        }

        @Override
        public Future<?> start() {
            var router = routes.router(vertx);
            var server = vertx.createHttpServer(options()).connectionHandler(guard::admit)
                    .invalidRequestHandler(WebServer.this::refuse)
                    .requestHandler(request -> handle(request, router));
            return server.listen(port).onSuccess(servers::add);
        }
    }
}
