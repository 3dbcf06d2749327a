package vn.motcua.connectors.zalo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import vn.motcua.connectors.Channel;
import vn.motcua.connectors.Delivery;
import vn.motcua.connectors.Download;
import vn.motcua.connectors.Inbound;
import vn.motcua.connectors.OutboundMessage;
import vn.motcua.connectors.Outgoing;
import vn.motcua.connectors.RecentDeliveries;
import vn.motcua.connectors.ReplyWindow;
import vn.motcua.connectors.Secret;
import vn.motcua.connectors.Traits;
import vn.motcua.connectors.WebhookRequest;
import vn.motcua.connectors.media.MediaDownloads;
import vn.motcua.connectors.media.MediaHosts;

/// A Zalo official account.
public final class ZaloChannel implements Channel {
    public static final String NAME = "zalo";
    private static final String SIGNATURE = "X-ZEvent-Signature";
    private static final Traits TRAITS = new Traits(ZaloApi.LONGEST_TEXT, ZaloApi.MOST_BUTTONS, ZaloApi.LONGEST_TITLE,
            ZaloApi.LONGEST_PAYLOAD - ZaloApi.PRESSED.length(), false, false);
    private static final Duration DEADLINE = Duration.ofSeconds(14);
    private static final int MOST_DOUBLINGS = 4;
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final ZaloAccount account;
    private final ZaloApi api;
    private final ZaloAuthorisation authorisation;
    private final ZaloEvents events;
    private final ObjectMapper json = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private final MediaDownloads files;
    private final RecentDeliveries recent = new RecentDeliveries();
    private final AtomicInteger rateLimited = new AtomicInteger();

    public ZaloChannel(ZaloAccount account, ZaloTokenStore tokens, ZaloPeople people, InstantSource clock) {
        this.account = account;
        this.files = new MediaDownloads(MediaHosts.ofZalo(account.api()), null);
        this.api = new ZaloApi(account, json, clock);
        this.authorisation = new ZaloAuthorisation(account, api, tokens);
        this.events = new ZaloEvents(account.oaId(), people);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public ReplyWindow window(@Nullable Instant lastHeard, Instant now) {
        return ReplyWindow.after(lastHeard, now, ZaloApi.FREE, ReplyWindow.State.PAID, ZaloApi.OPEN);
    }

    /// Whether an administrator must authorise the account anew, at once or when the present token ends.
    public boolean needsAuthorisation() {
        return authorisation.needed();
    }

    /// Renews the tokens when it is time to; for calling every few minutes. May throw when the store is away.
    public void keepAuthorised() {
        authorisation.keep();
    }

    /// Waits for a renewal that is under way: a process that ends before the answer came loses the account.
    public void finishRenewal() {
        authorisation.finish();
    }

    /// The console tries the address without a signature and must be told that all is well.
    @Override
    public Inbound receive(WebhookRequest request) {
        if (!request.method().equals("POST")) {
            return new Inbound.Accepted(List.of(), List.of());
        }
        JsonNode event;
        try {
            event = json.readTree(request.body());
        } catch (IOException notJson) {
            return new Inbound.Forged(true); // Half of what is signed cannot be found in it.
        }
        if (event == null || !event.isObject() || !isSigned(request, event.path("timestamp").asText(""))
                || !event.path("app_id").asText(account.appId()).equals(account.appId())) {
            return new Inbound.Forged(true);
        }
        return events.read(event, HexFormat.of().formatHex(sha256(request.body())));
    }

    private boolean isSigned(WebhookRequest request, String timestamp) {
        var given = request.header(SIGNATURE).orElse("");
        var expected = HexFormat.of().formatHex(sha256(utf8(account.appId()), request.body(), utf8(timestamp),
                utf8(account.oaSecret().value())));
        return MessageDigest.isEqual(utf8(given.startsWith("mac=") ? given.substring(4) : given), utf8(expected));
    }

    private static byte[] sha256(byte[]... parts) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            for (var part : parts) {
                digest.update(part);
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException everyJdkCanDoIt) {
            throw new IllegalStateException(everyJdkCanDoIt);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Download download(String reference, int most) {
        return files.fetch(reference, most);
    }

    @Override
    public Delivery send(Outgoing outgoing) {
        long until = System.nanoTime() + DEADLINE.toNanos();
        var user = outgoing.to().id();
        return switch (outgoing.message()) {
            case OutboundMessage.Text(var text) -> message(text(user, text), until);
            case OutboundMessage.Choices(var text, var buttons) -> {
                var sent = text(user, text);
                var below = buttons(sent);
                buttons.forEach(button -> below.addObject().put("title", button.label()).put("type", ZaloApi.BUTTON)
                        .put("payload", ZaloApi.PRESSED + button.value()));
                yield message(sent, until);
            }
            case OutboundMessage.Link(var text, var label, var url) -> {
                var sent = text(user, text);
                buttons(sent).addObject().put("title", label).put("type", "oa.open.url").putObject("payload")
                        .put("url", url);
                yield message(sent, until);
            }
            case OutboundMessage.Document document -> document(outgoing, document, until);
            case OutboundMessage.Typing _ -> new Delivery.Sent(""); // Zalo shows nothing of the kind.
        };
    }

    /// Sends a message of an approved template. Costs money; nothing keeps it from being sent twice but the caller.
    public Delivery notify(ZaloNotice notice) {
        long until = System.nanoTime() + DEADLINE.toNanos();
        var body = NODES.objectNode();
        switch (notice.to()) {
            case ZaloNotice.Phone phone -> body.put("phone", phone.international());
            case ZaloNotice.User(var id) -> body.put("user_id", id);
        }
        body.put("template_id", notice.template()).put("tracking_id", notice.tracking());
        var data = body.putObject("template_data");
        notice.data().forEach(data::put);
        var result = authorised(until, (token, left) -> switch (notice.to()) {
            case ZaloNotice.Phone _ -> api.noticeByPhone(token, body, left);
            case ZaloNotice.User _ -> api.noticeByUser(token, body, left);
        });
        return result instanceof ZaloApi.Failed failed
                ? ZaloErrors.ofNotice(failed, ratePause(failed), api.now())
                : delivery(result);
    }

    private static ObjectNode to(String user) {
        var body = NODES.objectNode();
        body.putObject("recipient").put("user_id", user);
        return body;
    }

    private static ObjectNode text(String user, String text) {
        var body = to(user);
        body.putObject("message").put("text", text);
        return body;
    }

    private static ArrayNode buttons(ObjectNode body) {
        var payload = attachment(body, "template");
        ZaloApi.BUTTONS_TEMPLATE.ifPresent(type -> payload.put("template_type", type));
        return payload.putArray("buttons");
    }

    private static ObjectNode attachment(ObjectNode body, String type) {
        return body.withObject("message").putObject("attachment").put("type", type).putObject("payload");
    }

    private Delivery message(ObjectNode message, long until) {
        return delivery(authorised(until, (token, left) -> api.message(token, message, left)));
    }

    /// Calls with a token; when Zalo refuses that, once more with a new one.
    private ZaloApi.Result authorised(long until, BiFunction<Secret, Duration, ZaloApi.Result> call) {
        var access = authorisation.access(left(until));
        var result = call(access, until, call);
        if (result instanceof ZaloApi.Failed failed && ZaloErrors.isToken(failed.error())
                && access instanceof ZaloAuthorisation.Granted granted) {
            result = call(authorisation.insteadOf(granted, left(until)), until, call);
        }
        if (result instanceof ZaloApi.Ok) {
            rateLimited.set(0);
        }
        return result;
    }

    private static ZaloApi.Result call(ZaloAuthorisation.Access access, long until,
            BiFunction<Secret, Duration, ZaloApi.Result> call) {
        return switch (access) {
            case ZaloAuthorisation.Granted(var token, var _) -> call.apply(token, left(until));
            case ZaloAuthorisation.NotNow(var reason) -> new ZaloApi.NotReached(reason);
            case ZaloAuthorisation.Needed(var reason) -> new ZaloApi.NotAuthorised(reason);
        };
    }

    private static Duration left(long until) {
        return Duration.ofNanos(Math.max(0, until - System.nanoTime()));
    }

    private Delivery delivery(ZaloApi.Result result) {
        return switch (result) {
            case ZaloApi.Ok(var answer) -> {
                var data = answer.path("data");
                yield new Delivery.Sent(data.path("message_id").asText(data.path("msg_id").asText("")));
            }
            case ZaloApi.Failed failed -> ZaloErrors.ofMessage(failed, ratePause(failed), api.now());
            case ZaloApi.NotAuthorised(var reason) -> new Delivery.CredentialsFailed(reason);
            case ZaloApi.NotReached(var reason) -> new Delivery.TryLater(null, reason);
            case ZaloApi.Unclear(var reason) -> new Delivery.OutcomeUnknown(reason);
        };
    }

    /// A picture is one message with its words; any other file and its words are two, of which one may have arrived before.
    private Delivery document(Outgoing outgoing, OutboundMessage.Document document, long until) {
        var image = ZaloApi.IMAGES.contains(document.type());
        if (!image && !ZaloApi.FILES.contains(document.type())) {
            return new Delivery.Refused("Zalo takes no file of this type");
        }
        if (document.bytes().length > (image ? ZaloApi.LARGEST_IMAGE : ZaloApi.LARGEST_FILE)) {
            return new Delivery.Refused("the file is too large for Zalo");
        }
        var user = outgoing.to().id();
        if (image) {
            return upload("image", document, until, id -> {
                var message = document.caption().isBlank() ? to(user) : text(user, document.caption());
                attachment(message, "template").put("template_type", "media").putArray("elements").addObject()
                        .put("media_type", "image").put("attachment_id", id.path("attachment_id").asText());
                return message(message, until);
            });
        }
        var file = once(outgoing, "file", () -> upload("file", document, until, id -> {
            var message = to(user);
            attachment(message, "file").put("token", id.path("token").asText());
            return message(message, until);
        }));
        return file instanceof Delivery.Sent && !document.caption().isBlank()
                ? once(outgoing, "caption", () -> message(text(user, document.caption()), until))
                : file;
    }

    /// Sends a part of a message, unless an earlier try is known to have brought it.
    private Delivery once(Outgoing outgoing, String part, Supplier<Delivery> sending) {
        var name = outgoing.id() + "/" + part;
        var known = recent.find(name);
        if (known.isPresent()) {
            return new Delivery.Sent(known.get());
        }
        var delivery = sending.get();
        if (delivery instanceof Delivery.Sent(var providerId)) {
            recent.note(name, providerId);
        }
        return delivery;
    }

    /// An upload reaches nobody, so one without an answer is simply tried again.
    private Delivery upload(String kind, OutboundMessage.Document document, long until,
            Function<JsonNode, Delivery> sending) {
        var result = authorised(until, (token, left) -> api.upload(token, kind, document.name(), document.type(),
                document.bytes(), left));
        return switch (result) {
            case ZaloApi.Ok(var answer) -> sending.apply(answer.path("data"));
            case ZaloApi.Unclear(var reason) -> new Delivery.TryLater(null, "upload: " + reason);
            default -> delivery(result);
        };
    }

    /// Longer with every refusal in a row, and not the same for all who wait.
    private Duration ratePause(ZaloApi.Failed failed) {
        if (failed.error() != ZaloApi.RATE_LIMITED) {
            return ZaloApi.RATE_PAUSE;
        }
        long most = ZaloApi.RATE_PAUSE.toMillis() << Math.min(rateLimited.getAndIncrement(), MOST_DOUBLINGS);
        return Duration.ofMillis(most + ThreadLocalRandom.current().nextLong(most / 2));
    }
}
