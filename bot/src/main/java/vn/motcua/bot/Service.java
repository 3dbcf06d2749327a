package vn.motcua.bot;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import vn.motcua.bot.configuration.Configuration;
import vn.motcua.bot.dialogue.Circumstances;
import vn.motcua.bot.live.Wakeups;
import vn.motcua.bot.messages.Messages;
import vn.motcua.bot.store.ConversationStore;
import vn.motcua.bot.store.Database;
import vn.motcua.bot.store.DatabaseSettings;
import vn.motcua.bot.store.Databases;
import vn.motcua.bot.turn.Brain;
import vn.motcua.bot.turn.Conversations;
import vn.motcua.bot.turn.TurnRunner;
import vn.motcua.bot.web.HealthCheck;
import vn.motcua.bot.web.WebParts;
import vn.motcua.bot.web.WebServer;
import vn.motcua.knowledge.search.KnowledgeBase;

/// The running service, put together: read it from top to bottom to see what there is.
public final class Service implements AutoCloseable {
    private final Database database;
    private final Brain brain;
    private final WebServer web;

    /// Opens the database and loads the knowledge, side by side; nothing is served yet.
    public Service(Configuration configuration, Path content, Path config, Path data) {
        var settings = settings(configuration, data);
        var opening = CompletableFuture.supplyAsync(() -> Databases.openToServe(settings), Service::thread);
        var messages = Messages.load(config);
        brain = new Brain(KnowledgeBase.load(content), messages, Circumstances.Costs.USUAL);
        database = join(opening);
        var store = new ConversationStore(database);
        var clock = InstantSource.system();
        var conversations = new Conversations(store, clock);
        var wakeups = new Wakeups();
        var turns = new TurnRunner(conversations, store, () -> brain, wakeups, clock);
        var checks = List.of(new HealthCheck("database", true, () -> store.works()));
        web = new WebServer(
                new WebParts(configuration, messages, () -> brain.knowledge().content(), conversations, turns,
                        wakeups, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT), checks));
    }

    private static void thread(Runnable work) {
        Thread.ofPlatform().name("opening the database").start(work);
    }

    private static Database join(CompletableFuture<Database> opening) {
        try {
            return opening.join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }

    private static DatabaseSettings settings(Configuration configuration, Path data) {
        var database = configuration.database();
        var password = database.password();
        return new DatabaseSettings(database.url(), database.user(), password == null ? null : password.value(), data,
                configuration.mode() == Configuration.Mode.DEVELOPMENT);
    }

    /// Begins to serve.
    ///
    /// @param port 0 for any free one
    /// @return the port
    public int start(int port) {
        return web.start(port);
    }

    /// Version of the content that is answered from.
    public String contentVersion() {
        return brain.knowledge().content().version();
    }

    /// Lets requests under way end, then closes everything.
    @Override
    public void close() {
        web.close();
        database.close();
    }
}
