package vn.motcua.bot.live;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.resource.ClientResources;
import io.lettuce.core.resource.DefaultClientResources;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Keeps a link to Redis alive and knows whether it works. Thread-safe.
///
/// This node speaks each second and hears itself when all of it works: asking, scripts, writing, hearing. The first call
/// that fails ends the asking, so that nobody else waits in vain; hearing oneself again, and in time, begins it.
///
/// What nodes say goes through one channel, as `NODE WORD` or `NODE WORD REST`; what is not understood is not heard, since
/// anybody with access to Redis may have said it.
final class RedisPulse implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(RedisPulse.class);
    private static final String CHANNEL = "mc:live";
    private static final Pattern NODE = Pattern.compile("[0-9a-f]{16}");
    private static final int LONGEST = 100;
    private static final int MOST_NODES = 64;
    private static final Duration BEAT = Duration.ofSeconds(1);
    /// After so long without its voice a node is taken for gone, this one too.
    private static final Duration SILENCE = BEAT.multipliedBy(3);
    /// After so many signs of life in vain a link is given up for a new one, though it may look open.
    private static final int DEAD = 5;
    /// For so long a silent node may still be at work, cut off from Redis but not from citizens.
    private static final Duration FORGOTTEN = Duration.ofMinutes(2);
    /// The log is told of an outage after so many signs of life in vain, and of its end after so many heard in a row: not
    /// of a moment, and once of one that comes and goes.
    private static final int OUTAGE = 2;
    private static final int STEADY = 10;
    /// For so many milliseconds what is open at a node is believed without a sign of life.
    static final String BELIEVED = "15000";
    private static final IllegalStateException NOT_YET = new IllegalStateException("not heard from");
    private static final CompletableFuture<Long> AWAY = CompletableFuture.failedFuture(NOT_YET);

    /// A sign of life of this node on its way through Redis.
    private record Echo(String text, CompletableFuture<Long> heard) {
        Echo(String text) {
            this(text, new CompletableFuture<>());
        }
    }

    private final String node = newNode();
    private final BiConsumer<String, String> onWord;
    private final Consumer<Boolean> onBeat;
    private final Duration patience;
    private final ClientResources resources = DefaultClientResources.builder().ioThreadPoolSize(2)
            .computationThreadPoolSize(2).build();
    private final RedisClient client;
    private final RedisURI uri;
    private final ScheduledExecutorService heart = Executors
            .newSingleThreadScheduledExecutor(Thread.ofPlatform().daemon().name("redis").factory());
    private final Map<String, Long> others = new ConcurrentHashMap<>();
    private final Counter answered;
    private final Counter failed;
    private volatile @Nullable RedisLink link;
    private volatile long heardAt;
    private volatile boolean works;
    private volatile Echo echo = new Echo("");
    private volatile Throwable why = NOT_YET;
    /// What only the heart knows: how many signs of life there were, for how many in a row it has worked or not, and
    /// whether the log was told so.
    private long beats;
    private int well;
    private int ill;
    private boolean complained;
    private volatile boolean closing;

    /// What is called must be quick and must not throw.
    ///
    /// @param onWord takes word and rest of what another node, or for `look` any, said
    /// @param onBeat is called each second, with whether something another node said may have been missed
    RedisPulse(RedisAccess access, MeterRegistry meters, Duration patience, BiConsumer<String, String> onWord,
            Consumer<Boolean> onBeat) {
        this.onWord = onWord;
        this.onBeat = onBeat;
        this.patience = patience;
        this.client = RedisLink.client(resources, patience);
        this.uri = RedisLink.uri(access);
        this.answered = calls(meters, "answered");
        this.failed = calls(meters, "failed");
        Gauge.builder("motcua.redis.works", this, pulse -> pulse.works ? 1 : 0)
                .description("Whether this node hears itself through Redis").register(meters);
    }

    private static Counter calls(MeterRegistry meters, String outcome) {
        return Counter.builder("motcua.redis.calls").description("Calls to Redis by outcome").tag("outcome", outcome)
                .register(meters);
    }

    private static String newNode() {
        var bits = new byte[8];
        new SecureRandom().nextBytes(bits);
        return HexFormat.of().formatHex(bits);
    }

    /// Begins to connect and returns at once; Redis need not be there.
    void start() {
        heart.scheduleWithFixedDelay(this::beat, 0, BEAT.toMillis(), TimeUnit.MILLISECONDS);
    }

    boolean works() {
        return works;
    }

    /// The key of what is open at this node.
    String openHere() {
        return openAt(node);
    }

    /// The keys of what is open at the others.
    List<String> openElsewhere() {
        return others.keySet().stream().map(RedisPulse::openAt).toList();
    }

    private static String openAt(String node) {
        return "mc:open:" + node;
    }

    /// Asks Redis; fails at once as long as it is not heard from.
    CompletableFuture<Long> ask(Function<RedisLink, CompletableFuture<Long>> question) {
        var asked = link;
        if (!works || asked == null) {
            return AWAY;
        }
        return question.apply(asked).whenComplete((_, failure) -> {
            if (failure == null) {
                answered.increment();
            } else {
                failed.increment();
                lost(failure);
            }
        });
    }

    /// Says something to the other nodes. What cannot be said now is made up for: they look when this node is back.
    void say(String words) {
        ask(redis -> redis.publish(CHANNEL, node + " " + words));
    }

    private void beat() {
        try {
            var sign = new Echo(node + " beat " + ++beats);
            echo = sign;
            connected().call(Script.BEAT, new String[]{openHere()}, BELIEVED, CHANNEL, sign.text()).join();
            if (!works) {
                sign.heard().orTimeout(Math.min(patience.toMillis(), BEAT.toMillis()), TimeUnit.MILLISECONDS).join();
                back();
            } else if (isSilent(heardAt, SILENCE)) {
                lost(new IllegalStateException("what is said is not heard"));
            }
        } catch (RuntimeException away) {
            lost(away);
        }
        tell();
        others.values().removeIf(last -> isSilent(last, FORGOTTEN));
        try {
            onBeat.accept(!works || others.values().stream().anyMatch(last -> isSilent(last, SILENCE)));
        } catch (RuntimeException mistake) { // One watcher's mistake must not stop the heart.
            log.error("looking for news failed", mistake);
        }
    }

    private void tell() {
        well = works ? well + 1 : 0;
        ill = works ? 0 : ill + 1;
        if (ill == OUTAGE && !complained && !closing) {
            complained = true;
            var cause = RedisLink.cause(why);
            log.warn("Redis is not heard from, so this node goes on by itself and counts limits alone: {}: {}",
                    cause.getClass().getSimpleName(), cause.getMessage());
        } else if (well == STEADY && complained) {
            complained = false;
            log.warn("Redis is heard from again");
        }
    }

    private RedisLink connected() {
        var present = link;
        if (present != null && present.isOpen() && ill < DEAD) {
            return present;
        }
        link = null;
        if (present != null) {
            present.close();
        }
        var fresh = RedisLink.connect(client, uri, patience, CHANNEL, this::hear);
        link = fresh;
        return fresh;
    }

    private static boolean isSilent(long since, Duration tooLong) {
        return System.nanoTime() - since > tooLong.toNanos();
    }

    private void hear(String said) {
        var words = said.length() > LONGEST ? new String[0] : said.split(" ", 3);
        if (words.length < 2 || !NODE.matcher(words[0]).matches()) {
            return;
        }
        boolean mine = words[0].equals(node);
        if (mine) {
            heardAt = System.nanoTime();
            if (said.equals(echo.text())) {
                echo.heard().complete(heardAt);
            }
        } else if (words[1].equals("bye")) {
            others.remove(words[0]);
        } else if (others.size() < MOST_NODES || others.containsKey(words[0])) {
            others.put(words[0], System.nanoTime());
        }
        if (!mine || words[1].equals("look")) {
            onWord.accept(words[1], words.length < 3 ? "" : words[2]);
        }
    }

    private void back() {
        works = true;
        say("look");
    }

    private void lost(Throwable failure) {
        works = false;
        why = failure;
    }

    /// Takes leave of the other nodes, if that is possible at once.
    @Override
    public void close() {
        closing = true;
        say("bye");
        var last = ask(redis -> redis.delete(openHere()));
        heart.shutdownNow();
        last.exceptionally(_ -> 0L).join();
        client.shutdown(Duration.ZERO, Duration.ofSeconds(2));
        resources.shutdown(0, 2, TimeUnit.SECONDS).awaitUninterruptibly(2, TimeUnit.SECONDS);
    }
}
