package vn.motcua.bot.web;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;

import vn.motcua.bot.inbox.Inbox;
import vn.motcua.bot.web.BlockingWork.Answer;
import vn.motcua.connectors.Channel;
import vn.motcua.connectors.Inbound;
import vn.motcua.connectors.WebhookRequest;

/// Where providers bring what citizens did. A provider hears that all is well only after it is committed. A channel that is
/// off has no route that answers.
final class WebhookRoutes {
    static final String PATH = "/webhooks/";
    private static final List<String> NAMES = List.of("telegram", "zalo", "messenger");

    private final Map<String, Channel> channels = new LinkedHashMap<>();
    private final Inbox inbox;
    private final BlockingWork work;
    private final Problems problems;

    WebhookRoutes(List<Channel> channels, Inbox inbox, BlockingWork work, Problems problems) {
        channels.forEach(channel -> this.channels.put(channel.name(), channel));
        this.inbox = inbox;
        this.work = work;
        this.problems = problems;
    }

    void addTo(Routes routes) {
        for (var name : NAMES) {
            routes.get(PATH + name, ctx -> receive(ctx, name)).post(PATH + name, ctx -> receive(ctx, name));
        }
    }

    private void receive(RoutingContext ctx, String name) {
        var channel = channels.get(name);
        if (channel == null) {
            throw new RejectedRequest(HttpProblem.NOT_FOUND);
        }
        RequestBody.raw(ctx.request(), problems, body -> {
            var request = new WebhookRequest(ctx.request().method().name(), first(ctx.request().params()),
                    first(ctx.request().headers()), body.getBytes());
            work.answer(ctx, () -> answer(channel, request));
        });
    }

    private Answer answer(Channel channel, WebhookRequest request) {
        return switch (channel.receive(request)) {
            case Inbound.Forged(var quiet) -> {
                inbox.forged(channel);
                if (quiet) {
                    yield ok("");
                }
                throw new RejectedRequest(HttpProblem.UNAUTHORIZED);
            }
            case Inbound.Unreadable _ -> throw new RejectedRequest(HttpProblem.BAD_REQUEST);
            case Inbound.Challenge(var answer) -> ok(answer);
            case Inbound.Accepted accepted -> {
                inbox.take(channel, accepted);
                yield ok("");
            }
        };
    }

    private static Answer ok(String text) {
        return new Answer(200, Buffer.buffer(text), Answer.TEXT);
    }

    private static Map<String, String> first(MultiMap all) {
        var first = new LinkedHashMap<String, String>();
        all.forEach((name, value) -> first.putIfAbsent(name, value));
        return first;
    }
}
