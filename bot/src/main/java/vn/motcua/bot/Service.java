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

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import vn.motcua.bot.configuration.Configuration;
import vn.motcua.bot.keys.RootKey;
import vn.motcua.bot.live.Live;
import vn.motcua.bot.live.LocalLive;
import vn.motcua.bot.live.RedisAccess;
import vn.motcua.bot.live.RedisLive;
import vn.motcua.bot.media.Fetching;
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
    private final Live live;
    private final CurrentBrain brain;
    private final ScheduledExecutorService watch = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("content").factory());
    private final WebServer web;
    private final ChannelParts channels;

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
        var masterKey = configuration.masterKey();
        var meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
        live = live(configuration, meters);
        var on = ChannelParts.on(configuration, database, () -> masterKey == null
                ? RootKey.inFile(data.resolve("tokens.key"))
                : RootKey.master(masterKey.value()), clock);
        var rendering = new Rendering(on.stream().collect(Collectors.toMap(Channel::name, Channel::traits)), messages);
        var codes = new MovingCodes(
                masterKey == null ? RootKey.inFile(data.resolve("moving.key")) : RootKey.master(masterKey.value()));
        var switchboard = ChannelParts.switches(on, database, clock);
        var moving = new Moving(codes, new MovingStore(database), configuration.server().publicUrl(),
                switchboard::isOn, clock);
        var turns = new TurnRunner(conversations, store, () -> loading.join().get(), live, clock,
                masterKey == null ? Fingerprints.inFolder(data) : Fingerprints.keyed(masterKey.value()),
                rendering, moving);
        var files = SharedFiles.of(database, settings);
        var media = new MediaStore(files,
                masterKey == null ? RootKey.inFile(data.resolve("papers.key")) : RootKey.master(masterKey.value()),
                configuration.limits().fileBytes(), clock);
        channels = new ChannelParts(configuration, on, database, conversations, turns, live, clock, meters, files,
                new Fetching(on, media, store, configuration.limits().fileBytes()), codes, switchboard);
        var checks = new ArrayList<HealthCheck>();
        checks.add(new HealthCheck("database", true, () -> store.works()));
        if (configuration.redis().url() != null) {
            checks.add(new HealthCheck("redis", false, live::works));
        }
        checks.addAll(channels.checks());
        web = new WebServer(
                new WebParts(configuration, messages, () -> loading.join().get().knowledge().content(), conversations,
                        turns, moving, media, live, meters, checks, on, channels.inbox));
        brain = join(loading);
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

    /// The database that a service with this configuration uses.
    public static DatabaseSettings settings(Configuration configuration, Path data) {
        var database = configuration.database();
        var password = database.password();
        return new DatabaseSettings(database.url(), database.user(), password == null ? null : password.value(), data,
                configuration.mode() == Configuration.Mode.DEVELOPMENT);
    }

    /// Without a master key, which is for development, the names in Redis are guarded by nothing but Redis.
    private static Live live(Configuration configuration, MeterRegistry meters) {
        var redis = configuration.redis();
        var url = redis.url();
        if (url == null) {
            return new LocalLive();
        }
        var masterKey = configuration.masterKey();
        var root = RootKey.master(masterKey == null ? "development" : masterKey.value());
        return new RedisLive(new RedisAccess(url, redis.user(), redis.password()),
                root.derive("HmacSHA256", "names in redis"), meters);
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

    /// Names of the channels that have credentials; one that an operator turned off says so.
    public List<String> channels() {
        return Stream.concat(Stream.of("web"), channels.names().stream()).toList();
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
        live.close();
        database.close();
    }
}
