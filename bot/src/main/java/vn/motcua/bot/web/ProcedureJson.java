package vn.motcua.bot.web;

import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

import com.fasterxml.jackson.core.JsonGenerator;
import org.jspecify.annotations.Nullable;

import vn.motcua.knowledge.content.Assurance;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.FilingChannel;
import vn.motcua.knowledge.content.Localized;
import vn.motcua.knowledge.content.Procedure;
import vn.motcua.knowledge.content.Procedure.FactList;

/// Writes a procedure for other systems: every fact with its assurance, null where something is not known.
final class ProcedureJson {
    private final JsonGenerator json;

    private ProcedureJson(JsonGenerator json) {
        this.json = json;
    }

    static void write(JsonGenerator json, Content content, Procedure procedure) throws IOException {
        new ProcedureJson(json).write(content, procedure);
    }

    private void write(Content content, Procedure procedure) throws IOException {
        json.writeStartObject();
        json.writeStringField("id", procedure.id());
        text("title", procedure.title());
        json.writeStringField("field", procedure.field());
        json.writeStringField("level", procedure.level());
        day("valid_from", procedure.validFrom());
        day("valid_to", procedure.validTo());
        text("summary", procedure.summary());
        code(procedure.code());
        where(content, procedure.where());
        times(procedure);
        fees(procedure);
        list("documents", procedure.documents());
        list("steps", procedure.steps());
        list("conditions", procedure.conditions());
        json.writeObjectFieldStart("result");
        text("text", procedure.result().text());
        assurance(procedure.result().assurance());
        json.writeEndObject();
        list("forms", procedure.forms());
        obligations(procedure);
        legal(content, procedure);
        json.writeStringField("content_version", content.version());
        json.writeEndObject();
    }

    private void code(Procedure.Code code) throws IOException {
        json.writeObjectFieldStart("code");
        json.writeStringField("value", code.value());
        text("note", code.note());
        assurance(code.assurance());
        json.writeEndObject();
    }

    private void where(Content content, Procedure.Where where) throws IOException {
        var agency = content.agencies().get(where.agency());
        var portal = content.portals().get(where.portal());
        json.writeObjectFieldStart("where");
        json.writeObjectFieldStart("agency");
        json.writeStringField("id", where.agency());
        text("name", agency == null ? null : agency.name());
        json.writeStringField("address", agency == null ? null : agency.address());
        json.writeStringField("phone", agency == null ? null : agency.phone());
        text("hours", agency == null ? null : agency.hours());
        json.writeEndObject();
        json.writeObjectFieldStart("portal");
        json.writeStringField("id", where.portal());
        text("name", portal == null ? null : portal.name());
        json.writeStringField("url", portal == null ? null : portal.url());
        json.writeEndObject();
        channels(where.channels());
        assurance(where.assurance());
        json.writeEndObject();
    }

    private void times(Procedure procedure) throws IOException {
        json.writeArrayFieldStart("time_limits");
        for (var limit : procedure.timeLimits()) {
            json.writeStartObject();
            text("case", limit.applies());
            number("amount", limit.amount());
            json.writeStringField("unit", limit.unit().wire());
            text("counted_from", limit.countedFrom());
            text("note", limit.note());
            assurance(limit.assurance());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void fees(Procedure procedure) throws IOException {
        json.writeArrayFieldStart("fees");
        for (var fee : procedure.fees()) {
            json.writeStartObject();
            text("name", fee.name());
            channels(fee.channels());
            number("amount_vnd", fee.amountVnd());
            text("note", fee.note());
            assurance(fee.assurance());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void list(String name, FactList list) throws IOException {
        json.writeObjectFieldStart(name);
        json.writeArrayFieldStart("items");
        for (var item : list.items()) {
            json.writeStartObject();
            text("text", item.text());
            var certainty = item.certainty();
            json.writeStringField("certainty", certainty == null ? null : certainty.wire());
            json.writeEndObject();
        }
        json.writeEndArray();
        assurance(list.assurance());
        json.writeEndObject();
    }

    private void obligations(Procedure procedure) throws IOException {
        json.writeArrayFieldStart("obligations");
        for (var duty : procedure.obligations()) {
            json.writeStartObject();
            text("what", duty.what());
            json.writeStringField("when", duty.before() ? "before" : "within");
            json.writeNumberField("amount", duty.amount());
            json.writeStringField("unit", duty.unit().wire());
            text("counted_from", duty.countedFrom());
            assurance(duty.assurance());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void legal(Content content, Procedure procedure) throws IOException {
        json.writeArrayFieldStart("legal");
        for (var basis : procedure.legal()) {
            var law = content.laws().get(basis.law());
            json.writeStartObject();
            json.writeStringField("law", basis.law());
            json.writeStringField("number", law == null ? null : law.number());
            text("name", law == null ? null : law.name());
            json.writeStringField("articles", basis.articles());
            day("in_force_from", law == null ? null : law.inForceFrom());
            day("in_force_to", law == null ? null : law.inForceTo());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private void assurance(Assurance assurance) throws IOException {
        json.writeObjectFieldStart("assurance");
        json.writeStringField("certainty", assurance.certainty().wire());
        json.writeStringField("source", assurance.source());
        json.writeArrayFieldStart("basis");
        for (var law : assurance.basis()) {
            json.writeString(law);
        }
        json.writeEndArray();
        json.writeStringField("caution", assurance.caution());
        json.writeStringField("approved_by", assurance.approvedBy());
        day("approved_at", assurance.approvedAt());
        json.writeEndObject();
    }

    private void channels(List<FilingChannel> channels) throws IOException {
        json.writeArrayFieldStart("channels");
        for (var channel : channels) {
            json.writeString(channel.wire());
        }
        json.writeEndArray();
    }

    private void text(String name, @Nullable Localized text) throws IOException {
        if (text == null) {
            json.writeNullField(name);
            return;
        }
        json.writeObjectFieldStart(name);
        json.writeStringField("vi", text.vi());
        json.writeStringField("en", text.en());
        json.writeEndObject();
    }

    private void number(String name, @Nullable Long number) throws IOException {
        json.writeFieldName(name);
        if (number == null) {
            json.writeNull();
        } else {
            json.writeNumber(number);
        }
    }

    private void day(String name, @Nullable LocalDate day) throws IOException {
        json.writeStringField(name, day == null ? null : day.toString());
    }
}
