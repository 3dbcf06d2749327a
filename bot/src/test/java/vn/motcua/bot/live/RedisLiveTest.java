package vn.motcua.bot.live;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import javax.crypto.SecretKey;

import io.lettuce.core.RedisClient;
import io.lettuce.core.api.sync.RedisCommands;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import vn.motcua.bot.Await;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.keys.RootKey;
import vn.motcua.connectors.Secret;

import static org.assertj.core.api.Assertions.assertThat;

/// Two nodes and a Redis that may go away.
class RedisLiveTest implements LiveContract {
    private static final SecretKey KEY = RootKey.master("k".repeat(32)).derive("HmacSHA256", "names in redis");
    private static final Rate FEW = new Rate(3, Duration.ofHours(10));
    /// So long that no busy machine makes a call late.
    private static final Duration ENDLESS = Duration.ofSeconds(50);
    private static RedisProcess redis;

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private RedisLive node;
    private RedisLive otherNode;

    @BeforeAll
    static void start() {
        redis = RedisProcess.start();
    }

    @AfterAll
    static void stop() {
        redis.close();
    }

    @BeforeEach
    void begin() {
        node = live(ENDLESS);
        otherNode = live(ENDLESS);
        Await.until("both work", () -> node.works() && otherNode.works());
        Await.until("each has heard of the other", this::knowEachOther);
    }

    @AfterEach
    void end() {
        node.close();
        otherNode.close();
        ask(RedisCommands::flushall);
    }

    private RedisLive live(Duration patience) {
        return new RedisLive(new RedisAccess(redis.url(), null, null), KEY, meters, patience);
    }

    private boolean knowEachOther() {
        var conversation = ConversationId.next();
        try (var _ = otherNode.watch(conversation, new Ear())) {
            return node.isOpen(conversation).join();
        }
    }

    @Override
    public Live node() {
        return node;
    }

    @Override
    public Live otherNode() {
        return otherNode;
    }

    private static <T> T ask(Function<RedisCommands<String, String>, T> question) {
        try (var client = RedisClient.create(redis.url()); var connection = client.connect()) {
            return question.apply(connection.sync());
        }
    }

    private double count(String meter, String... tags) {
        return meters.get(meter).tags(tags).counters().stream().mapToDouble(counter -> counter.count()).sum();
    }

    @Test
    void scripts_that_redis_has_forgotten_are_sent_again() {
        var limit = node.limit("person", FEW);
        assertThat(limit.take("an").join()).isZero();
        ask(RedisCommands::scriptFlush);
        assertThat(limit.take("an").join()).isZero();
        assertThat(otherNode.limit("person", FEW).take("an").join()).isZero();
        assertThat(limit.take("an").join()).isPositive();
        assertThat(count("motcua.redis.fallbacks")).isZero();
        assertThat(count("motcua.redis.calls", "outcome", "failed")).isZero();
        assertThat(count("motcua.redis.calls", "outcome", "answered")).isPositive();
    }

    @Test
    void everything_in_redis_expires_and_nothing_tells_who_somebody_is() {
        node.limit("address", FEW).take("203.0.113.9").join();
        node.limit("person", FEW).take("telegram/0912345678").join();
        try (var _ = node.watch(ConversationId.next(), new Ear())) {
            Await.until("three keys", () -> ask(RedisCommands::dbsize) == 3);
            var keys = ask(commands -> commands.keys("*"));
            assertThat(keys).allMatch(key -> ask(commands -> commands.pttl(key)) > 0);
            assertThat(keys).allSatisfy(key -> assertThat(key).startsWith("mc:").doesNotContain("203.0.113")
                    .doesNotContain("0912345678"));
        }
    }

    @Test
    void what_others_wrote_or_said_does_no_harm() {
        var limit = node.limit("person", FEW);
        limit.take("an").join();
        var key = ask(commands -> commands.keys("mc:person:*")).getFirst();
        for (var nonsense : List.of("abc", "9".repeat(40), "-7", "", "nan", "1e300")) {
            ask(commands -> commands.set(key, nonsense));
            assertThat(limit.take("an").join()).isLessThanOrEqualTo(FEW.per());
        }
        assertThat(count("motcua.redis.calls", "outcome", "failed")).isZero();
        var an = ConversationId.next();
        var ear = new Ear();
        try (var _ = node.watch(an, ear)) {
            for (var nonsense : List.of("", " ", "wake", "wake " + an, "0123456789abcdef", "0123456789abcdef wake",
                    "0123456789abcdef wake x", "0123456789abcdef typing", "0123456789abcdef typing " + an,
                    "0123456789abcdef typing " + an + " mayor", "0123456789abcdef send nobody",
                    "0123456789abcdef dance", "0123456789abcdef wake " + an + "x".repeat(100))) {
                ask(commands -> commands.publish("mc:live", nonsense));
            }
            ask(commands -> commands.publish("mc:live", "0123456789abcdef wake " + an));
            Await.until("still hears", () -> !ear.heard.isEmpty());
            assertThat(ear.heard).doesNotContain("OFFICER", "CITIZEN");
        }
    }

    @Test
    void with_redis_killed_each_node_goes_on_by_itself_and_comes_back() {
        var limit = node.limit("person", FEW);
        var an = ConversationId.next();
        var here = new Ear();
        var there = new Ear();
        assertThat(limit.take("an").join()).isZero();
        try (var _ = node.watch(an, here); var _ = otherNode.watch(an, there)) {
            redis.kill();
            // What was taken before counts, so somebody who used Redis to the full does not begin anew here.
            assertThat(limit.take("an").join()).isZero();
            assertThat(limit.take("an").join()).isZero();
            assertThat(limit.take("an").join()).isPositive();
            assertThat(count("motcua.redis.fallbacks")).isPositive();
            Await.until("both notice", () -> !node.works() && !otherNode.works());
            assertThat(node.isOpen(an).join()).isTrue();
            here.heard.clear();
            node.wake(an);
            assertThat(here.heard).contains("news");
            there.heard.clear();
            Await.until("the other looks by itself", () -> !there.heard.isEmpty());
            redis.restart();
            Await.until("both are back", () -> node.works() && otherNode.works());
            there.heard.clear();
            node.wake(an);
            Await.until("the other hears", () -> !there.heard.isEmpty());
        }
        assertThat(otherNode.limit("person", FEW).take("an").join()).isZero();
        Await.until("asked again, not counted alone", () -> {
            double before = count("motcua.redis.fallbacks");
            limit.take("binh").join();
            return count("motcua.redis.fallbacks") == before;
        });
    }

    @Test
    void what_is_open_is_known_again_after_redis_forgot_it() {
        var an = ConversationId.next();
        try (var _ = otherNode.watch(an, new Ear())) {
            Await.until("open", () -> node.isOpen(an).join());
            ask(RedisCommands::flushall);
            assertThat(node.isOpen(an).join()).isFalse();
            Await.until("open again", () -> node.isOpen(an).join());
        }
    }

    @Test
    void all_look_when_a_node_is_back_and_while_one_is_silent() {
        var ear = new Ear();
        try (var _ = node.watch(ConversationId.next(), ear)) {
            ask(commands -> commands.publish("mc:live", "0123456789abcdef look"));
            Await.until("looks", () -> !ear.heard.isEmpty());
            // Nothing more comes from that node, which may still answer citizens.
            Await.until("looks again and again", () -> ear.heard.size() > 3);
            ask(commands -> commands.publish("mc:live", "0123456789abcdef bye"));
        }
    }

    @ParameterizedTest
    @EnumSource(names = "NONE", mode = EnumSource.Mode.EXCLUDE)
    void whatever_becomes_of_replies_limits_are_counted_and_nobody_waits_long(FaultProxy.Fault fault) {
        try (var proxy = new FaultProxy(redis.port);
                var live = new RedisLive(new RedisAccess(proxy.url(), null, null), KEY, meters, Live.PATIENCE)) {
            Await.until("works", live::works);
            var limit = live.limit("person", new Rate(150, Duration.ofHours(1)));
            proxy.fault = fault;
            long start = System.nanoTime();
            int taken = 0;
            for (int at = 0; at < 200; at++) {
                taken += limit.take("an").join().isZero() ? 1 : 0;
            }
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
            assertThat(taken).isEqualTo(150);
            assertThat(live.works()).isFalse();
            assertThat(count("motcua.redis.fallbacks")).isPositive();
            proxy.fault = FaultProxy.Fault.NONE;
            Await.until("works again", live::works);
        }
    }

    /// If every call waited for its time to run out, these would take twenty seconds.
    @Test
    void a_hung_redis_is_waited_for_once_and_not_by_everybody() {
        try (var hasty = live(Live.PATIENCE)) {
            Await.until("works", hasty::works);
            var limit = hasty.limit("person", new Rate(1_000, Duration.ofHours(1)));
            redis.hang();
            try {
                long start = System.nanoTime();
                for (int at = 0; at < 200; at++) {
                    assertThat(limit.take("an").join()).isZero();
                    hasty.wake(ConversationId.next());
                }
                assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
                assertThat(count("motcua.redis.fallbacks")).isPositive();
                var ear = new Ear();
                try (var _ = hasty.watch(ConversationId.next(), ear)) {
                    Await.until("looks by itself", () -> !ear.heard.isEmpty());
                }
            } finally {
                redis.goOn();
            }
            Await.until("works again", hasty::works);
            Await.until("works again", () -> node.works() && otherNode.works());
            // Two connections for each node and the one that asks: none of the vain tries is left.
            Await.until("seven connections", () -> ask(RedisCommands::clientList).lines().count() <= 7);
        }
    }

    @Test
    void a_redis_that_comes_late_is_found() {
        try (var late = RedisProcess.start()) {
            late.kill();
            try (var early = new RedisLive(new RedisAccess(late.url(), null, null), KEY, meters, ENDLESS)) {
                assertThat(early.limit("person", FEW).take("an").join()).isZero();
                assertThat(early.works()).isFalse();
                late.restart();
                Await.until("found", early::works);
            }
        }
    }

    /// The rights that operations.md asks for, and none besides.
    @Test
    void a_user_with_the_least_rights_is_enough() {
        try (var guarded = RedisProcess.start(("--user default off --user motcua on >hush ~mc:* &mc:* -@all +hello"
                + " +auth +ping +subscribe +publish +evalsha +eval +time +get +set +del +sadd +srem +sismember +pexpire")
                .split(" "));
                var one = guarded(guarded, "hush");
                var two = guarded(guarded, "hush");
                var stranger = guarded(guarded, "wrong")) {
            Await.until("both work", () -> one.works() && two.works());
            var an = ConversationId.next();
            try (var _ = one.watch(an, new Ear())) {
                Await.until("open", () -> two.isOpen(an).join());
            }
            Await.until("closed", () -> !two.isOpen(an).join());
            assertThat(one.limit("person", new Rate(1, Duration.ofHours(1))).take("an").join()).isZero();
            assertThat(two.limit("person", new Rate(1, Duration.ofHours(1))).take("an").join()).isPositive();
            assertThat(count("motcua.redis.calls", "outcome", "failed")).isZero();
            assertThat(stranger.works()).isFalse();
        }
    }

    private RedisLive guarded(RedisProcess server, String password) {
        return new RedisLive(new RedisAccess(server.url(), "motcua", new Secret(password)), KEY, meters, ENDLESS);
    }
}
