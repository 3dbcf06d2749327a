package vn.motcua.connectors.messenger;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.InvalidKeyException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import java.util.function.Supplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

import vn.motcua.connectors.Channel;
import vn.motcua.connectors.Delivery;
import vn.motcua.connectors.Download;
import vn.motcua.connectors.Inbound;
import vn.motcua.connectors.OutboundMessage;
import vn.motcua.connectors.Outgoing;
import vn.motcua.connectors.Outgoing.Author;
import vn.motcua.connectors.RecentDeliveries;
import vn.motcua.connectors.ReplyWindow;
import vn.motcua.connectors.Secret;
import vn.motcua.connectors.Traits;
import vn.motcua.connectors.WebhookRequest;
import vn.motcua.connectors.http.Content;
import vn.motcua.connectors.media.MediaDownloads;
import vn.motcua.connectors.media.MediaHosts;

/// A Facebook page's Messenger.
public final class MessengerChannel implements Channel {
    public static final String NAME = "messenger";
    private static final String SIGNATURE = "X-Hub-Signature-256";
    private static final Traits TRAITS = new Traits(MessengerApi.LONGEST_TEXT, MessengerApi.MOST_QUICK_REPLIES,
            MessengerApi.LONGEST_TITLE, MessengerApi.LONGEST_PAYLOAD, true, false);
    private static final Duration DEADLINE = Duration.ofSeconds(14);
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Secret appSecret;
    private final @Nullable Secret verifyToken;
    private final MessengerApi api;
    private final MessengerEvents events;
    private final MediaDownloads files;
    private final RecentDeliveries arrived = new RecentDeliveries();
    private final InstantSource clock;

    /// @param verifyToken without it Facebook cannot set the webhook anew
    public MessengerChannel(Secret appSecret, @Nullable Secret verifyToken, Secret pageToken, URI api,
            InstantSource clock) {
        ObjectMapper json = JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();
        this.appSecret = appSecret;
        this.verifyToken = verifyToken;
        this.files = new MediaDownloads(MediaHosts.ofMessenger(api), null);
        this.api = new MessengerApi(api, pageToken, json);
        this.events = new MessengerEvents(json, arrived);
        this.clock = clock;
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
        return ReplyWindow.after(lastHeard, now, MessengerApi.FREE, ReplyWindow.State.OFFICER_ONLY,
                MessengerApi.OFFICER);
    }

    @Override
    public Inbound receive(WebhookRequest request) {
        return switch (request.method()) {
            case "GET" -> verification(request.query());
            case "POST" -> isSigned(request) ? events.read(request.body()) : new Inbound.Forged(false);
            default -> new Inbound.Forged(false);
        };
    }

    private Inbound verification(Map<String, String> query) {
        var challenge = query.getOrDefault("hub.challenge", "");
        var given = query.getOrDefault("hub.verify_token", "");
        return verifyToken != null && query.getOrDefault("hub.mode", "").equals("subscribe") && !challenge.isBlank()
                && MessageDigest.isEqual(utf8(given), utf8(verifyToken.value()))
                        ? new Inbound.Challenge(challenge)
                        : new Inbound.Forged(false);
    }

    private boolean isSigned(WebhookRequest request) {
        try {
            var mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(utf8(appSecret.value()), "HmacSHA256"));
            var expected = "sha256=" + HexFormat.of().formatHex(mac.doFinal(request.body()));
            return MessageDigest.isEqual(utf8(request.header(SIGNATURE).orElse("")), utf8(expected));
        } catch (NoSuchAlgorithmException | InvalidKeyException everyJdkCanDoIt) {
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
        return switch (outgoing.message()) {
            case OutboundMessage.Text(var text) -> text(outgoing, outgoing.id(), text, until);
            case OutboundMessage.Choices(var text, var buttons) -> once(outgoing, outgoing.id(), () -> {
                var sent = message(outgoing, outgoing.id());
                var replies = message(sent).put("text", text).putArray("quick_replies");
                buttons.forEach(button -> replies.addObject().put("content_type", "text").put("title", button.label())
                        .put("payload", button.value()));
                return post(sent, until);
            });
            case OutboundMessage.Link link -> link(outgoing, link, until);
            case OutboundMessage.Document document -> document(outgoing, document, until);
            case OutboundMessage.Typing _ -> {
                var action = NODES.objectNode().put("sender_action", "typing_on");
                action.putObject("recipient").put("id", outgoing.to().id());
                yield post(action, until);
            }
        };
    }

    private Delivery text(Outgoing outgoing, String name, String text, long until) {
        return once(outgoing, name, () -> {
            var sent = message(outgoing, name);
            message(sent).put("text", text);
            return post(sent, until);
        });
    }

    /// As a button where the words fit over one, else as an address in the text.
    private Delivery link(Outgoing outgoing, OutboundMessage.Link link, long until) {
        if (link.text().length() > MessengerApi.LONGEST_BUTTON_TEXT
                || link.label().length() > MessengerApi.LONGEST_TITLE) {
            var address = link.label() + ": " + link.url();
            var whole = link.text() + "\n\n" + address;
            if (whole.length() <= MessengerApi.LONGEST_TEXT) {
                return text(outgoing, outgoing.id(), whole, until);
            }
            var words = text(outgoing, outgoing.id() + "/text", link.text(), until);
            return words instanceof Delivery.Sent ? text(outgoing, outgoing.id() + "/link", address, until) : words;
        }
        return once(outgoing, outgoing.id(), () -> {
            var sent = message(outgoing, outgoing.id());
            message(sent).putObject("attachment").put("type", "template").putObject("payload")
                    .put("template_type", "button").put("text", link.text()).putArray("buttons").addObject()
                    .put("type", "web_url").put("title", link.label()).put("url", link.url());
            return post(sent, until);
        });
    }

    /// The file, then its words; of the two one may have arrived before. An upload reaches nobody.
    private Delivery document(Outgoing outgoing, OutboundMessage.Document document, long until) {
        var type = document.type().startsWith("image/") ? "image" : "file";
        if (document.bytes().length > (type.equals("image") ? MessengerApi.LARGEST_IMAGE : MessengerApi.LARGEST_FILE)) {
            return new Delivery.Refused("the file is too large for Messenger");
        }
        var file = once(outgoing, outgoing.id() + "/file", () -> {
            var description = NODES.objectNode();
            description.putObject("attachment").put("type", type).putObject("payload").put("is_reusable", true);
            var upload = api.post("message_attachments", Content.upload(Map.of("message", description.toString()),
                    "filedata", document.name(), document.type(), document.bytes()), left(until));
            return switch (upload) {
                case MessengerApi.Ok(var answer) -> {
                    var sent = message(outgoing, outgoing.id() + "/file");
                    message(sent).putObject("attachment").put("type", type).putObject("payload").put("attachment_id",
                            answer.path("attachment_id").asText());
                    yield post(sent, until);
                }
                case MessengerApi.Unclear(var reason) -> new Delivery.TryLater(null, "upload: " + reason);
                case MessengerApi.Failed _,MessengerApi.NotReached _ -> delivery(upload);
            };
        });
        return file instanceof Delivery.Sent && !document.caption().isBlank()
                ? text(outgoing, outgoing.id() + "/caption", document.caption(), until)
                : file;
    }

    /// Sends, unless Facebook's echo or an earlier answer has told that it is there already. Of a whole message that is asked
    /// only when an earlier try may have arrived.
    private Delivery once(Outgoing outgoing, String name, Supplier<Delivery> sending) {
        var known = arrived.find(name);
        if (known.isPresent() && (outgoing.again() || !name.equals(outgoing.id()))) {
            return new Delivery.Sent(known.get());
        }
        var delivery = sending.get();
        if (delivery instanceof Delivery.Sent(var providerId)) {
            arrived.note(name, providerId);
        }
        return delivery;
    }

    /// A message to be filled. Within the window it is a response; after it, only what an officer wrote may be sent.
    ///
    /// @param name comes back with the echo
    private ObjectNode message(Outgoing outgoing, String name) {
        var body = NODES.objectNode();
        body.putObject("recipient").put("id", outgoing.to().id());
        var window = window(outgoing.lastHeard(), clock.instant()).state();
        if (outgoing.author() == Author.OFFICER && window == ReplyWindow.State.OFFICER_ONLY) {
            body.put("messaging_type", "MESSAGE_TAG").put("tag", "HUMAN_AGENT");
        } else {
            body.put("messaging_type", "RESPONSE");
        }
        body.putObject("message").put("metadata", name);
        return body;
    }

    private static ObjectNode message(ObjectNode body) {
        return body.withObject("message");
    }

    private Delivery post(ObjectNode body, long until) {
        return delivery(api.post("messages", Content.json(body), left(until)));
    }

    private static Duration left(long until) {
        return Duration.ofNanos(Math.max(0, until - System.nanoTime()));
    }

    private static Delivery delivery(MessengerApi.Result result) {
        return switch (result) {
            case MessengerApi.Ok(var answer) -> new Delivery.Sent(answer.path("message_id").asText(""));
            case MessengerApi.Failed failed -> MessengerErrors.of(failed);
            case MessengerApi.NotReached(var reason) -> new Delivery.TryLater(null, reason);
            case MessengerApi.Unclear(var reason) -> new Delivery.OutcomeUnknown(reason);
        };
    }
}
