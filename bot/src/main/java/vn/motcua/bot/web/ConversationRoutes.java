package vn.motcua.bot.web;

import java.io.IOException;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonGenerator;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.bot.turn.Conversations;
import vn.motcua.bot.turn.Sender;
import vn.motcua.bot.turn.TurnOutcome;
import vn.motcua.bot.turn.TurnRunner;
import vn.motcua.bot.web.BlockingWork.Answer;
import vn.motcua.bot.wire.EventJson;
import vn.motcua.bot.wire.Json;
import vn.motcua.bot.wire.ReplyJson;
import vn.motcua.connectors.Address;

/// A citizen's conversation over HTTP: open it, say something, read what happened, get a ticket for the socket.
final class ConversationRoutes {
    private static final int PAGE = 200;
    private static final int LONGEST_TOKEN = 128;
    private static final Pattern NUMBER = Pattern.compile("\\d{1,18}");

    private final Conversations conversations;
    private final TurnRunner turns;
    private final Tickets<ConversationId> tickets;
    private final Admission admission;
    private final BlockingWork work;
    private final Problems problems;
    private final HttpMetrics metrics;

    ConversationRoutes(Conversations conversations, TurnRunner turns, Tickets<ConversationId> tickets,
            Admission admission,
            BlockingWork work, Problems problems, HttpMetrics metrics) {
        this.conversations = conversations;
        this.turns = turns;
        this.tickets = tickets;
        this.admission = admission;
        this.work = work;
        this.problems = problems;
        this.metrics = metrics;
    }

    void addTo(Routes routes) {
        routes.post("/api/v1/conversations", admission.writing(this::open))
                .post("/api/v1/conversations/:id/messages", admission.writing(this::say))
                .get("/api/v1/conversations/:id/events", admission.reading(this::events))
                .post("/api/v1/conversations/:id/ticket", admission.writing(this::ticket));
    }

    private void open(RoutingContext ctx, InetAddress client) {
        work.answer(ctx, () -> {
            var opened = conversations.open();
            return new Answer(201, json -> {
                json.writeStartObject();
                json.writeStringField("conversation", opened.id().value());
                json.writeStringField("token", opened.token());
                json.writeEndObject();
            });
        });
    }

    private void say(RoutingContext ctx, InetAddress client) {
        var token = token(ctx.request());
        RequestBody.json(ctx.request(), problems, body -> {
            var message = IncomingMessage.parse(body.getBytes());
            var id = id(ctx);
            work.answer(ctx, () -> say(id, token, client, message));
        });
    }

    private Answer say(ConversationId id, String token, InetAddress client, IncomingMessage message) {
        enter(id, token);
        admission.admit(id, client);
        long start = System.nanoTime();
        var outcome = turns.run(message.event(id), sender(id, admission.network(client)));
        metrics.turns().record(System.nanoTime() - start, TimeUnit.NANOSECONDS);
        return switch (outcome) {
            case TurnOutcome.Done done -> new Answer(200, done(done));
            case TurnOutcome.Conflict _ -> throw new RejectedRequest(HttpProblem.CONFLICT);
            case TurnOutcome.Erased _ -> throw new RejectedRequest(HttpProblem.ERASED);
            case TurnOutcome.MovedAway _ -> throw new RejectedRequest(HttpProblem.MOVED);
            case TurnOutcome.Unknown _ -> throw new RejectedRequest(HttpProblem.NOT_FOUND);
        };
    }

    private static Json.Writing done(TurnOutcome.Done done) {
        return json -> {
            json.writeStartObject();
            writeDone(json, done);
            if (done.altered()) {
                json.writeBooleanField("altered", true);
            }
            json.writeEndObject();
        };
    }

    static void writeDone(JsonGenerator json, TurnOutcome.Done done) throws IOException {
        json.writeNumberField("seq", done.seq());
        json.writeArrayFieldStart("replies");
        for (var reply : done.replies()) {
            ReplyJson.write(json, reply);
        }
        json.writeEndArray();
    }

    private void events(RoutingContext ctx, InetAddress client) {
        var token = token(ctx.request());
        long after = after(ctx);
        var id = id(ctx);
        work.answer(ctx, () -> {
            enter(id, token);
            return new Answer(200, page(conversations.events(id, after, PAGE), after));
        });
    }

    private static Json.Writing page(List<TranscriptEvent> events, long after) {
        return json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("events");
            for (var event : events) {
                EventJson.write(json, event);
            }
            json.writeEndArray();
            json.writeNumberField("next", events.isEmpty() ? after : events.getLast().seq());
            json.writeEndObject();
        };
    }

    private void ticket(RoutingContext ctx, InetAddress client) {
        var token = token(ctx.request());
        var id = id(ctx);
        work.answer(ctx, () -> {
            enter(id, token);
            var ticket = tickets.issue(id);
            return new Answer(200, json -> {
                json.writeStartObject();
                json.writeStringField("ticket", ticket);
                json.writeEndObject();
            });
        });
    }

    /// Lets in who holds the token. An unknown conversation and a foreign one are answered alike.
    private void enter(ConversationId id, String token) {
        enter(conversations, id, token);
    }

    static void enter(Conversations conversations, ConversationId id, String token) {
        if (!conversations.admits(id, token)) {
            throw new RejectedRequest(
                    conversations.wasErased(id, token) ? HttpProblem.ERASED : HttpProblem.NOT_FOUND);
        }
    }

    /// Refuses what is meant for a conversation that went on elsewhere, before anything is kept of it.
    static void stayed(Conversations conversations, ConversationId id) {
        if (!conversations.isOnWeb(id)) {
            throw new RejectedRequest(HttpProblem.MOVED);
        }
    }

    static Sender sender(ConversationId id, @Nullable String network) {
        return new Sender(new Address("web", id.value()), network);
    }

    static ConversationId id(RoutingContext ctx) {
        return ConversationId.find(Routes.id(ctx)).orElseThrow(() -> new RejectedRequest(HttpProblem.NOT_FOUND));
    }

    static String token(HttpServerRequest request) {
        var header = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            throw new RejectedRequest(HttpProblem.UNAUTHORIZED);
        }
        var token = header.substring(7).strip();
        if (token.isEmpty() || token.length() > LONGEST_TOKEN) {
            throw new RejectedRequest(HttpProblem.UNAUTHORIZED);
        }
        return token;
    }

    private static long after(RoutingContext ctx) {
        var after = ctx.queryParam("after");
        if (after.isEmpty()) {
            return 0;
        }
        if (after.size() > 1 || !NUMBER.matcher(after.getFirst()).matches()) {
            throw new RejectedRequest(HttpProblem.INVALID_PARAMETER);
        }
        return Long.parseLong(after.getFirst());
    }
}
