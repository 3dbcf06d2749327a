package vn.motcua.knowledge.content;

import java.text.Normalizer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import vn.motcua.knowledge.content.ContentReader.Shared;
import vn.motcua.knowledge.content.Procedure.Explained;
import vn.motcua.knowledge.content.Procedure.FactList;
import vn.motcua.knowledge.content.Procedure.Fee;
import vn.motcua.knowledge.content.Procedure.Item;
import vn.motcua.knowledge.content.Procedure.LegalBasis;
import vn.motcua.knowledge.content.Procedure.Neighbour;
import vn.motcua.knowledge.content.Procedure.Obligation;
import vn.motcua.knowledge.content.Procedure.TimeLimit;
import vn.motcua.knowledge.yaml.Fields;
import vn.motcua.knowledge.yaml.Problems;

/// Reads `procedures/<id>.md`: facts in the front matter, explanation in the body.
///
/// Body: the summary; then `### question` with its answer below, any number of times; then `## English` and the same in
/// English, in the same order.
final class ProcedureReader {
    private static final String ENGLISH = "## English";
    private static final List<String> FIELDS = List.of("doanh-nghiep", "dau-tu", "hop-tac-xa", "ho-kinh-doanh",
            "thong-tin-phan-anh", "ho-tro");
    private static final List<String> LEVELS = List.of("province", "commune", "central");

    private final Problems problems;

    ProcedureReader(Problems problems) {
        this.problems = problems;
    }

    Procedure read(String file, String text) {
        return Shared.frontMatter(file, text, problems, (fields, body, bodyLine) -> {
            var prose = Prose.read(file, body, bodyLine, problems);
            return new Procedure(fields.text("id"),
                    new Localized(fields.text("title"), fields.findText("title_en").orElse(null)),
                    fields.findText("most_asked").filter("true"::equals).isPresent(),
                    oneOf(fields, "field", FIELDS), oneOf(fields, "level", LEVELS),
                    fields.findDate("valid_from").orElseGet(() -> missingDate(fields)),
                    fields.findDate("valid_to").orElse(null), fields.get("code", ProcedureReader::code),
                    fields.get("where", ProcedureReader::where), fields.each("time_limits", ProcedureReader::timeLimit),
                    fields.each("fees", ProcedureReader::fee), list(fields, "documents"), list(fields, "steps"),
                    list(fields, "conditions"), fields.get("result", ProcedureReader::result), list(fields, "forms"),
                    fields.each("obligations", ProcedureReader::obligation),
                    fields.each("legal", ProcedureReader::legal), fields.texts("names"), fields.texts("names_en"),
                    fields.texts("asks"), fields.texts("asks_en"),
                    fields.each("not_this", ProcedureReader::neighbour), prose.summary(), prose.explained());
        });
    }

    private static LocalDate missingDate(Fields fields) {
        fields.problem("valid_from", "\"valid_from\" is missing; expected a date like 2026-11-24");
        return LocalDate.EPOCH;
    }

    private static String oneOf(Fields fields, String key, List<String> allowed) {
        var value = fields.parse(key, String.join(", ", allowed),
                text -> allowed.contains(text) ? Optional.of(text) : Optional.empty());
        return value == null ? "" : value;
    }

    private static Procedure.Code code(Fields fields) {
        var value = fields.text("value");
        return new Procedure.Code(value.equals("unknown") ? null : value,
                fields.find("note", Shared::localized).orElse(null), Shared.assurance(fields));
    }

    private static Procedure.Where where(Fields fields) {
        return new Procedure.Where(fields.text("agency"), fields.text("portal"), channels(fields),
                Shared.assurance(fields));
    }

    private static List<FilingChannel> channels(Fields fields) {
        var channels = new ArrayList<FilingChannel>();
        for (var word : fields.texts("channels")) {
            FilingChannel.find(word).ifPresentOrElse(channels::add, () -> fields.problem("channels",
                    "\"" + word + "\" is not a channel; expected online, in-person or post"));
        }
        if (channels.isEmpty()) {
            fields.problem("channels", "\"channels\" names no way of filing");
        }
        return List.copyOf(channels);
    }

    private static TermUnit unit(Fields fields) {
        var unit = fields.parse("unit", "working-days, days, months, years or immediate", TermUnit::find);
        return unit == null ? TermUnit.WORKING_DAYS : unit;
    }

    private static TimeLimit timeLimit(Fields fields) {
        return new TimeLimit(fields.find("case", Shared::localized).orElse(null),
                fields.numberOrUnknown("amount").orElse(null), unit(fields), Shared.localized(fields, "counted_from"),
                fields.find("note", Shared::localized).orElse(null), Shared.assurance(fields));
    }

    private static Fee fee(Fields fields) {
        return new Fee(Shared.localized(fields, "name"), channels(fields),
                fields.numberOrUnknown("amount_vnd").orElse(null), fields.find("note", Shared::localized).orElse(null),
                Shared.assurance(fields));
    }

    private static FactList list(Fields fields, String key) {
        return fields.get(key, list -> new FactList(list.each("items", ProcedureReader::item), Shared.assurance(list)));
    }

    private static Item item(Fields fields) {
        return new Item(Shared.localized(fields), fields
                .findParsed("certainty", "verified, high, secondary, medium, low or unknown", Certainty::find)
                .orElse(null));
    }

    private static Procedure.Result result(Fields fields) {
        return new Procedure.Result(Shared.localized(fields), Shared.assurance(fields));
    }

    private static Obligation obligation(Fields fields) {
        var when = oneOf(fields, "when", List.of("within", "before"));
        long amount = fields.numberOrUnknown("amount").orElseGet(() -> {
            fields.problem("amount", "an obligation needs a number");
            return 0L;
        });
        return new Obligation(Shared.localized(fields, "what"), when.equals("before"), amount, unit(fields),
                Shared.localized(fields, "counted_from"), Shared.assurance(fields));
    }

    private static LegalBasis legal(Fields fields) {
        return new LegalBasis(fields.text("law"), fields.findText("articles").orElse(null), fields
                .findParsed("certainty", "verified, high, secondary, medium, low or unknown", Certainty::find)
                .orElse(null));
    }

    private static Neighbour neighbour(Fields fields) {
        return new Neighbour(fields.text("id"), Shared.localized(fields));
    }

    private record Prose(Localized summary, List<Explained> explained) {

        static Prose read(String file, String text, int line, Problems problems) {
            var body = Normalizer.normalize(text, Normalizer.Form.NFC);
            int split = body.indexOf("\n" + ENGLISH + "\n");
            var vi = sections(split < 0 ? body : body.substring(0, split));
            var en = split < 0 ? List.<String[]>of() : sections(body.substring(split + ENGLISH.length() + 2));
            if (split < 0) {
                problems.add(file, line, "the body has no \"" + ENGLISH + "\" part");
            } else if (en.size() != vi.size()) {
                problems.add(file, line, "the body explains %d questions in Vietnamese and %d in English"
                        .formatted(vi.size() - 1, en.size() - 1));
            }
            var both = new ArrayList<Localized[]>();
            for (int i = 0; i < vi.size(); i++) {
                var english = i < en.size() ? en.get(i) : new String[]{null, null};
                both.add(new Localized[]{new Localized(vi.get(i)[0], english[0]),
                        new Localized(vi.get(i)[1], english[1])});
            }
            if (both.getFirst()[1].vi().isBlank()) {
                problems.add(file, line, "the body has no summary");
            }
            return new Prose(both.getFirst()[1],
                    both.stream().skip(1).map(pair -> new Explained(pair[0], pair[1])).toList());
        }

        /// Heading and text pairs; the first has no heading.
        private static List<String[]> sections(String text) {
            var sections = new ArrayList<String[]>();
            for (var part : ("### \n" + text).split("(?m)^### ")) {
                if (part.isEmpty()) {
                    continue;
                }
                int end = part.indexOf('\n');
                sections.add(new String[]{(end < 0 ? part : part.substring(0, end)).strip(),
                        end < 0 ? "" : part.substring(end).strip()});
            }
            return sections;
        }
    }
}
