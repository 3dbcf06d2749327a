package vn.motcua.bot.benchmark;

import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;

/// What the same HTTP stack does when there is nothing to do: takes a JSON body and a path parameter and answers with a
/// little JSON. The yardstick for the service, which understands, answers and stores besides.
final class BareRoute extends VerticleBase {
    private static final AtomicInteger PORT = new AtomicInteger();

    private BareRoute() {
    }

    public static void main(String[] arguments) throws Exception {
        int cores = Runtime.getRuntime().availableProcessors();
        var vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(cores));
        vertx.deployVerticle(BareRoute::new, new DeploymentOptions().setInstances(cores)).toCompletionStage()
                .toCompletableFuture().get();
        System.out.println("ready http://localhost:" + PORT + "/");
    }

    @Override
    public Future<?> start() {
        var router = Router.router(vertx);
        router.post("/api/v1/conversations/:id/messages").handler(BodyHandler.create(false)).handler(BareRoute::answer);
        // A port shared by all instances, any free one.
        return vertx.createHttpServer().requestHandler(router).listen(-1).onSuccess(it -> PORT.set(it.actualPort()));
    }

    private static void answer(RoutingContext ctx) {
        var message = Objects.requireNonNull(ctx.body().asJsonObject());
        var reply = new JsonObject().put("decision", "answer").put("text", message.getString("text"))
                .put("conversation", ctx.pathParam("id"));
        ctx.json(new JsonObject().put("seq", 2).put("replies", new JsonArray().add(reply)));
    }
}
