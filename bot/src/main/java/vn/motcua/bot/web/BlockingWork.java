package vn.motcua.bot.web;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import vn.motcua.bot.wire.Json;

/// Runs what waits for the store on virtual threads: as many as there is room for, and beyond that a request is refused
/// at once instead of being queued without end.
final class BlockingWork implements AutoCloseable {
    private static final int REQUESTS = 2_048;
    private static final int READS = 64;
    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence NO_STORE = HttpHeaders.createOptimized("no-store");

    /// An answer, mostly in JSON.
    ///
    /// @param headers besides the type
    record Answer(int status, Buffer body, CharSequence type, Map<String, String> headers) {
        static final CharSequence TEXT = HttpHeaders.createOptimized("text/plain; charset=utf-8");

        Answer(int status, Buffer body, CharSequence type) {
            this(status, body, type, Map.of());
        }

        Answer(int status, Json.Writing json) {
            this(status, Buffer.buffer(Json.bytes(json)), JSON);
        }
    }

    private final Problems problems;
    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("web-", 0).factory());
    private final Semaphore requests = new Semaphore(REQUESTS);
    private final Semaphore reads = new Semaphore(READS);

    BlockingWork(Problems problems) {
        this.problems = problems;
    }

    /// Works on an answer and sends it; exceptions become problems. Called on the request's event loop.
    void answer(RoutingContext ctx, Supplier<Answer> work) {
        if (!requests.tryAcquire()) {
            throw new RejectedRequest(HttpProblem.OVERLOADED, Duration.ofSeconds(1));
        }
        var context = ctx.vertx().getOrCreateContext();
        threads.execute(() -> {
            try {
                var answer = work.get();
                context.runOnContext(_ -> send(ctx, answer));
            } catch (RuntimeException | Error failure) {
                context.runOnContext(_ -> problems.send(ctx.request(), Routes.label(ctx), failure));
            } finally {
                requests.release();
            }
        });
    }

    /// Runs a check that waits for the store, then goes on with the request on its event loop; an exception becomes a
    /// problem, and nothing goes on.
    void first(RoutingContext ctx, Runnable check, Runnable then) {
        if (!requests.tryAcquire()) {
            throw new RejectedRequest(HttpProblem.OVERLOADED, Duration.ofSeconds(1));
        }
        var context = ctx.vertx().getOrCreateContext();
        threads.execute(() -> {
            try {
                check.run();
                context.runOnContext(_ -> then.run());
            } catch (RuntimeException | Error failure) {
                context.runOnContext(_ -> problems.send(ctx.request(), Routes.label(ctx), failure));
            } finally {
                requests.release();
            }
        });
    }

    /// Sends a personal answer, which nobody may keep.
    static void send(RoutingContext ctx, Answer answer) {
        var response = ctx.response();
        if (!response.headWritten() && !response.closed()) {
            answer.headers().forEach(response::putHeader);
            response.setStatusCode(answer.status()).putHeader(HttpHeaders.CONTENT_TYPE, answer.type())
                    .putHeader(HttpHeaders.CACHE_CONTROL, NO_STORE).end(answer.body());
        }
    }

    /// Runs a read that may wait for its turn, for something of which there is only one at a time anyway.
    void read(Runnable work) {
        threads.execute(() -> {
            reads.acquireUninterruptibly();
            try {
                work.run();
            } finally {
                reads.release();
            }
        });
    }

    /// Lets work under way end.
    @Override
    public void close() {
        threads.close();
    }
}
