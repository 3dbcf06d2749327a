package vn.motcua.bot.wire;

import java.io.IOException;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Locale;

import com.fasterxml.jackson.core.JsonGenerator;

import vn.motcua.bot.conversation.SharedFile;
import vn.motcua.bot.conversation.TranscriptEvent;

/// Writes a transcript event in its wire shape. Times are those of Vietnam.
public final class EventJson {
    private static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");

    private EventJson() {
    }

    /// Writes an event as one JSON object.
    public static void write(JsonGenerator json, TranscriptEvent event) throws IOException {
        json.writeStartObject();
        json.writeNumberField("seq", event.seq());
        json.writeStringField("at", DateTimeFormatter.ISO_OFFSET_DATE_TIME
                .format(event.at().truncatedTo(ChronoUnit.MILLIS).atZone(VIETNAM)));
        switch (event) {
            case TranscriptEvent.Said said -> {
                head(json, "said", "citizen");
                json.writeStringField("text", said.text());
                json.writeStringField("choice", said.choice());
            }
            case TranscriptEvent.Withheld withheld -> {
                head(json, "said", "citizen");
                json.writeStringField("text", withheld.text());
                json.writeStringField("choice", null);
                json.writeBooleanField("withheld", true);
            }
            case TranscriptEvent.Shared shared -> {
                head(json, "file", "citizen");
                json.writeFieldName("file");
                write(json, shared.file());
            }
            case TranscriptEvent.Attached shared -> {
                head(json, "file", "citizen");
                json.writeStringField("kind", shared.kind());
                json.writeStringField("name", shared.name());
                json.writeStringField("text", shared.caption());
                if (shared.file() != null) {
                    json.writeFieldName("file");
                    write(json, shared.file());
                }
                if (shared.missing() != null) {
                    json.writeStringField("missing", shared.missing());
                }
            }
            case TranscriptEvent.Replied replied -> {
                head(json, "replied", "bot");
                json.writeFieldName("reply");
                ReplyJson.write(json, replied.reply());
            }
            case TranscriptEvent.SpeakerChanged changed -> {
                head(json, "speaker", "system");
                json.writeStringField("speaker", changed.speaker().wire());
            }
            case TranscriptEvent.Moved moved -> {
                head(json, "moved", "system");
                json.writeStringField("channel", moved.channel());
                json.writeStringField("conversation", moved.into());
            }
        }
        json.writeEndObject();
    }

    /// Writes that somebody is typing, which is no event of the transcript and has no number.
    public static void writeTyping(JsonGenerator json, String by) throws IOException {
        json.writeStartObject();
        head(json, "typing", by);
        json.writeEndObject();
    }

    /// Writes what is known of a file as one JSON object.
    public static void write(JsonGenerator json, SharedFile file) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", file.id());
        json.writeStringField("name", file.name());
        json.writeStringField("media_type", file.mediaType());
        json.writeNumberField("size", file.size());
        json.writeStringField("kind", file.kind().name().toLowerCase(Locale.ROOT));
        json.writeEndObject();
    }

    private static void head(JsonGenerator json, String type, String by) throws IOException {
        json.writeStringField("type", type);
        json.writeStringField("by", by);
    }
}
