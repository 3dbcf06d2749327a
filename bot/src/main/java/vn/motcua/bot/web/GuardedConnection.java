package vn.motcua.bot.web;

import java.net.InetAddress;
import java.util.function.LongSupplier;

import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// One connection under watch: since when the request that is being received is on its way. Sits before the HTTP codec,
/// because a header that drips byte by byte is seen nowhere else.
final class GuardedConnection extends ChannelInboundHandlerAdapter {
    private static final long QUIET = 0;

    private final Channel channel;
    private final InetAddress peer;
    private final LongSupplier nanoClock;
    private volatile long receivingSince = QUIET;
    private volatile int patience = 1;
    private volatile boolean released;
    private volatile @Nullable HttpServerRequest request;

    GuardedConnection(Channel channel, InetAddress peer, LongSupplier nanoClock) {
        this.channel = channel;
        this.peer = peer;
        this.nanoClock = nanoClock;
    }

    /// Who is at the other end of the connection: a citizen, or a proxy.
    InetAddress peer() {
        return peer;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
        var current = request;
        if (receivingSince == QUIET || (current != null && current.isEnded())) {
            request = null;
            patience = 1;
            receivingSince = nanoClock.getAsLong() | 1;
        }
        context.fireChannelRead(bytes);
    }

    /// The head of a request is complete; its body may still be on its way.
    void begin(HttpServerRequest begun) {
        if (request != null) {
            receivingSince = nanoClock.getAsLong() | 1;
        }
        request = begun;
    }

    /// The present request may take this many deadlines.
    void wait(int deadlines) {
        patience = deadlines;
    }

    /// Whether an answer is being worked on, or the connection is a WebSocket. Otherwise it waits for the other end.
    boolean isInUse() {
        var current = request;
        return released || (current != null && current.isEnded() && !current.response().ended());
    }

    void close() {
        var _ = channel.close();
    }

    /// Ends what takes too long: 408 where an answer is possible, and the connection is closed.
    void closeIfLate(long now, long deadlineNanos, Problems problems) {
        if (isLate(now, deadlineNanos)) {
            channel.eventLoop().execute(() -> {
                if (isLate(now, deadlineNanos)) {
                    close(problems);
                }
            });
        }
    }

    private boolean isLate(long now, long deadlineNanos) {
        var since = receivingSince;
        var current = request;
        return since != QUIET && now - since > deadlineNanos * patience && (current == null || !current.isEnded());
    }

    private void close(Problems problems) {
        var current = request;
        if (current == null) {
            var head = channel.pipeline().context(this);
            if (head != null) {
                head.writeAndFlush(Unpooled.wrappedBuffer(problems.raw(HttpProblem.TIMEOUT).getBytes()))
                        .addListener(ChannelFutureListener.CLOSE);
            }
            return;
        }
        if (!current.response().headWritten()) {
            current.response().putHeader("Connection", "close");
            problems.send(current, HttpProblem.TIMEOUT);
        }
        current.connection().close();
    }

    /// Stops watching: a WebSocket has no end to wait for.
    void release() {
        released = true;
        receivingSince = QUIET;
        if (channel.pipeline().context(this) != null) {
            channel.pipeline().remove(this);
        }
    }
}
