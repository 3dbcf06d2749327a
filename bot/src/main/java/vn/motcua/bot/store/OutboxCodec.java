package vn.motcua.bot.store;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonSubTypes.Type;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

import vn.motcua.connectors.OutboundMessage;

/// Messages to JSON columns and back.
final class OutboxCodec {
    private static final ObjectMapper JSON = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).addMixIn(OutboundMessage.class, Kinds.class)
            .build();

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
    @JsonSubTypes({@Type(value = OutboundMessage.Text.class, name = "text"),
            @Type(value = OutboundMessage.Choices.class, name = "choices"),
            @Type(value = OutboundMessage.Link.class, name = "link"),
            @Type(value = OutboundMessage.Document.class, name = "document"),
            @Type(value = OutboundMessage.Typing.class, name = "typing")})
    private interface Kinds {
    }

    private OutboxCodec() {
    }

    static String write(OutboundMessage message) {
        try {
            return JSON.writerFor(OutboundMessage.class).writeValueAsString(message);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException("not storable: " + message.getClass().getSimpleName(), failure);
        }
    }

    static OutboundMessage read(String json) {
        try {
            return JSON.readValue(json, OutboundMessage.class);
        } catch (JsonProcessingException failure) {
            throw new StorageException("a stored message cannot be read", failure);
        }
    }
}
