package vn.motcua.connectors.zalo;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

import vn.motcua.connectors.Address;
import vn.motcua.connectors.Inbound;
import vn.motcua.connectors.InboundEvent;
import vn.motcua.connectors.InboundEvent.Kind;
import vn.motcua.connectors.Outline;

/// Reads events that are known to come from Zalo.
final class ZaloEvents {
    private final @Nullable String oaId;
    private final ZaloPeople people;

    ZaloEvents(@Nullable String oaId, ZaloPeople people) {
        this.oaId = oaId;
        this.people = people;
    }

    /// Something in an event is not as documented.
    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1;

        Unreadable(String reason) {
            super(reason);
        }
    }

    /// @param bodyId names the whole body, for events that have no name of their own
    Inbound.Accepted read(JsonNode event, String bodyId) {
        var messageId = event.path("message").path("msg_id").asText("");
        var id = messageId.isBlank() ? "body/" + bodyId : "message/" + messageId;
        try {
            return new Inbound.Accepted(event(event, id).map(List::of).orElse(List.of()), List.of());
        } catch (Unreadable unreadable) {
            return new Inbound.Accepted(List.of(), List.of(new Inbound.MalformedItem(id, Outline.of(event),
                    String.valueOf(unreadable.getMessage()))));
        }
    }

    /// Empty for what concerns nobody here: our own messages coming back, receipts, reactions, groups, whatever is new.
    private Optional<InboundEvent> event(JsonNode event, String id) throws Unreadable {
        return switch (event.path("event_name").asText("")) {
            case "user_send_text" -> Optional.of(text(event, id));
            case "user_send_link" -> Optional.of(link(event, id));
            case "user_send_image", "user_send_gif" -> Optional.of(shared(event, id, Kind.PHOTO));
            case "user_send_file" -> Optional.of(shared(event, id, Kind.FILE));
            case "user_send_audio" -> Optional.of(shared(event, id, Kind.VOICE));
            case "user_send_video" -> Optional.of(shared(event, id, Kind.VIDEO));
            case "user_send_sticker" -> Optional.of(shared(event, id, Kind.STICKER));
            case "user_send_location" -> Optional.of(without(event, id, Kind.LOCATION));
            // A card and a filled form hold personal data, which this channel may not carry: only that they came is told.
            case "user_send_business_card", "user_submit_info" -> Optional.of(without(event, id, Kind.CONTACT));
            case "follow", "user_click_chatnow" ->
                Optional.of(new InboundEvent.Followed(sender(event), id, at(event), null));
            case "unfollow" -> Optional.of(new InboundEvent.Left(sender(event), id, at(event)));
            case "user_withdraw" -> Optional.of(new InboundEvent.WithdrewConsent(withdrawer(event), id, at(event)));
            default -> Optional.empty();
        };
    }

    private InboundEvent text(JsonNode event, String id) throws Unreadable {
        var text = event.path("message").path("text");
        if (!text.isTextual()) {
            throw new Unreadable("a text message without text");
        }
        return text.asText().startsWith(ZaloApi.PRESSED)
                ? new InboundEvent.Picked(sender(event), id, at(event),
                        text.asText().substring(ZaloApi.PRESSED.length()))
                : new InboundEvent.Said(sender(event), id, at(event), text.asText());
    }

    /// A link is something that the citizen wrote.
    private InboundEvent link(JsonNode event, String id) throws Unreadable {
        var text = event.path("message").path("text").asText("");
        var url = payload(event).path("url").asText("");
        if (text.isBlank() && url.isBlank()) {
            throw new Unreadable("a link without an address");
        }
        return new InboundEvent.Said(sender(event), id, at(event), text.isBlank() ? url : text);
    }

    private InboundEvent shared(JsonNode event, String id, Kind kind) throws Unreadable {
        var payload = payload(event);
        var url = payload.path("url").asText("");
        if (url.isBlank()) {
            throw new Unreadable("an attachment without an address");
        }
        return new InboundEvent.Shared(sender(event), id, at(event), kind, url, given(payload.path("name")),
                given(event.path("message").path("text")));
    }

    private InboundEvent without(JsonNode event, String id, Kind kind) throws Unreadable {
        return new InboundEvent.Shared(sender(event), id, at(event), kind, null, null, null);
    }

    private static JsonNode payload(JsonNode event) {
        return event.path("message").path("attachments").path(0).path("payload");
    }

    private static @Nullable String given(JsonNode text) {
        return text.asText("").isBlank() ? null : text.asText();
    }

    /// The citizen of an event, who is noted under both names.
    private Address sender(JsonNode event) throws Unreadable {
        var account = event.path("recipient").path("id").asText(event.path("oa_id").asText(""));
        if (oaId != null && !account.isBlank() && !account.equals(oaId)) {
            throw new Unreadable("for another account");
        }
        var id = event.path("sender").path("id").asText(event.path("follower").path("id").asText(""));
        if (id.isBlank()) {
            throw new Unreadable("nobody sent it");
        }
        var byApp = event.path("user_id_by_app").asText("");
        if (!byApp.isBlank()) {
            people.note(byApp, id);
        }
        return new Address(ZaloChannel.NAME, id);
    }

    /// Who takes back the consent is named as a person of the app only.
    private Address withdrawer(JsonNode event) throws Unreadable {
        if (event.path("sender").path("id").isTextual()) {
            return sender(event);
        }
        var byApp = event.path("user_id_by_app").asText("");
        return new Address(ZaloChannel.NAME, people.find(byApp)
                .orElseThrow(() -> new Unreadable("somebody who never wrote to us takes back the consent")));
    }

    /// Milliseconds, usually written as a text.
    private static Instant at(JsonNode event) throws Unreadable {
        var timestamp = event.path("timestamp").asText("");
        if (!timestamp.matches("\\d{1,15}")) {
            throw new Unreadable("the time is not a number");
        }
        return Instant.ofEpochMilli(Long.parseLong(timestamp));
    }
}
