package vn.motcua.bot.store;

import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.cfg.EnumFeature;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.conversation.SharedFile;
import vn.motcua.bot.conversation.Speaker;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.bot.conversation.TranscriptEvent.Attached;
import vn.motcua.bot.conversation.TranscriptEvent.Moved;
import vn.motcua.bot.conversation.TranscriptEvent.Replied;
import vn.motcua.bot.conversation.TranscriptEvent.Said;
import vn.motcua.bot.conversation.TranscriptEvent.Shared;
import vn.motcua.bot.conversation.TranscriptEvent.SpeakerChanged;
import vn.motcua.bot.conversation.TranscriptEvent.Withheld;

/// Values to JSON columns and back. Nulls are not written, fields nobody here knows are skipped, lists that are missing
/// are empty: rows of an older and of a newer version can be read.
final class ConversationCodec {
    private static final ObjectMapper JSON = mapper();

    /// One transcript event in columns.
    ///
    /// @param at epoch milliseconds
    record Row(long seq, long at, String type, String by, String body) {
    }

    String write(DialogueState state) {
        return json(state);
    }

    DialogueState dialogue(String json) {
        return read(json, DialogueState.class);
    }

    Speaker speaker(String wire) {
        return Speaker.valueOf(wire.toUpperCase(Locale.ROOT));
    }

    Row row(TranscriptEvent event) {
        return switch (event) {
            case Said said -> row(event, "said", "citizen", new SaidBody(said.text(), said.choice(), null));
            case Withheld withheld -> row(event, "said", "citizen", new SaidBody(withheld.text(), null, true));
            case Shared shared -> row(event, "file", "citizen", shared.file());
            case Attached attached -> row(event, "attached", "citizen",
                    new AttachedBody(attached.kind(), attached.reference(), attached.name(), attached.caption(),
                            attached.file(), attached.missing()));
            case Replied replied -> row(event, "replied", "bot", replied.reply());
            case SpeakerChanged changed -> row(event, "speaker", "system", new SpeakerBody(changed.speaker()));
            case Moved moved -> row(event, "moved", "system", new MovedBody(moved.channel(), moved.into()));
        };
    }

    TranscriptEvent event(long seq, Instant at, String type, String body) {
        return switch (type) {
            case "said" -> {
                var said = read(body, SaidBody.class);
                yield Boolean.TRUE.equals(said.withheld())
                        ? new Withheld(seq, at, said.text())
                        : new Said(seq, at, said.text(), said.choice());
            }
            case "file" -> new Shared(seq, at, read(body, SharedFile.class));
            case "attached" -> {
                var attached = read(body, AttachedBody.class);
                yield new Attached(seq, at, attached.kind(), attached.reference(), attached.name(), attached.caption(),
                        attached.file(), attached.missing());
            }
            case "replied" -> new Replied(seq, at, read(body, Reply.class));
            case "speaker" -> new SpeakerChanged(seq, at, read(body, SpeakerBody.class).speaker());
            case "moved" -> {
                var moved = read(body, MovedBody.class);
                yield new Moved(seq, at, moved.channel(), moved.into());
            }
            default -> throw new IllegalArgumentException("no transcript event is called " + type);
        };
    }

    /// @param withheld true, or null; a version that does not know it still reads a text that tells nothing
    private record SaidBody(String text, @Nullable String choice, @Nullable Boolean withheld) {
    }

    private record AttachedBody(String kind, @Nullable String reference, @Nullable String name,
            @Nullable String caption, @Nullable SharedFile file, @Nullable String missing) {
    }

    private record MovedBody(String channel, @Nullable String into) {
    }

    private record SpeakerBody(Speaker speaker) {
    }

    private static Row row(TranscriptEvent event, String type, String by, Object body) {
        return new Row(event.seq(), event.at().toEpochMilli(), type, by, json(body));
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException failure) {
            throw new IllegalArgumentException("not storable: " + value.getClass().getSimpleName(), failure);
        }
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return JSON.readValue(json, type);
        } catch (JsonProcessingException failure) {
            throw new StorageException("a stored %s cannot be read".formatted(type.getSimpleName()), failure);
        }
    }

    private static ObjectMapper mapper() {
        return JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(EnumFeature.WRITE_ENUMS_TO_LOWERCASE).enable(MapperFeature.ACCEPT_CASE_INSENSITIVE_ENUMS)
                .defaultPropertyInclusion(JsonInclude.Value.construct(JsonInclude.Include.NON_NULL,
                        JsonInclude.Include.ALWAYS))
                .withConfigOverride(List.class,
                        list -> list.setSetterInfo(JsonSetter.Value.forValueNulls(Nulls.AS_EMPTY)))
                .addModule(new SimpleModule().addSerializer(LocalDate.class, new DateWriter())
                        .addDeserializer(LocalDate.class, new DateReader()))
                .build();
    }

    private static final class DateWriter extends StdScalarSerializer<LocalDate> {
        DateWriter() {
            super(LocalDate.class);
        }

        @Override
        public void serialize(LocalDate date, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeString(date.toString());
        }
    }

    private static final class DateReader extends StdScalarDeserializer<LocalDate> {
        DateReader() {
            super(LocalDate.class);
        }

        @Override
        public LocalDate deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return LocalDate.parse(json.getText());
        }
    }
}
