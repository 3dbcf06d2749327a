package vn.motcua.connectors.messenger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

import vn.motcua.connectors.Address;
import vn.motcua.connectors.Inbound;
import vn.motcua.connectors.InboundEvent;
import vn.motcua.connectors.InboundEvent.Kind;
import vn.motcua.connectors.Outline;
import vn.motcua.connectors.RecentDeliveries;

/// Reads requests that are known to come from Facebook. One holds several items; one that cannot be read leaves the others.
final class MessengerEvents {
    private final ObjectMapper json;
    private final RecentDeliveries arrived;

    /// @param arrived where echoes of our own messages are noted
    MessengerEvents(ObjectMapper json, RecentDeliveries arrived) {
        this.json = json;
        this.arrived = arrived;
    }

    /// Something in an item is not as documented.
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String reason) {
            super(reason);
        }
    }

    Inbound read(byte[] body) {
        JsonNode request;
        try {
            request = json.readTree(body);
        } catch (IOException notJson) {
            return new Inbound.Unreadable("not JSON");
        }
        if (request == null || !request.isObject()) {
            return new Inbound.Unreadable("not an object");
        }
        var events = new ArrayList<InboundEvent>();
        var malformed = new ArrayList<Inbound.MalformedItem>();
        if (request.path("object").asText("").equals("page")) {
            // Items under `standby` belong to whoever else holds the conversation: they are none of ours to answer.
            request.path("entry").forEach(entry -> entry.path("messaging").forEach(item -> {
                try {
                    events.addAll(item(item, entry.path("id").asText("")));
                } catch (Unreadable unreadable) {
                    malformed.add(new Inbound.MalformedItem(name(item), Outline.of(item),
                            String.valueOf(unreadable.getMessage())));
                }
            }));
        }
        return new Inbound.Accepted(events, malformed);
    }

    /// None for what concerns nobody here: echoes, receipts, reactions, threads handed over, whatever is new.
    private List<InboundEvent> item(JsonNode item, String page) throws Unreadable {
        var message = item.path("message");
        if (message.path("is_echo").asBoolean(false) || item.path("sender").path("id").asText("").equals(page)) {
            if (message.path("metadata").isTextual()) {
                arrived.note(message.path("metadata").asText(), message.path("mid").asText(""));
            }
            return List.of();
        }
        if (message.isObject()) {
            return message.path("is_deleted").asBoolean(false) ? List.of() : message(item, message);
        }
        if (item.has("message")) {
            throw new Unreadable("the message is no object");
        }
        if (item.path("message_edit").isObject()) {
            var edit = item.path("message_edit");
            return List.of(new InboundEvent.Edited(sender(item),
                    "message/" + mid(edit) + "/edit/" + edit.path("num_edit").asInt(), at(item), text(edit)));
        }
        if (item.path("postback").isObject()) {
            return List.of(postback(item, item.path("postback")));
        }
        for (var opened : List.of("referral", "optin")) {
            if (item.path(opened).isObject()) {
                return List.of(new InboundEvent.Followed(sender(item), name(item), at(item),
                        payload(item.path(opened))));
            }
        }
        return List.of();
    }

    private List<InboundEvent> message(JsonNode item, JsonNode message) throws Unreadable {
        var sender = sender(item);
        var at = at(item);
        var id = "message/" + mid(message);
        var quick = message.path("quick_reply").path("payload");
        if (quick.isTextual()) {
            return List.of(new InboundEvent.Picked(sender, id, at, quick.asText()));
        }
        var words = message.has("text") ? text(message) : null;
        var shared = new ArrayList<InboundEvent>();
        for (var attachment : message.path("attachments")) {
            var type = attachment.path("type").asText("");
            if (words != null && type.equals("fallback")) {
                continue; // A preview of a link that stands in the text.
            }
            var payload = attachment.path("payload");
            shared.add(new InboundEvent.Shared(sender, shared.isEmpty() ? id : id + "/" + shared.size(), at,
                    kind(type, payload), given(payload.path("url")), null, shared.isEmpty() ? words : null));
        }
        if (!shared.isEmpty()) {
            return shared;
        }
        if (words == null) {
            throw new Unreadable("neither text nor attachments");
        }
        return List.of(new InboundEvent.Said(sender, id, at, words));
    }

    /// Until September 2026 a sticker came as an image with a number; since then it may have a type of its own.
    private static Kind kind(String type, JsonNode payload) {
        if (payload.has("sticker_id") || type.equals("sticker")) {
            return Kind.STICKER;
        }
        return switch (type) {
            case "image" -> Kind.PHOTO;
            case "audio" -> Kind.VOICE;
            case "video" -> Kind.VIDEO;
            case "file" -> Kind.FILE;
            case "location" -> Kind.LOCATION;
            default -> Kind.OTHER;
        };
    }

    private InboundEvent postback(JsonNode item, JsonNode postback) throws Unreadable {
        var payload = postback.path("payload");
        if (!payload.isTextual()) {
            throw new Unreadable("a button without payload");
        }
        return payload.asText().equals(MessengerApi.GET_STARTED)
                ? new InboundEvent.Followed(sender(item), name(item), at(item), payload(postback.path("referral")))
                : new InboundEvent.Picked(sender(item), name(item), at(item), payload.asText());
    }

    private static @Nullable String payload(JsonNode opened) {
        return opened.path("ref").isTextual() ? given(opened.path("ref")) : given(opened.path("payload"));
    }

    private static @Nullable String given(JsonNode text) {
        return text.asText("").isBlank() ? null : text.asText();
    }

    private static Address sender(JsonNode item) throws Unreadable {
        var id = item.path("sender").path("id").asText("");
        if (id.isBlank()) {
            throw new Unreadable("nobody sent it");
        }
        return new Address(MessengerChannel.NAME, id);
    }

    private static Instant at(JsonNode item) throws Unreadable {
        var timestamp = item.path("timestamp").asText("");
        if (!timestamp.matches("\\d{1,15}")) {
            throw new Unreadable("the time is not a number");
        }
        return Instant.ofEpochMilli(Long.parseLong(timestamp));
    }

    private static String mid(JsonNode message) throws Unreadable {
        var mid = message.path("mid").asText("");
        if (mid.isBlank()) {
            throw new Unreadable("a message without a name");
        }
        return mid;
    }

    private static String text(JsonNode message) throws Unreadable {
        if (!message.path("text").isTextual()) {
            throw new Unreadable("the text is no text");
        }
        return message.path("text").asText();
    }

    /// The provider's name for an item, or else one made of its content.
    private static String name(JsonNode item) {
        for (var part : List.of("message", "postback", "message_edit")) {
            var mid = item.path(part).path("mid").asText("");
            if (!mid.isBlank()) {
                return part + "/" + mid;
            }
        }
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(item.toString().getBytes(StandardCharsets.UTF_8));
            return "item/" + HexFormat.of().formatHex(hash);
        } catch (NoSuchAlgorithmException everyJdkCanDoIt) {
            throw new IllegalStateException(everyJdkCanDoIt);
        }
    }
}
