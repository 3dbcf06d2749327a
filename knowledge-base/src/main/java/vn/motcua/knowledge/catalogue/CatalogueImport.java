package vn.motcua.knowledge.catalogue;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import vn.motcua.knowledge.content.CatalogueEntry;
import vn.motcua.knowledge.language.Syllables;

/// What a file of the national catalogue brings: one JSON object a line with `code`, `name` and, where known, a list
/// `agencies` and `issued_by`. Other fields are ignored.
///
/// Several provinces list the same procedure under codes of their own. One entry is taken for each name: the first that a
/// ministry lists, or else the first.
///
/// @param taken      what came in
/// @param ours       how many were left out because the code is one of the department's own procedures
/// @param duplicates how many were left out because another entry has the same code or the same name
/// @param problems   lines that are no entry, as `file:line: what was expected`; with any of them nothing should be used
public record CatalogueImport(List<CatalogueEntry> taken, int ours, int duplicates, List<String> problems) {
    private static final Pattern CODE = Pattern.compile("\\d\\.\\d{6}\\S{0,20}");
    private static final int LONGEST_NAME = 2_000;
    /// A people's committee; what only one of them lists holds in its province.
    private static final String PROVINCE = "ubnd ";

    /// Reads a file.
    ///
    /// @param ownCodes codes of the department's own procedures
    public static CatalogueImport read(Path file, Set<String> ownCodes) throws IOException {
        var problems = new ArrayList<String>();
        var codes = new HashSet<String>();
        var byName = new LinkedHashMap<String, CatalogueEntry>();
        int ours = 0;
        int duplicates = 0;
        int number = 0;
        for (var line : lines(file)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                var entry = entry(line);
                if (ownCodes.contains(entry.code())) {
                    ours++;
                } else if (!codes.add(entry.code())) {
                    duplicates++;
                } else {
                    int before = byName.size();
                    byName.merge(Syllables.key(entry.name()), entry, CatalogueImport::wider);
                    duplicates += byName.size() == before ? 1 : 0;
                }
            } catch (IllegalArgumentException wrong) {
                problems.add(file + ":" + number + ": " + wrong.getMessage());
            }
        }
        return new CatalogueImport(List.copyOf(byName.values()), ours, duplicates, problems);
    }

    private static List<String> lines(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (MalformedInputException wrong) {
            throw new IllegalArgumentException(file + ": not UTF-8", wrong);
        }
    }

    private static CatalogueEntry wider(CatalogueEntry known, CatalogueEntry other) {
        return isProvincial(known) && !isProvincial(other) ? other : known;
    }

    private static boolean isProvincial(CatalogueEntry entry) {
        return Syllables.key(entry.issuer()).startsWith(PROVINCE);
    }

    private static CatalogueEntry entry(String line) {
        var node = json(line);
        var code = text(node, "code");
        if (!CODE.matcher(code).matches()) {
            throw new IllegalArgumentException("\"code\" begins with a digit, a point and six digits, unlike " + code);
        }
        var name = text(node, "name");
        if (Syllables.of(name).isEmpty() || name.length() > LONGEST_NAME) {
            throw new IllegalArgumentException(
                    "\"name\" says nothing or is longer than " + LONGEST_NAME + " characters");
        }
        var agencies = new LinkedHashSet<String>();
        for (var agency : list(node, "agencies")) {
            if (!agency.isTextual()) {
                throw new IllegalArgumentException("\"agencies\" is a list of texts");
            }
            agencies.add(tidy(agency.textValue()));
        }
        agencies.remove("");
        var issuer = node.path("issued_by");
        if (!issuer.isTextual() && !issuer.isMissingNode() && !issuer.isNull()) {
            throw new IllegalArgumentException("\"issued_by\" is a text");
        }
        return new CatalogueEntry(code, name, List.copyOf(agencies), tidy(issuer.asText("")));
    }

    private static JsonNode json(String line) {
        try {
            var node = new ObjectMapper().readTree(line);
            if (!node.isObject()) {
                throw new IllegalArgumentException("no JSON object");
            }
            return node;
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException("no JSON: " + wrong.getOriginalMessage(), wrong);
        }
    }

    private static String text(JsonNode node, String key) {
        if (!node.path(key).isTextual()) {
            throw new IllegalArgumentException("\"" + key + "\" is needed, as a text");
        }
        return tidy(node.get(key).textValue());
    }

    private static JsonNode list(JsonNode node, String key) {
        var list = node.path(key);
        if (!list.isArray() && !list.isMissingNode() && !list.isNull()) {
            throw new IllegalArgumentException("\"" + key + "\" is a list of texts");
        }
        return list;
    }

    /// The catalogue is full of doubled spaces and broken lines, and not everything in it is NFC.
    private static String tidy(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC).replaceAll("\\s+", " ").strip();
    }
}
