package vn.motcua.bot.wire;

import java.io.IOException;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;

import vn.motcua.bot.conversation.Choice;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.knowledge.content.Citation;

/// Writes a reply in its wire shape: snake_case names, every field present, null where there is nothing.
public final class ReplyJson {
    private static final double ROUNDING = 10_000;

    private ReplyJson() {
    }

    /// Writes a reply as one JSON object.
    public static void write(JsonGenerator json, Reply reply) throws IOException {
        json.writeStartObject();
        json.writeStringField("decision", reply.decision());
        json.writeStringField("procedure", reply.procedure());
        texts(json, "facets", reply.facets());
        json.writeNumberField("confidence", Math.round(reply.confidence() * ROUNDING) / ROUNDING);
        json.writeStringField("text", reply.text());
        json.writeArrayFieldStart("choices");
        for (var choice : reply.choices()) {
            write(json, choice);
        }
        json.writeEndArray();
        json.writeArrayFieldStart("parts");
        for (var part : reply.parts()) {
            write(json, part);
        }
        json.writeEndArray();
        citations(json, reply.citations());
        json.writeStringField("article", reply.article());
        json.writeFieldName("guide");
        if (reply.guide() == null) {
            json.writeNull();
        } else {
            write(json, reply.guide());
        }
        json.writeStringField("content_version", reply.contentVersion());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Choice choice) throws IOException {
        json.writeStartObject();
        json.writeStringField("label", choice.label());
        json.writeStringField("value", choice.value());
        json.writeStringField("procedure", choice.procedure());
        json.writeStringField("facet", choice.facet());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Reply.Part part) throws IOException {
        json.writeStartObject();
        json.writeStringField("procedure", part.procedure());
        texts(json, "facets", part.facets());
        json.writeStringField("text", part.text());
        citations(json, part.citations());
        json.writeEndObject();
    }

    private static void write(JsonGenerator json, Reply.GuideProgress guide) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", guide.id());
        json.writeStringField("step", guide.step());
        json.writeStringField("asks", guide.asks());
        json.writeNumberField("done", guide.done());
        json.writeNumberField("of", guide.of());
        json.writeEndObject();
    }

    private static void citations(JsonGenerator json, List<Citation> citations) throws IOException {
        json.writeArrayFieldStart("citations");
        for (var citation : citations) {
            json.writeStartObject();
            json.writeStringField("document", citation.document());
            json.writeStringField("article", citation.article());
            var validFrom = citation.validFrom();
            json.writeStringField("valid_from", validFrom == null ? null : validFrom.toString());
            json.writeStringField("note", citation.note());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void texts(JsonGenerator json, String name, List<String> texts) throws IOException {
        json.writeArrayFieldStart(name);
        for (var text : texts) {
            json.writeString(text);
        }
        json.writeEndArray();
    }
}
