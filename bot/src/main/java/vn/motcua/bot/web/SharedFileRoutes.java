package vn.motcua.bot.web;

import java.net.InetAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Pattern;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.SharedFile;
import vn.motcua.bot.media.Keeping;
import vn.motcua.bot.media.MediaStore;
import vn.motcua.bot.turn.Conversations;
import vn.motcua.bot.turn.TurnEvent;
import vn.motcua.bot.turn.TurnOutcome;
import vn.motcua.bot.turn.TurnRunner;
import vn.motcua.bot.web.BlockingWork.Answer;
import vn.motcua.bot.wire.EventJson;

/// Files of a conversation: share one, and open it again. Files of others do not exist here.
final class SharedFileRoutes {
    private static final Pattern ID = Pattern.compile("[0-9a-f]{40}");
    /// What all files on their way may take of the memory.
    private static final long BUDGET = 64L << 20;

    private final Conversations conversations;
    private final TurnRunner turns;
    private final MediaStore media;
    private final long largest;
    private final Admission admission;
    private final ConnectionGuard guard;
    private final BlockingWork work;
    private final Problems problems;
    private final Upload.Budget budget = new Upload.Budget(BUDGET);

    SharedFileRoutes(Conversations conversations, TurnRunner turns, MediaStore media, long largest,
            Admission admission, ConnectionGuard guard, BlockingWork work, Problems problems) {
        this.conversations = conversations;
        this.turns = turns;
        this.media = media;
        this.largest = largest;
        this.admission = admission;
        this.guard = guard;
        this.work = work;
        this.problems = problems;
    }

    void addTo(Routes routes) {
        routes.post("/api/v1/conversations/:id/files", admission.uploading(this::share))
                .get("/api/v1/conversations/:id/files/:file", admission.reading(this::open));
    }

    /// Nothing of the file is received before the token was checked.
    private void share(RoutingContext ctx, InetAddress client) {
        var token = ConversationRoutes.token(ctx.request());
        var id = ConversationRoutes.id(ctx);
        Upload.receive(ctx.request(), largest, budget, problems, form -> {
            var clientId = IncomingMessage.clientId(form.clientId());
            work.answer(ctx, () -> share(id, clientId, form));
        });
        work.first(ctx, () -> {
            ConversationRoutes.enter(conversations, id, token);
            admission.admit(id, client);
            ConversationRoutes.stayed(conversations, id);
        }, () -> {
            guard.expectUpload(ctx.request());
            if ("100-continue".equalsIgnoreCase(ctx.request().getHeader(HttpHeaders.EXPECT))) {
                ctx.response().writeContinue();
            }
            ctx.request().resume();
        });
    }

    private Answer share(ConversationId id, String clientId, Upload.Form form) {
        return switch (media.keep(id, form.name(), form.content().getBytes())) {
            case Keeping.Kept(var file) -> tell(id, clientId, file);
            case Keeping.Refused(var reason) -> throw new RejectedRequest(switch (reason) {
                case TYPE -> HttpProblem.FILE_TYPE;
                case TOO_LARGE -> HttpProblem.FILE_TOO_LARGE;
                case UNREADABLE -> HttpProblem.UNREADABLE_IMAGE;
                case TOO_MANY -> HttpProblem.TOO_MANY_FILES;
            });
        };
    }

    private Answer tell(ConversationId id, String clientId, SharedFile file) {
        return switch (turns.run(new TurnEvent.Shared(id, clientId, file), ConversationRoutes.sender(id, null))) {
            case TurnOutcome.Done done -> new Answer(200, json -> {
                json.writeStartObject();
                ConversationRoutes.writeDone(json, done);
                json.writeFieldName("file");
                EventJson.write(json, file);
                json.writeEndObject();
            });
            case TurnOutcome.Conflict _ -> throw new RejectedRequest(HttpProblem.CONFLICT);
            case TurnOutcome.Erased _ -> throw new RejectedRequest(HttpProblem.ERASED);
            case TurnOutcome.MovedAway _ -> throw new RejectedRequest(HttpProblem.MOVED);
            case TurnOutcome.Unknown _ -> throw new RejectedRequest(HttpProblem.NOT_FOUND);
        };
    }

    private void open(RoutingContext ctx, InetAddress client) {
        var token = ConversationRoutes.token(ctx.request());
        var id = ConversationRoutes.id(ctx);
        var file = ctx.pathParam("file");
        work.answer(ctx, () -> {
            ConversationRoutes.enter(conversations, id, token);
            if (file == null || !ID.matcher(file).matches()) {
                throw new RejectedRequest(HttpProblem.NOT_FOUND);
            }
            return media.open(id, file).map(SharedFileRoutes::download)
                    .orElseThrow(() -> new RejectedRequest(HttpProblem.NOT_FOUND));
        });
    }

    /// To be saved, never to be shown: whatever is in a file, it has no page to act in.
    private static Answer download(MediaStore.Opened opened) {
        var name = opened.file().name();
        var plain = name.replaceAll("[^A-Za-z0-9._-]", "_");
        var encoded = URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20");
        return new Answer(200, Buffer.buffer(opened.content()), opened.file().mediaType(),
                Map.of("Content-Disposition", "attachment; filename=\"%s\"; filename*=UTF-8''%s".formatted(plain,
                        encoded), "Content-Security-Policy", "default-src 'none'; sandbox"));
    }
}
