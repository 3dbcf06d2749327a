package vn.motcua.knowledge.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import vn.motcua.knowledge.yaml.Fields;
import vn.motcua.knowledge.yaml.Problem;
import vn.motcua.knowledge.yaml.Problems;

/// Reads the content folder. A content that has problems is still returned as far as it could be read, so that the lint
/// can say everything at once; nothing may be answered from it.
public final class ContentReader {

    /// What was read, and everything that is wrong with it.
    ///
    /// @param files  texts of the files by name
    /// @param strays names of files in the folder that are no content by their name and place
    public record Reading(Content content, Map<String, String> files, List<String> strays, List<Problem> problems) {

        /// The content, if it is sound.
        ///
        /// @throws InvalidContentException with every problem otherwise
        public Content sound() {
            if (!problems.isEmpty()) {
                throw new InvalidContentException(problems);
            }
            return content;
        }

        /// Files that nobody reads, such as one in the wrong folder: harmless, but somebody expects them to count.
        public List<Problem> unread() {
            return strays.stream()
                    .map(name -> new Problem(name, 0, "nothing reads a file of this name here; move or remove it"))
                    .toList();
        }

        /// What does not hold on this day: facts before or past their validity, laws not in force, approvals to come.
        public List<Problem> expired(LocalDate day) {
            var found = new Problems();
            new ContentLint(content, files, found).expired(day);
            return found.list();
        }

        /// Ways of asking that repeat a question of an evaluation set, which would make the set worthless.
        public List<Problem> leaked(List<String> questions) {
            var found = new Problems();
            new ContentLint(content, files, found).leaked(questions);
            return found.list();
        }
    }

    private static final Pattern NAMES = Pattern
            .compile("(procedures|articles)/[^/]+\\.md|(elsewhere|intents)/[^/]+\\.yaml"
                    + "|(umbrellas|laws|places|communes|vocabulary/distinctions)\\.yaml"
                    + "|business-lines\\.txt|vocabulary/(abbreviations|synonyms|dialect|english|frames|function-words)\\.txt");
    /// Files that editors and file managers leave.
    private static final Pattern HIDDEN = Pattern.compile("(^|/)\\.");

    private final Path root;
    private final Problems problems = new Problems();

    private ContentReader(Path root) {
        this.root = root;
    }

    /// Reads and checks every file below `root`.
    ///
    /// @throws UncheckedIOException when the folder cannot be read
    public static Reading read(Path root) {
        return read(root, "");
    }

    /// Reads every file below `root`, and checks how they fit together unless they are the version that was checked
    /// before.
    ///
    /// @param checkedVersion a version known to be sound, or "" when none is
    public static Reading read(Path root, String checkedVersion) {
        var reader = new ContentReader(root);
        var files = reader.textFiles();
        var content = reader.readAll(files);
        if (reader.problems.isEmpty() && !content.version().equals(checkedVersion)) {
            new ContentLint(content, files, reader.problems).check();
        }
        return new Reading(content, files, reader.strays(), reader.problems.list());
    }

    private Content readAll(Map<String, String> files) {
        var procedureReader = new ProcedureReader(problems);
        var procedures = index(files, "procedures/", ".md", procedureReader::read);
        var articles = index(files, "articles/", ".md", new ArticleReader(problems)::read);
        var elsewhere = new LinkedHashMap<String, Elsewhere>();
        under(files, "elsewhere/", ".yaml").forEach((file, text) -> readElsewhere(file, text, elsewhere));
        var umbrellasFile = fields(files, "umbrellas.yaml");
        var umbrellas = umbrellasFile.each("umbrellas", umbrella -> new Umbrella(umbrella.text("id"),
                umbrella.texts("between"), umbrella.texts("asks"), umbrella.texts("asks_en")));
        umbrellasFile.close();
        var places = new PlacesReader();
        var placesFile = fields(files, "places.yaml");
        var agencies = places.agencies(placesFile);
        var portals = places.portals(placesFile);
        var sources = places.sources(placesFile);
        placesFile.close();
        var lawsFile = fields(files, "laws.yaml");
        var laws = places.laws(lawsFile);
        lawsFile.close();
        var communesFile = fields(files, "communes.yaml");
        var communes = new CommunesReader(problems).read(communesFile);
        communesFile.close();
        return new Content(version(files), procedures, articles, elsewhere, umbrellas, laws, agencies, portals, sources,
                new SpeechReader(problems).read(files), communes, businessLines(files));
    }

    private List<BusinessLine> businessLines(Map<String, String> files) {
        var file = "business-lines.txt";
        var text = files.get(file);
        if (text == null) {
            problems.add(file, 0, "the file is missing");
            return List.of();
        }
        var lines = new LinkedHashMap<String, BusinessLine>();
        int number = 0;
        for (var line : text.lines().toList()) {
            number++;
            if (line.isBlank() || line.startsWith("#")) {
                continue;
            }
            var parts = line.split("=", 2);
            var code = parts[0].strip();
            if (parts.length < 2 || parts[1].isBlank() || !BusinessLine.isCode(code)) {
                problems.add(file, number, "expected code = name, the code a letter or two to five digits");
            } else if (lines.put(code, new BusinessLine(code, parts[1].strip())) != null) {
                problems.add(file, number, "the code \"" + code + "\" stands twice");
            }
        }
        return List.copyOf(lines.values());
    }

    private void readElsewhere(String file, String text, Map<String, Elsewhere> into) {
        try (var fields = Fields.parse(file, 1, text, problems)) {
            fields.findText("area");
            fields.each("entries", entry -> {
                var read = new Elsewhere(entry.text("id"), Shared.localized(entry, "name"),
                        entry.find("responsible", Shared::localized).orElse(null), Shared.localized(entry, "where"),
                        Shared.certainty(entry, "certainty"), entry.texts("asks"), entry.texts("asks_en"));
                if (into.put(read.id(), read) != null) {
                    entry.problem("id", "the id \"" + read.id() + "\" stands twice");
                }
                return read;
            });
        }
    }

    private Fields fields(Map<String, String> files, String name) {
        var text = files.get(name);
        if (text == null) {
            problems.add(name, 0, "the file is missing");
            return Fields.nothing(name);
        }
        return Fields.parse(name, 1, text, problems);
    }

    private interface EntryReader<T extends Entry> {
        T read(String file, String text);
    }

    private <T extends Entry> Map<String, T> index(Map<String, String> files, String folder, String suffix,
            EntryReader<T> reader) {
        var index = new LinkedHashMap<String, T>();
        var read = under(files, folder, suffix).entrySet().parallelStream()
                .map(file -> Map.entry(file.getKey(), reader.read(file.getKey(), file.getValue()))).toList();
        for (var entry : read) {
            var name = entry.getKey().substring(folder.length(), entry.getKey().length() - suffix.length());
            if (entry.getValue().id().isEmpty()) {
                continue; // reported where it was read
            }
            if (!name.equals(entry.getValue().id())) {
                problems.add(entry.getKey(), 1, "the id \"" + entry.getValue().id() + "\" is not the file's name");
            }
            index.put(entry.getValue().id(), entry.getValue());
        }
        return index;
    }

    private static Map<String, String> under(Map<String, String> files, String folder, String suffix) {
        var found = new LinkedHashMap<String, String>();
        files.forEach((file, text) -> {
            if (file.startsWith(folder) && file.endsWith(suffix)) {
                found.put(file, text);
            }
        });
        return found;
    }

    private Map<String, String> textFiles() {
        try (Stream<Path> walk = Files.walk(root)) {
            var files = new TreeMap<String, String>();
            walk.filter(Files::isRegularFile).forEach(file -> {
                var name = root.relativize(file).toString().replace('\\', '/');
                if (name.endsWith(".md") || name.endsWith(".yaml") || name.endsWith(".txt")) {
                    files.put(name, readString(file));
                }
            });
            return files;
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the content folder " + root + " cannot be read", unreadable);
        }
    }

    private List<String> strays() {
        try (Stream<Path> walk = Files.walk(root)) {
            return walk.filter(Files::isRegularFile).map(root::relativize)
                    .map(file -> file.toString().replace('\\', '/'))
                    .filter(name -> !NAMES.matcher(name).matches() && !HIDDEN.matcher(name).find()).sorted().toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException("the content folder " + root + " cannot be read", unreadable);
        }
    }

    private String readString(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            problems.add(root.relativize(file).toString(), 0, "cannot be read as UTF-8 text");
            return "";
        }
    }

    private static String version(Map<String, String> files) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            files.forEach((name, text) -> {
                digest.update(name.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
                digest.update(text.getBytes(StandardCharsets.UTF_8));
                digest.update((byte) 0);
            });
            return HexFormat.of().formatHex(digest.digest()).substring(0, 12);
        } catch (NoSuchAlgorithmException everyJdkHasIt) {
            throw new IllegalStateException(everyJdkHasIt);
        }
    }

    /// Readers of the small pieces that several kinds of file share.
    static final class Shared {
        private Shared() {
        }

        static Localized localized(Fields fields, String key) {
            return fields.get(key, Shared::localized);
        }

        static Localized localized(Fields fields) {
            return new Localized(fields.text("vi"), fields.findText("en").orElse(null));
        }

        static Certainty certainty(Fields fields, String key) {
            var certainty = fields.parse(key, "verified, high, secondary, medium, low or unknown", Certainty::find);
            return certainty == null ? Certainty.UNKNOWN : certainty;
        }

        static Assurance assurance(Fields fields) {
            return new Assurance(certainty(fields, "certainty"), fields.findText("source").orElse(null),
                    fields.texts("basis"), fields.findText("caution").orElse(null),
                    fields.findText("approved_by").orElse(null), fields.findDate("approved_at").orElse(null));
        }

        /// Splits a file into its YAML front matter and its body, and hands both on.
        static <T> T frontMatter(String file, String text, Problems problems, Body<T> reader) {
            var normal = text.replace("\r\n", "\n");
            int end = normal.startsWith("---\n") ? normal.indexOf("\n---\n", 3) : -1;
            if (end < 0) {
                problems.add(file, 1, "expected YAML front matter between two lines ---");
                return reader.read(Fields.nothing(file), normal, 1);
            }
            var yaml = normal.substring(4, end + 1);
            var body = normal.substring(end + 5);
            int bodyLine = (int) normal.substring(0, end + 5).lines().count() + 1;
            try (var fields = Fields.parse(file, 2, yaml, problems)) {
                return reader.read(fields, body, bodyLine);
            }
        }

        interface Body<T> {
            T read(Fields fields, String body, int bodyLine);
        }
    }
}
