package vn.motcua.bot.live;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import javax.crypto.SecretKey;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.keys.KeyedHash;

/// [Live] for several nodes, through Redis. Whatever happens to Redis, this node goes on by itself: it wakes its own
/// watchers first in any case, counts limits alone, and looks by itself for what others may have done.
public final class RedisLive implements Live {
    /// How many conversations are looked at in a second when others are not heard of.
    private static final int LOOKS = 1_000;
    private static final int BEATS_PER_LIST = 5;

    private final LocalLive here = new LocalLive();
    private final RedisPulse pulse;
    private final SecretKey key;
    private final Counter alone;
    /// Conversations still to be looked at, since something that was said of them may have been missed.
    private final AtomicInteger toLook = new AtomicInteger();
    private int beats;

    /// Begins to connect and returns at once; Redis need not be there.
    ///
    /// @param key the same on all nodes. Persons and addresses have names in Redis that are made with it, so that whoever
    ///            reads Redis does not learn who they are
    public RedisLive(RedisAccess access, SecretKey key, MeterRegistry meters) {
        this(access, key, meters, PATIENCE);
    }

    RedisLive(RedisAccess access, SecretKey key, MeterRegistry meters, Duration patience) {
        this.key = key;
        this.alone = Counter.builder("motcua.redis.fallbacks")
                .description("Limits that this node counted alone, since Redis did not answer").register(meters);
        this.pulse = new RedisPulse(access, meters, patience, this::hear, this::beat);
        pulse.start();
    }

    @Override
    public Watch watch(ConversationId conversation, Watcher watcher) {
        var watch = here.watch(conversation, watcher);
        pulse.ask(redis -> redis.call(Script.OPEN, new String[]{pulse.openHere()}, RedisPulse.BELIEVED, "more",
                conversation.value()));
        return () -> {
            watch.close();
            if (!here.watches(conversation)) {
                pulse.ask(redis -> redis.removeFromSet(pulse.openHere(), conversation.value()));
            }
        };
    }

    @Override
    public void wake(ConversationId conversation) {
        here.wake(conversation);
        pulse.say("wake " + conversation);
    }

    @Override
    public void typing(ConversationId conversation, Typist who) {
        here.typing(conversation, who);
        pulse.say("typing " + conversation + " " + who.wire());
    }

    @Override
    public CompletableFuture<Boolean> isOpen(ConversationId conversation) {
        var elsewhere = pulse.openElsewhere().toArray(String[]::new);
        return here.watches(conversation) || elsewhere.length == 0
                ? here.isOpen(conversation)
                : pulse.ask(redis -> redis.call(Script.IS_OPEN, elsewhere, conversation.value()))
                        .handle((open, unknown) -> unknown == null && open == 1);
    }

    @Override
    public void sendFor(String channel, Runnable onWork) {
        here.sendFor(channel, onWork);
    }

    @Override
    public void wakeSender(String channel) {
        if (!here.findAndWakeSender(channel)) {
            pulse.say("send " + channel);
        }
    }

    private void hear(String word, String rest) {
        switch (word) {
            case "wake" -> ConversationId.find(rest).ifPresent(here::wake);
            case "typing" -> hearTyping(rest.split(" ", 2));
            case "send" -> here.wakeSender(rest);
            case "look" -> toLook.set(here.watched().size());
            default -> { // A later version may say more.
            }
        }
    }

    private void hearTyping(String[] words) {
        if (words.length == 2) {
            ConversationId.find(words[0])
                    .ifPresent(conversation -> typist(words[1]).ifPresent(who -> here.typing(conversation, who)));
        }
    }

    private static Optional<Typist> typist(String word) {
        return Stream.of(Typist.values()).filter(who -> who.wire().equals(word)).findFirst();
    }

    private void beat(boolean deaf) {
        int looks = Math.min(LOOKS, deaf ? here.watched().size() : toLook.get());
        here.wakeNext(looks);
        toLook.updateAndGet(left -> Math.max(0, left - looks));
        if (++beats % BEATS_PER_LIST == 0) {
            var open = Stream.concat(Stream.of(RedisPulse.BELIEVED, "all"),
                    here.watched().stream().map(ConversationId::value)).toArray(String[]::new);
            pulse.ask(redis -> redis.call(Script.OPEN, new String[]{pulse.openHere()}, open));
        }
    }

    @Override
    public Limit limit(String name, Rate rate) {
        var own = new RateLimiter(rate, System::nanoTime);
        long interval = Math.max(1, rate.per().dividedBy(rate.times()).toNanos() / 1_000);
        long burst = interval * rate.times();
        return key -> pulse
                .ask(redis -> redis.call(Script.TAKE, new String[]{"mc:" + name + ":" + hidden(key)},
                        Long.toString(interval), Long.toString(burst)))
                .handle((wait, unknown) -> {
                    if (unknown != null) {
                        alone.increment();
                        return own.take(key);
                    }
                    if (wait == 0) {
                        // Noted here too, so that nobody begins with a full bucket when Redis goes.
                        own.take(key);
                    }
                    return Duration.of(wait, ChronoUnit.MICROS);
                });
    }

    private String hidden(String name) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(KeyedHash.of(key, name)).substring(0, 22);
    }

    @Override
    public boolean works() {
        return pulse.works();
    }

    @Override
    public void close() {
        pulse.close();
    }
}
