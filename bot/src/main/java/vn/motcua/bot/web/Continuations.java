package vn.motcua.bot.web;

import java.net.InetAddress;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

import io.nayuki.qrcodegen.QrCode;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.turn.Conversations;
import vn.motcua.bot.turn.Moving;
import vn.motcua.bot.web.BlockingWork.Answer;

/// Takes a conversation along to where the citizen wants to go on: by a short code to another channel, where whoever types
/// it has the conversation from then on ([Moving]); and by a link to another device, on which the page is open as well.
///
/// Of the link: a code in a link, drawn as a QR code, opens it once within ten minutes.
/// The link is exchanged at once for a cookie that no script can read, so that the code neither stays in the address bar
/// nor opens anything again; the page then fetches the conversation's token with that cookie, once.
final class Continuations {
    private static final Duration LIFE = Moving.LIFE;
    /// From the link to the page's own request.
    private static final Duration ARRIVAL = Duration.ofMinutes(2);

    /// What a code opens.
    private record Access(ConversationId conversation, String token) {
    }

    private final Conversations conversations;
    private final Moving moving;
    private final List<String> channels;
    private final Admission admission;
    private final Origins origins;
    private final BlockingWork work;
    private final @Nullable URI publicUrl;
    private final Tickets<Access> codes;
    private final Tickets<Access> arrivals;

    /// @param channels where a typed code is understood, besides the website
    Continuations(Conversations conversations, Moving moving, List<String> channels, Admission admission,
            Origins origins, BlockingWork work, @Nullable URI publicUrl, LongSupplier nanoClock) {
        this.conversations = conversations;
        this.moving = moving;
        this.channels = List.copyOf(channels);
        this.admission = admission;
        this.origins = origins;
        this.work = work;
        this.publicUrl = publicUrl;
        this.codes = new Tickets<>(LIFE, nanoClock);
        this.arrivals = new Tickets<>(ARRIVAL, nanoClock);
    }

    void addTo(Routes routes) {
        routes.post("/api/v1/conversations/:id/continuation", admission.writing(this::issue))
                .get("/continue/:code", admission.writing(this::arrive))
                .post("/api/v1/continuation", admission.writing(this::claim));
    }

    private void issue(RoutingContext ctx, InetAddress client) {
        var token = ConversationRoutes.token(ctx.request());
        var id = ConversationRoutes.id(ctx);
        var service = service(ctx.request());
        work.answer(ctx, () -> {
            ConversationRoutes.enter(conversations, id, token);
            var code = moving.offer(id).orElseThrow(() -> new RejectedRequest(HttpProblem.MOVED));
            var url = service + "/continue/" + codes.issue(new Access(id, token));
            var drawn = QrCode.encodeText(url, QrCode.Ecc.MEDIUM);
            return new Answer(200, json -> {
                json.writeStartObject();
                json.writeStringField("url", url);
                json.writeNumberField("expires_in", LIFE.toSeconds());
                json.writeStringField("code", code.shown());
                json.writeArrayFieldStart("channels");
                for (var channel : channels.stream().filter(moving::isOpen).toList()) {
                    json.writeString(channel);
                }
                json.writeEndArray();
                json.writeObjectFieldStart("qr");
                json.writeNumberField("size", drawn.size);
                json.writeStringField("path", path(drawn));
                json.writeEndObject();
                json.writeEndObject();
            });
        });
    }

    /// The address of the service as the citizen's other device can reach it.
    private String service(HttpServerRequest request) {
        return publicUrl != null
                ? publicUrl.toString()
                : request.scheme() + "://"
                        + Objects.requireNonNullElse(request.getHeader(HttpHeaders.HOST), "localhost");
    }

    /// The dark modules as an SVG path, one unit each.
    private static String path(QrCode drawn) {
        var path = new StringBuilder();
        for (int y = 0; y < drawn.size; y++) {
            for (int x = 0; x < drawn.size; x++) {
                if (drawn.getModule(x, y)) {
                    path.append('M').append(x).append(' ').append(y).append("h1v1h-1z");
                }
            }
        }
        return path.toString();
    }

    private void arrive(RoutingContext ctx, InetAddress client) {
        var access = Optional.ofNullable(ctx.pathParam("code")).flatMap(codes::redeem)
                .orElseThrow(() -> new RejectedRequest(HttpProblem.CODE_USED));
        ctx.response().addCookie(cookie(ctx.request(), arrivals.issue(access)).setMaxAge(ARRIVAL.toSeconds()))
                .setStatusCode(303).putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
                .putHeader(HttpHeaders.LOCATION, "/chat#continue").end();
    }

    /// Only our own page asks for this: the cookie is not sent for others, and the origin is looked at besides.
    private void claim(RoutingContext ctx, InetAddress client) {
        if (!origins.isOwn(ctx.request())) {
            throw new RejectedRequest(HttpProblem.FORBIDDEN_ORIGIN);
        }
        var cookie = ctx.request().getCookie(name(ctx.request()));
        var access = Optional.ofNullable(cookie).flatMap(sent -> arrivals.redeem(sent.getValue()))
                .orElseThrow(() -> new RejectedRequest(HttpProblem.CODE_USED));
        ctx.response().addCookie(cookie(ctx.request(), "").setMaxAge(0));
        BlockingWork.send(ctx, new Answer(200, json -> {
            json.writeStartObject();
            json.writeStringField("conversation", access.conversation().value());
            json.writeStringField("token", access.token());
            json.writeEndObject();
        }));
    }

    private Cookie cookie(HttpServerRequest request, String value) {
        return Cookie.cookie(name(request), value).setPath("/").setHttpOnly(true).setSecure(isSecure(request))
                .setSameSite(CookieSameSite.STRICT);
    }

    /// Browsers hold what the prefix promises: secure, this host alone, the whole site. Without https, as on a developer's
    /// machine, they would refuse it.
    private String name(HttpServerRequest request) {
        return isSecure(request) ? "__Host-motcua-continuation" : "motcua-continuation";
    }

    private boolean isSecure(HttpServerRequest request) {
        return request.isSSL() || Origins.isSecure(publicUrl);
    }
}
