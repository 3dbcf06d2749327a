package vn.motcua.knowledge.content;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import vn.motcua.knowledge.content.Communes.Commune;
import vn.motcua.knowledge.content.Communes.District;
import vn.motcua.knowledge.content.Communes.Kind;
import vn.motcua.knowledge.content.Communes.Part;
import vn.motcua.knowledge.content.ContentReader.Shared;
import vn.motcua.knowledge.language.Syllables;
import vn.motcua.knowledge.yaml.Fields;
import vn.motcua.knowledge.yaml.Problems;

/// Reads `communes.yaml`. A table like this goes wrong in the counting, so it is counted: every former unit must stand in
/// one commune, or be partial in each of several, and the totals must be those the file itself states.
final class CommunesReader {
    private static final String KINDS = "xa, phuong or thi-tran";

    private record Standing(Part part, int line) {
    }

    private final Problems problems;
    private final Map<String, List<Standing>> standings = new LinkedHashMap<>();
    private final Map<String, District> districts = new LinkedHashMap<>();

    CommunesReader(Problems problems) {
        this.problems = problems;
    }

    Communes read(Fields file) {
        var since = file.findDate("since");
        if (since.isEmpty()) {
            file.problem("since", "\"since\" is missing; expected a date like 2025-07-01");
        }
        var assurance = Shared.assurance(file);
        var article = file.text("article");
        file.each("districts", this::district);
        var everyday = file.texts("everyday");
        var words = new Communes.Words(everyday, file.texts("asks_which"), file.texts("asks_where"),
                file.texts("provinces"));
        var communes = new LinkedHashMap<String, Commune>();
        var names = new HashMap<String, String>();
        file.each("communes", fields -> {
            var commune = commune(fields);
            if (communes.put(commune.code(), commune) != null) {
                fields.problem("code", "the code \"" + commune.code() + "\" stands twice");
            }
            if (names.put(Syllables.key(commune.name()), commune.code()) != null) {
                fields.problem("name", "a commune \"" + commune.name() + "\" stands twice");
            }
            return commune;
        });
        checkDivisions(file.file());
        checkEveryday(file, everyday, communes);
        file.get("counts", counts -> {
            count(counts, "communes", communes.values().stream().filter(one -> one.kind() == Kind.XA).count());
            count(counts, "wards", communes.values().stream().filter(one -> one.kind() == Kind.PHUONG).count());
            count(counts, "former", standings.size());
            return counts;
        });
        return new Communes(since.orElse(LocalDate.EPOCH), assurance, article, districts, communes, words);
    }

    private District district(Fields fields) {
        var kind = fields.parse("kind", "huyen or thanh-pho",
                text -> Kind.find(text).filter(one -> one == Kind.HUYEN || one == Kind.THANH_PHO));
        var district = new District(fields.text("id"), kind == null ? Kind.HUYEN : kind, fields.text("name"));
        if (districts.put(district.id(), district) != null) {
            fields.problem("id", "the id \"" + district.id() + "\" stands twice");
        }
        return district;
    }

    private Commune commune(Fields fields) {
        var code = fields.text("code");
        if (!code.matches("\\d{5}")) {
            fields.problem("code", "\"" + code + "\" is not a code of five digits");
        }
        var kind = fields.parse("kind", "xa or phuong",
                text -> Kind.find(text).filter(one -> one == Kind.XA || one == Kind.PHUONG));
        var parts = new ArrayList<Part>();
        fields.each("formed_from", part -> {
            var read = part(part);
            if (read != null) {
                parts.add(read);
                standings.computeIfAbsent(read.id(), _ -> new ArrayList<>()).add(new Standing(read, part.line()));
            }
            return part;
        });
        if (parts.isEmpty()) {
            fields.problem("formed_from", "\"formed_from\" names no former unit");
        }
        return new Commune(code, kind == null ? Kind.XA : kind, fields.text("name"), parts);
    }

    private @Nullable Part part(Fields fields) {
        var kind = fields.parse("kind", KINDS,
                text -> Kind.find(text).filter(one -> one != Kind.HUYEN && one != Kind.THANH_PHO));
        var name = fields.text("name");
        var partial = fields.findParsed("partial", "true, or no such key", text -> text.equals("true")
                ? Optional.of(true)
                : Optional.empty());
        var id = fields.text("district");
        var district = districts.get(id);
        if (district == null) {
            fields.problem("district", "there is no district \"" + id + "\"");
            return null;
        }
        return new Part(kind == null ? Kind.XA : kind, name, district, partial.isPresent());
    }

    private void checkDivisions(String file) {
        for (var standing : standings.values()) {
            for (var one : standing) {
                if (standing.size() > 1 && !one.part().partial()) {
                    problems.add(file, one.line(), "\"" + one.part().name() + "\" (" + one.part().district().name()
                            + ") stands in " + standing.size() + " communes and must be partial in each");
                }
                if (standing.size() == 1 && one.part().partial()) {
                    problems.add(file, one.line(), "\"" + one.part().name() + "\" (" + one.part().district().name()
                            + ") is partial; where is the other part?");
                }
            }
        }
    }

    private void checkEveryday(Fields file, List<String> everyday, Map<String, Commune> communes) {
        var known = new HashSet<String>();
        communes.values().forEach(commune -> known.add(commune.name()));
        standings.values().forEach(standing -> standing.forEach(one -> known.add(one.part().name())));
        for (var name : everyday) {
            if (!known.contains(name)) {
                file.problem("everyday", "there is no place \"" + name + "\"");
            }
        }
    }

    private static void count(Fields counts, String key, long found) {
        counts.numberOrUnknown(key).filter(stated -> stated != found)
                .ifPresent(stated -> counts.problem(key, key + ": " + stated + " stated, " + found + " found"));
    }
}
