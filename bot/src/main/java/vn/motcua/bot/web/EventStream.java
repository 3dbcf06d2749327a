package vn.motcua.bot.web;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

import com.fasterxml.jackson.core.JsonToken;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.ServerWebSocket;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.bot.live.Live;
import vn.motcua.bot.turn.Conversations;
import vn.motcua.bot.wire.EventJson;
import vn.motcua.bot.wire.Json;

/// One open socket: its first frame brings the ticket, from then on it is sent every event of its conversation, in order,
/// without gaps or repeats. Runs on the socket's event loop; only reading the store happens elsewhere.
///
/// There is one read under way at most, and none while the citizen's end is slow, so that nothing piles up: wake-ups that
/// come meanwhile are only remembered as one.
final class EventStream implements Live.Watcher {
    private static final Logger log = LoggerFactory.getLogger(EventStream.class);
    private static final short GOING_AWAY = 1001;
    /// Everything that was to be said here is said.
    private static final short MOVED = 1000;
    private static final short POLICY = 1008;
    private static final int PAGE = 50;
    private static final int FRAMES_PER_PING = 50;
    private static final long RETRY_MILLIS = 1_000;

    private final Vertx vertx;
    private final Context context;
    private final ServerWebSocket socket;
    private final ConversationId id;
    private final Conversations conversations;
    private final Live live;
    private final Tickets<ConversationId> tickets;
    private final BlockingWork work;
    private final Timing timing;
    private final AtomicBoolean news = new AtomicBoolean();
    private Live.@Nullable Watch watch;
    private long timer;
    private long after;
    private boolean reading;
    private boolean closing;
    private boolean closed;
    private int frames;

    EventStream(Vertx vertx, ServerWebSocket socket, ConversationId id, Conversations conversations, Live live,
            Tickets<ConversationId> tickets, BlockingWork work, Timing timing) {
        this.vertx = vertx;
        this.context = vertx.getOrCreateContext();
        this.socket = socket;
        this.id = id;
        this.conversations = conversations;
        this.live = live;
        this.tickets = tickets;
        this.work = work;
        this.timing = timing;
    }

    /// Waits for the ticket.
    void begin() {
        timer = vertx.setTimer(timing.firstFrame().toMillis(), _ -> refuse());
        socket.textMessageHandler(this::receive);
        socket.binaryMessageHandler(_ -> refuse());
        socket.drainHandler(_ -> pump());
        socket.shutdownHandler(_ -> close(GOING_AWAY, "restart"));
        socket.exceptionHandler(_ -> close(POLICY, "broken"));
    }

    private void receive(String frame) {
        if (closing) {
            return;
        }
        if (watch != null) {
            if (++frames > FRAMES_PER_PING) {
                refuse();
            }
            return;
        }
        var first = FirstFrame.find(frame);
        if (first.isEmpty() || !tickets.redeem(first.get().ticket()).filter(id::equals).isPresent()) {
            refuse();
            return;
        }
        vertx.cancelTimer(timer);
        timer = vertx.setPeriodic(timing.ping().toMillis(), _ -> ping());
        after = first.get().after();
        watch = live.watch(id, this);
        news();
    }

    private void refuse() {
        close(POLICY, "ticket");
    }

    /// As long as there is a shutdown handler, Vert.x calls it and waits instead of closing.
    private void close(short code, String reason) {
        if (!closing && !socket.isClosed()) {
            closing = true;
            socket.shutdownHandler(null);
            socket.close(code, reason);
        }
    }

    private void ping() {
        if (isGone()) {
            return;
        }
        frames = 0;
        socket.writePing(Buffer.buffer());
        news.set(true);
        pump();
    }

    /// Something may be there to read. Called from any thread.
    @Override
    public void news() {
        if (!news.getAndSet(true)) {
            context.runOnContext(_ -> pump());
        }
    }

    /// Citizens need not be told what they do themselves, on this device or another.
    @Override
    public void typing(Live.Typist who) {
        if (who != Live.Typist.CITIZEN) {
            context.runOnContext(_ -> {
                if (!isGone() && !socket.writeQueueFull()) {
                    socket.writeTextMessage(text(json -> EventJson.writeTyping(json, who.wire())));
                }
            });
        }
    }

    private void pump() {
        if (isGone() || reading || socket.writeQueueFull() || !news.getAndSet(false)) {
            return;
        }
        reading = true;
        long known = after;
        work.read(() -> {
            try {
                var events = conversations.events(id, known, PAGE);
                var texts = events.stream().map(EventStream::text).toList();
                context.runOnContext(_ -> send(events, texts));
            } catch (RuntimeException | Error failure) {
                log.warn("reading events failed: {}", Problems.describe(failure));
                context.runOnContext(_ -> tryLater());
            }
        });
    }

    private void send(List<TranscriptEvent> events, List<String> texts) {
        reading = false;
        if (isGone()) {
            return;
        }
        for (int at = 0; at < texts.size(); at++) {
            socket.writeTextMessage(texts.get(at));
            after = events.get(at).seq();
            if (events.get(at) instanceof TranscriptEvent.Moved) {
                close(MOVED, "moved"); // Who may read on shows the token again.
                return;
            }
        }
        if (events.size() == PAGE) {
            news.set(true);
        }
        pump();
    }

    private void tryLater() {
        reading = false;
        if (!isGone()) {
            vertx.setTimer(RETRY_MILLIS, _ -> {
                news.set(true);
                pump();
            });
        }
    }

    private boolean isGone() {
        return closed || closing || socket.isClosed();
    }

    private static String text(TranscriptEvent event) {
        return text(json -> EventJson.write(json, event));
    }

    private static String text(Json.Writing writing) {
        return new String(Json.bytes(writing), StandardCharsets.UTF_8);
    }

    /// The socket is gone.
    void close() {
        closed = true;
        vertx.cancelTimer(timer);
        if (watch != null) {
            watch.close();
        }
    }

    /// `{"ticket":"…","after":0}`
    ///
    /// @param after the last number the citizen's end already knows
    private record FirstFrame(String ticket, long after) {

        static Optional<FirstFrame> find(String frame) {
            String ticket = null;
            long after = 0;
            try (var json = Json.reader().createParser(frame)) {
                if (json.nextToken() != JsonToken.START_OBJECT) {
                    return Optional.empty();
                }
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    var name = json.currentName();
                    var value = json.nextToken();
                    if (name.equals("ticket") && value == JsonToken.VALUE_STRING) {
                        ticket = json.getText();
                    } else if (name.equals("after") && value == JsonToken.VALUE_NUMBER_INT) {
                        after = json.getLongValue();
                    } else {
                        json.skipChildren();
                    }
                }
            } catch (IOException notAFrame) {
                return Optional.empty();
            }
            return ticket == null || after < 0 ? Optional.empty() : Optional.of(new FirstFrame(ticket, after));
        }
    }
}
