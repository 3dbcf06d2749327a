package vn.motcua.knowledge.content;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import vn.motcua.knowledge.language.Syllables;
import vn.motcua.knowledge.yaml.Fields;
import vn.motcua.knowledge.yaml.Problems;

/// Reads `intents/*.yaml` and `vocabulary/*.txt`.
final class SpeechReader {
    private static final String FACETS = "intents/facets.yaml";
    private static final String DISTINCTIONS = "vocabulary/distinctions.yaml";

    private final Problems problems;

    SpeechReader(Problems problems) {
        this.problems = problems;
    }

    Speech read(Map<String, String> files) {
        var intents = new ArrayList<Speech.Intent>();
        Map<Facet, List<Speech.Cue>> cues = new EnumMap<>(Facet.class);
        files.forEach((file, text) -> {
            if (file.equals(FACETS)) {
                readFacets(file, text, cues);
            } else if (file.startsWith("intents/") && file.endsWith(".yaml")) {
                try (var fields = Fields.parse(file, 1, text, problems)) {
                    intents.add(new Speech.Intent(fields.text("intent"), fields.texts("phrases"), fields.texts("cues"),
                            fields.texts("decisive"), fields.texts("not")));
                }
            }
        });
        return new Speech(List.copyOf(intents), cues,
                new Speech.Vocabulary(table(files, "abbreviations", "="), table(files, "synonyms", "=>"),
                        table(files, "dialect", "=>"), table(files, "english", "=>"), frames(files, false),
                        frames(files, true), words(files, "function-words"),
                        distinctions(files)));
    }

    private List<Speech.Distinction> distinctions(Map<String, String> files) {
        var text = files.get(DISTINCTIONS);
        if (text == null) {
            return List.of();
        }
        var distinctions = new ArrayList<Speech.Distinction>();
        try (var fields = Fields.parse(DISTINCTIONS, 1, text, problems)) {
            for (var group : fields.keys()) {
                fields.get(group, values -> {
                    for (var value : values.keys()) {
                        var forms = values.texts(value);
                        forms.stream().filter(form -> Syllables.of(form).size() > 5).forEach(
                                form -> values.problem(value, "\"" + form + "\" is longer than five syllables"));
                        distinctions.add(new Speech.Distinction(group, value, forms));
                    }
                    return values;
                });
            }
        }
        return List.copyOf(distinctions);
    }

    private List<String> frames(Map<String, String> files, boolean english) {
        return files.getOrDefault("vocabulary/frames.txt", "").lines()
                .filter(line -> line.contains("{}") && !line.startsWith("#") && line.startsWith("en:") == english)
                .map(line -> english ? line.substring(3).strip() : line.strip()).toList();
    }

    private Set<String> words(Map<String, String> files, String name) {
        var file = "vocabulary/" + name + ".txt";
        var text = files.get(file);
        if (text == null) {
            problems.add(file, 0, "the file is missing");
            return Set.of();
        }
        return text.lines().filter(line -> !line.startsWith("#"))
                .flatMap(line -> Syllables.of(line).stream()).map(Syllables::fold)
                .collect(Collectors.toUnmodifiableSet());
    }

    private void readFacets(String file, String text, Map<Facet, List<Speech.Cue>> cues) {
        try (var fields = Fields.parse(file, 1, text, problems)) {
            fields.get("facets", facets -> {
                for (var key : facets.keys()) {
                    var facet = Facet.find(key);
                    if (facet.isEmpty()) {
                        facets.problem(key, "\"" + key + "\" is not a facet");
                        continue;
                    }
                    cues.put(facet.get(), facets.get(key, one -> one.each("cues", SpeechReader::cue)));
                }
                return cues;
            });
        }
    }

    private static Speech.Cue cue(Fields fields) {
        var weight = fields.text("weight");
        if (!weight.matches("0?\\.\\d+|1(\\.0+)?")) {
            fields.problem("weight", "expected a weight above 0 and at most 1");
            weight = "0.5";
        }
        return new Speech.Cue(fields.text("text"), Double.parseDouble(weight));
    }

    private Map<String, List<String>> table(Map<String, String> files, String name, String arrow) {
        var file = "vocabulary/" + name + ".txt";
        var text = files.get(file);
        if (text == null) {
            problems.add(file, 0, "the file is missing");
            return Map.of();
        }
        var table = new LinkedHashMap<String, List<String>>();
        int line = 0;
        for (var raw : text.split("\n", -1)) {
            line++;
            var row = Normalizer.normalize(raw, Normalizer.Form.NFC).replaceAll("(^|\\s)#.*", "").strip();
            if (row.isEmpty()) {
                continue;
            }
            int at = row.indexOf(arrow);
            var form = at < 0 ? "" : row.substring(0, at).strip().toLowerCase(Locale.ROOT);
            if (form.isEmpty() || row.substring(at + arrow.length()).isBlank()) {
                problems.add(file, line, "expected: form " + arrow + " expansion | expansion");
                continue;
            }
            var expansions = Arrays.stream(row.substring(at + arrow.length()).split("\\|"))
                    .map(String::strip).filter(expansion -> !expansion.isEmpty()).toList();
            if (table.put(form, expansions) != null) {
                problems.add(file, line, "\"" + form + "\" stands twice; write its expansions on one line");
            }
        }
        return table;
    }
}
