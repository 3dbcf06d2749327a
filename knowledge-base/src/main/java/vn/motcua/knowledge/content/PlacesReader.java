package vn.motcua.knowledge.content;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;

import vn.motcua.knowledge.content.ContentReader.Shared;
import vn.motcua.knowledge.yaml.Fields;

/// Reads `places.yaml` (agencies, portals, sources) and `laws.yaml`.
final class PlacesReader {
    Map<String, Agency> agencies(Fields file) {
        return byId(file, "agencies",
                fields -> new Agency(fields.text("id"), Shared.localized(fields, "name"),
                        fields.find("note", Shared::localized).orElse(null), known(fields, "address"),
                        known(fields, "phone"),
                        fields.find("hours", Shared::localized).orElse(null), Shared.certainty(fields, "certainty")),
                Agency::id);
    }

    Map<String, Portal> portals(Fields file) {
        return byId(file, "portals", fields -> {
            var portal = new Portal(fields.text("id"), Shared.localized(fields, "name"), known(fields, "url"),
                    Shared.certainty(fields, "certainty"));
            fields.find("note", Shared::localized);
            return portal;
        }, Portal::id);
    }

    Map<String, Source> sources(Fields file) {
        return byId(file, "sources", fields -> {
            var source = new Source(fields.text("id"), Shared.localized(fields, "title"), fields.text("kind"),
                    fields.findText("date").orElse("unknown"));
            fields.find("note", Shared::localized);
            return source;
        }, Source::id);
    }

    Map<String, Law> laws(Fields file) {
        return byId(file, "laws",
                fields -> new Law(fields.text("id"), fields.text("number"), Shared.localized(fields, "name"),
                        Shared.localized(fields, "about"), date(fields, "in_force_from"), date(fields, "in_force_to"),
                        fields.findText("replaced_by").orElse(null), fields.each("amended_by",
                                amendment -> new Law.Amendment(amendment.text("law"), date(amendment, "from"))),
                        Shared.certainty(fields, "certainty"), fields.find("note", Shared::localized).orElse(null)),
                Law::id);
    }

    private static @Nullable LocalDate date(Fields fields, String key) {
        if (fields.findText(key).filter("unknown"::equals).isPresent()) {
            return null;
        }
        return fields.findDate(key).orElse(null);
    }

    private static @Nullable String known(Fields fields, String key) {
        var text = fields.findText(key).orElse("unknown");
        return text.equals("unknown") ? null : text;
    }

    private static <T> Map<String, T> byId(Fields file, String key, Function<Fields, T> reader,
            Function<T, String> id) {
        var index = new LinkedHashMap<String, T>();
        file.each(key, fields -> {
            var one = reader.apply(fields);
            if (index.put(id.apply(one), one) != null && !id.apply(one).isEmpty()) {
                fields.problem("id", "the id \"" + id.apply(one) + "\" stands twice");
            }
            return one;
        });
        return index;
    }
}
