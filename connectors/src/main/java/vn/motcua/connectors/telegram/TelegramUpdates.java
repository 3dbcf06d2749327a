package vn.motcua.connectors.telegram;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.Update;
import org.telegram.telegrambots.meta.api.objects.message.Message;

import vn.motcua.connectors.Address;
import vn.motcua.connectors.Inbound;
import vn.motcua.connectors.InboundEvent;
import vn.motcua.connectors.InboundEvent.Kind;

/// Reads updates into events. Ids of updates are read apart, since the library's type holds 32 bits of them.
final class TelegramUpdates {
    private static final int MOST_NAMES = 60;

    private final ObjectMapper json;

    TelegramUpdates(ObjectMapper json) {
        this.json = json;
    }

    /// A body that Telegram posted.
    Inbound read(byte[] body) {
        JsonNode update;
        try {
            update = json.readTree(body);
        } catch (IOException notJson) {
            return new Inbound.Unreadable("not JSON");
        }
        if (update == null || !update.isObject()) {
            return new Inbound.Unreadable("not an object");
        }
        var id = update.get("update_id");
        if (id != null && !(id.isIntegralNumber() && id.canConvertToLong())) {
            return new Inbound.Unreadable("update_id is not a number");
        }
        return read((ObjectNode) update);
    }

    /// One update as an object.
    Inbound.Accepted read(ObjectNode update) {
        var id = update.remove("update_id");
        if (id == null || !id.isIntegralNumber()) {
            return new Inbound.Accepted(List.of(), List.of());
        }
        var name = "update/" + id.asLong();
        try {
            var event = event(json.treeToValue(update, Update.class), name);
            return new Inbound.Accepted(event.map(List::of).orElse(List.of()), List.of());
        } catch (JsonProcessingException | RuntimeException unreadable) {
            return new Inbound.Accepted(List.of(), List.of(new Inbound.MalformedItem(name, outline(update),
                    unreadable.getClass().getSimpleName())));
        }
    }

    private Optional<InboundEvent> event(Update update, String id) {
        if (update.getMessage() != null) {
            return message(update.getMessage(), id, false);
        }
        if (update.getEditedMessage() != null) {
            return message(update.getEditedMessage(), id, true);
        }
        if (update.getCallbackQuery() != null) {
            return pressed(update.getCallbackQuery());
        }
        var member = update.getMyChatMember();
        if (member != null && "private".equals(member.getChat().getType())
                && List.of("kicked", "left").contains(member.getNewChatMember().getStatus())) {
            return Optional.of(new InboundEvent.Left(address(member.getChat().getId()), id,
                    Instant.ofEpochSecond(member.getDate())));
        }
        return Optional.empty();
    }

    private Optional<InboundEvent> pressed(CallbackQuery query) {
        var message = query.getMessage();
        if (query.getData() == null || message != null && !"private".equals(message.getChat().getType())) {
            return Optional.empty();
        }
        // The chat of a private conversation has the id of the person.
        return Optional.of(new InboundEvent.Picked(address(query.getFrom().getId()), "callback/" + query.getId(),
                Instant.now(), query.getData()));
    }

    private Optional<InboundEvent> message(Message message, String id, boolean edited) {
        var at = Instant.ofEpochSecond(edited && message.getEditDate() != null
                ? message.getEditDate()
                : message.getDate());
        var chat = message.getChat();
        var address = address(chat.getId());
        if (message.getFrom() == null || Boolean.TRUE.equals(message.getFrom().getIsBot())) {
            return Optional.empty();
        }
        if (!"private".equals(chat.getType())) {
            return edited || "channel".equals(chat.getType())
                    ? Optional.empty()
                    : Optional.of(new InboundEvent.InGroup(address, id, at));
        }
        var text = message.getText();
        if (text == null) {
            return shared(message, address, id, at);
        }
        if (edited) {
            return Optional.of(new InboundEvent.Edited(address, id, at, text));
        }
        return Optional.of(text.equals("/start") || text.startsWith("/start ")
                ? new InboundEvent.Followed(address, id, at, payload(text))
                : new InboundEvent.Said(address, id, at, text));
    }

    private static @Nullable String payload(String start) {
        var payload = start.substring("/start".length()).strip();
        return payload.matches("[A-Za-z0-9_-]{1,64}") ? payload : null;
    }

    private static Optional<InboundEvent> shared(Message message, Address address, String id, Instant at) {
        var caption = message.getCaption();
        if (message.getPhoto() != null && !message.getPhoto().isEmpty()) {
            return file(address, id, at, Kind.PHOTO, message.getPhoto().getLast().getFileId(), null, caption);
        }
        if (message.getVoice() != null) {
            return file(address, id, at, Kind.VOICE, message.getVoice().getFileId(), null, caption);
        }
        if (message.getAudio() != null) {
            return file(address, id, at, Kind.VOICE, message.getAudio().getFileId(), null, caption);
        }
        if (message.getVideoNote() != null) {
            return file(address, id, at, Kind.VIDEO, message.getVideoNote().getFileId(), null, null);
        }
        if (message.getVideo() != null) {
            return file(address, id, at, Kind.VIDEO, message.getVideo().getFileId(), null, caption);
        }
        if (message.getSticker() != null) {
            return file(address, id, at, Kind.STICKER, message.getSticker().getFileId(), null, null);
        }
        if (message.getDocument() != null) {
            return file(address, id, at, Kind.FILE, message.getDocument().getFileId(),
                    message.getDocument().getFileName(), caption);
        }
        if (message.getLocation() != null) {
            return file(address, id, at, Kind.LOCATION, null, null, null);
        }
        if (message.getContact() != null) {
            return file(address, id, at, Kind.CONTACT, null, null, null);
        }
        // A pinned message, somebody's new picture: nothing that the citizen says to us.
        return Optional.empty();
    }

    private static Optional<InboundEvent> file(Address address, String id, Instant at, Kind kind,
            @Nullable String reference, @Nullable String name, @Nullable String caption) {
        return Optional.of(new InboundEvent.Shared(address, id, at, kind, reference, name, caption));
    }

    private static Address address(long chat) {
        return new Address(TelegramChannel.NAME, Long.toString(chat));
    }

    private static String outline(JsonNode item) {
        var names = new TreeSet<String>();
        item.properties().forEach(entry -> {
            names.add(entry.getKey());
            entry.getValue().properties().forEach(inner -> names.add(entry.getKey() + "." + inner.getKey()));
        });
        return String.join(" ", names.stream().limit(MOST_NAMES).toList());
    }

    /// A text in bytes, for comparing.
    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
