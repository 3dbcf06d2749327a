package vn.motcua.bot.web;

import java.net.InetAddress;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.ServerWebSocket;
import io.vertx.ext.web.RoutingContext;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.live.Live;
import vn.motcua.bot.turn.Conversations;

/// Opens the socket on which a conversation's events arrive as they happen.
final class SocketRoute {
    private final Conversations conversations;
    private final Live live;
    private final Tickets<ConversationId> tickets;
    private final Origins origins;
    private final Admission admission;
    private final ConnectionGuard guard;
    private final AddressCounter open;
    private final BlockingWork work;
    private final Problems problems;
    private final HttpMetrics metrics;
    private final Timing timing;

    /// @param open counts sockets by the citizen's address, which behind a proxy is not that of the connection
    SocketRoute(Conversations conversations, Live live, Tickets<ConversationId> tickets, Origins origins,
            Admission admission,
            ConnectionGuard guard, AddressCounter open, BlockingWork work, Problems problems, HttpMetrics metrics,
            Timing timing) {
        this.conversations = conversations;
        this.live = live;
        this.tickets = tickets;
        this.origins = origins;
        this.admission = admission;
        this.guard = guard;
        this.open = open;
        this.work = work;
        this.problems = problems;
        this.metrics = metrics;
        this.timing = timing;
    }

    void addTo(Routes routes) {
        routes.get("/api/v1/conversations/:id/socket", admission.writing(this::open));
    }

    private void open(RoutingContext ctx, InetAddress client) {
        var request = ctx.request();
        if (!"websocket".equalsIgnoreCase(request.getHeader(HttpHeaders.UPGRADE))) {
            request.response().putHeader(HttpHeaders.UPGRADE, "websocket");
            throw new RejectedRequest(HttpProblem.UPGRADE_REQUIRED);
        }
        if (!origins.allow(request)) {
            throw new RejectedRequest(HttpProblem.FORBIDDEN_ORIGIN);
        }
        var id = ConversationRoutes.id(ctx);
        if (!admission.exempts(client) && !open.enter(client)) {
            throw new RejectedRequest(HttpProblem.TOO_MANY_REQUESTS, timing.ping());
        }
        var connection = request.connection();
        request.toWebSocket().onSuccess(socket -> {
            guard.release(connection);
            begin(ctx, socket, id, client);
        }).onFailure(_ -> {
            leave(client);
            problems.send(request, HttpProblem.BAD_REQUEST);
        });
    }

    private void begin(RoutingContext ctx, ServerWebSocket socket, ConversationId id, InetAddress client) {
        metrics.socketOpened();
        var stream = new EventStream(ctx.vertx(), socket, id, conversations, live, tickets, work, timing);
        socket.closeHandler(_ -> {
            stream.close();
            metrics.socketClosed();
            leave(client);
        });
        stream.begin();
    }

    private void leave(InetAddress client) {
        if (!admission.exempts(client)) {
            open.leave(client);
        }
    }
}
