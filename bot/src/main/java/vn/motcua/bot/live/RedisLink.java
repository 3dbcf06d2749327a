package vn.motcua.bot.live;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

import io.lettuce.core.ClientOptions;
import io.lettuce.core.ClientOptions.DisconnectedBehavior;
import io.lettuce.core.MaintNotificationsConfig;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisNoScriptException;
import io.lettuce.core.RedisURI;
import io.lettuce.core.ScriptOutputType;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.TimeoutOptions;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.codec.StringCodec;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;

/// Two connections to Redis: one to ask on, one to hear on. When either breaks the link is of no more use, and another
/// one takes its place. Thread-safe.
final class RedisLink implements AutoCloseable {
    /// All requests that may be under way at once fit in; what is beyond is refused.
    private static final int QUEUE = 4_096;
    private static final Duration CONNECT = Duration.ofSeconds(1);

    private final StatefulRedisConnection<String, String> asking;
    private final StatefulRedisPubSubConnection<String, String> hearing;
    private final Duration patience;

    private RedisLink(StatefulRedisConnection<String, String> asking,
            StatefulRedisPubSubConnection<String, String> hearing, Duration patience) {
        this.asking = asking;
        this.hearing = hearing;
        this.patience = patience;
    }

    /// A client that never waits: what cannot be sent now is refused. It does not reconnect by itself, since it would do so
    /// ever more rarely and would not notice a connection that is open but dead.
    static RedisClient client(ClientResources resources, Duration patience) {
        var client = RedisClient.create(resources);
        client.setOptions(ClientOptions.builder().autoReconnect(false).requestQueueSize(QUEUE)
                .disconnectedBehavior(DisconnectedBehavior.REJECT_COMMANDS)
                .maintNotificationsConfig(MaintNotificationsConfig.disabled())
                .socketOptions(SocketOptions.builder().connectTimeout(CONNECT).build())
                .timeoutOptions(TimeoutOptions.enabled(patience)).build());
        return client;
    }

    static RedisURI uri(RedisAccess access) {
        var uri = RedisURI.create(access.url());
        uri.setTimeout(CONNECT);
        var password = access.password();
        if (password != null && access.user() != null) {
            uri.setAuthentication(access.user(), password.value().toCharArray());
        } else if (password != null) {
            uri.setAuthentication(password.value().toCharArray());
        }
        return uri;
    }

    /// Connects and begins to hear. Waits, a few times [#CONNECT] at most.
    ///
    /// @param onWord hears what is said on the channel; must be quick
    /// @throws CompletionException when that is not possible now
    static RedisLink connect(RedisClient client, RedisURI uri, Duration patience, String channel,
            Consumer<String> onWord) {
        var hearing = within(CONNECT, client.connectPubSubAsync(StringCodec.UTF8, uri).toCompletableFuture());
        try {
            hearing.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(String from, String text) {
                    onWord.accept(text);
                }
            });
            within(CONNECT, hearing.async().subscribe(channel).toCompletableFuture());
            return new RedisLink(within(CONNECT, client.connectAsync(StringCodec.UTF8, uri).toCompletableFuture()),
                    hearing, patience);
        } catch (RuntimeException broken) {
            hearing.closeAsync();
            throw broken;
        }
    }

    private static <T> T within(Duration time, CompletableFuture<T> future) {
        return future.orTimeout(time.toMillis(), TimeUnit.MILLISECONDS).join();
    }

    boolean isOpen() {
        return asking.isOpen() && hearing.isOpen();
    }

    /// Runs a script that returns a number.
    CompletableFuture<Long> call(Script script, String[] keys, String... arguments) {
        return inTime(asking.async().<Long>evalsha(script.name, ScriptOutputType.INTEGER, keys, arguments)
                .toCompletableFuture().exceptionallyCompose(failed -> cause(failed) instanceof RedisNoScriptException
                        ? asking.async().<Long>eval(script.text, ScriptOutputType.INTEGER, keys, arguments)
                        : CompletableFuture.failedFuture(failed)));
    }

    CompletableFuture<Long> publish(String channel, String text) {
        return inTime(asking.async().publish(channel, text).toCompletableFuture());
    }

    CompletableFuture<Long> removeFromSet(String key, String member) {
        return inTime(asking.async().srem(key, member).toCompletableFuture());
    }

    CompletableFuture<Long> delete(String key) {
        return inTime(asking.async().del(key).toCompletableFuture());
    }

    private CompletableFuture<Long> inTime(CompletableFuture<Long> reply) {
        return reply.orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// What went wrong in the first place.
    static Throwable cause(Throwable failed) {
        var cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return cause;
    }

    @Override
    public void close() {
        asking.closeAsync();
        hearing.closeAsync();
    }
}
