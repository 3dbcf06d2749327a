package vn.motcua.bot.web;

import java.net.URI;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// A citizen's browser with its socket open.
final class SocketListener implements WebSocket.Listener, AutoCloseable {
    private static final Pattern SEQ = Pattern.compile("^\\{\"seq\":(\\d+),");

    private final BlockingQueue<Long> received = new LinkedBlockingQueue<>();
    private final CompletableFuture<Integer> closed = new CompletableFuture<>();
    private final BlockingQueue<String> other = new LinkedBlockingQueue<>();
    private final StringBuilder frame = new StringBuilder();
    private volatile long pauseUntil;
    private @Nullable WebSocket socket;

    static SocketListener open(TestService service, ConversationApiTest.Citizen citizen, String ticket, long after) {
        var listener = new SocketListener();
        var uri = URI.create("ws://127.0.0.1:" + service.port + citizen.path("socket"));
        var socket = service.client().newWebSocketBuilder().header("Origin", "http://127.0.0.1:" + service.port)
                .buildAsync(uri, listener).join();
        listener.socket = socket;
        socket.sendText("{\"ticket\":\"" + ticket + "\",\"after\":" + after + "}", true).join();
        return listener;
    }

    void send(String text) {
        if (socket != null) {
            socket.sendText(text, true).join();
        }
    }

    /// Reads nothing for a while.
    void pause(Duration time) {
        pauseUntil = System.nanoTime() + time.toNanos();
    }

    /// The numbers received, up to and with this one.
    List<Long> until(long last) throws InterruptedException {
        var all = new ArrayList<Long>();
        while (all.isEmpty() || all.getLast() < last) {
            var next = received.poll(10, TimeUnit.SECONDS);
            if (next == null) {
                throw new AssertionError("nothing more after " + all.size() + " events");
            }
            all.add(next);
        }
        return all;
    }

    /// The next frame that is no event with a number.
    String other() throws InterruptedException {
        var next = other.poll(10, TimeUnit.SECONDS);
        if (next == null) {
            throw new AssertionError("nothing came");
        }
        return next;
    }

    int closed() throws Exception {
        return closed.get(10, TimeUnit.SECONDS);
    }

    @Override
    public @Nullable CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
        frame.append(data);
        if (last) {
            var seq = SEQ.matcher(frame);
            if (seq.find()) {
                received.add(Long.parseLong(seq.group(1)));
            } else {
                other.add(frame.toString());
            }
            frame.setLength(0);
        }
        long pause = pauseUntil - System.nanoTime();
        if (pauseUntil != 0 && pause > 0) {
            CompletableFuture.delayedExecutor(pause, TimeUnit.NANOSECONDS).execute(() -> webSocket.request(1));
        } else {
            webSocket.request(1);
        }
        return null;
    }

    @Override
    public @Nullable CompletionStage<?> onClose(WebSocket webSocket, int statusCode, String reason) {
        closed.complete(statusCode);
        return null;
    }

    @Override
    public void onError(WebSocket webSocket, Throwable error) {
        closed.complete(1006);
    }

    @Override
    public void close() {
        if (socket != null) {
            socket.abort();
        }
    }
}
