package vn.motcua.bot;

import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import vn.motcua.bot.configuration.Configuration;
import vn.motcua.bot.keys.RootKey;
import vn.motcua.bot.live.Wakeups;
import vn.motcua.bot.media.MediaStore;
import vn.motcua.bot.messages.Messages;
import vn.motcua.bot.moving.MovingCodes;
import vn.motcua.bot.outbox.Rendering;
import vn.motcua.bot.store.ConversationStore;
import vn.motcua.bot.store.Database;
import vn.motcua.bot.store.DatabaseSettings;
import vn.motcua.bot.store.Databases;
import vn.motcua.bot.store.MovingStore;
import vn.motcua.bot.store.SharedFiles;
import vn.motcua.bot.turn.Conversations;
import vn.motcua.bot.turn.CurrentBrain;
import vn.motcua.bot.turn.Fingerprints;
import vn.motcua.bot.turn.Moving;
import vn.motcua.bot.turn.TurnRunner;
import vn.motcua.bot.web.HealthCheck;
import vn.motcua.bot.web.WebParts;
import vn.motcua.bot.web.WebServer;
import vn.motcua.connectors.Channel;

/// The running service, put together: read it from top to bottom to see what there is.
public final class Service implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Service.class);
    /// How often the content folder is looked at.
    private static final Duration LOOK = Duration.ofSeconds(5);

    private final Database database;
    private final CurrentBrain brain;
    private final ScheduledExecutorService watch = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("content").factory());
    private final WebServer web;
    private final ChannelParts channels;
    private final List<String> names;

    /// Loads the knowledge while the database is opened and the server put together; nothing is served yet.
    public Service(Configuration configuration, Path content, Path config, Path data) {
        var settings = settings(configuration, data);
        var messages = Messages.load(config);
        var loading = CompletableFuture
                .supplyAsync(() -> new CurrentBrain(content, data, messages, configuration.contacts(),
                        configuration.costs()), Service::thread);
        database = Databases.openToServe(settings);
        var store = new ConversationStore(database);
        var clock = InstantSource.system();
        var conversations = new Conversations(store, clock);
        var wakeups = new Wakeups();
        var masterKey = configuration.masterKey();
        var on = ChannelParts.on(configuration, database, () -> masterKey == null
                ? RootKey.inFile(data.resolve("tokens.key"))
                : RootKey.master(masterKey.value()), clock);
        var rendering = new Rendering(on.stream().collect(Collectors.toMap(Channel::name, Channel::traits)), messages);
        var codes = new MovingCodes(
                masterKey == null ? RootKey.inFile(data.resolve("moving.key")) : RootKey.master(masterKey.value()));
        var moving = new Moving(codes, new MovingStore(database), configuration.server().publicUrl(), clock);
        var turns = new TurnRunner(conversations, store, () -> loading.join().get(), wakeups, clock,
                masterKey == null ? Fingerprints.inFolder(data) : Fingerprints.keyed(masterKey.value()),
                rendering, moving);
        var media = new MediaStore(SharedFiles.of(database, settings),
                masterKey == null ? RootKey.inFile(data.resolve("papers.key")) : RootKey.master(masterKey.value()),
                configuration.limits().fileBytes(), clock);
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        channels = new ChannelParts(configuration, on, database, conversations, turns, wakeups, clock, meters, codes);
        var checks = new ArrayList<HealthCheck>();
        checks.add(new HealthCheck("database", true, () -> store.works()));
        checks.addAll(channels.checks());
        web = new WebServer(
                new WebParts(configuration, messages, () -> loading.join().get().knowledge().content(), conversations,
                        turns, moving, media, wakeups, meters, checks, on, channels.inbox));
        brain = join(loading);
        names = Stream.concat(Stream.of("web"), on.stream().map(Channel::name)).toList();
    }

    private static void thread(Runnable work) {
        Thread.ofPlatform().name("loading the knowledge").start(work);
    }

    private static <T> T join(CompletableFuture<T> loading) {
        try {
            return loading.join();
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
        watch.scheduleWithFixedDelay(this::refresh, LOOK.toSeconds(), LOOK.toSeconds(), TimeUnit.SECONDS);
        int listening = web.start(port);
        channels.start();
        return listening;
    }

    /// A failure must not end the looking.
    private void refresh() {
        try {
            brain.refresh();
        } catch (RuntimeException failed) {
            log.error("the content cannot be looked at", failed);
        }
    }

    /// Names of the channels that are on.
    public List<String> channels() {
        return names;
    }

    /// Version of the content that is answered from.
    public String contentVersion() {
        return brain.get().knowledge().content().version();
    }

    /// Lets requests under way end, then closes everything.
    @Override
    public void close() {
        watch.shutdownNow();
        web.close();
        channels.close();
        database.close();
    }
}
