package vn.motcua.bot.configuration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

import vn.motcua.knowledge.yaml.Problems;

/// The `MOTCUA_…` variables. A variable that is empty counts as not set.
final class Environment {
    private static final String PREFIX = "MOTCUA_";
    private static final String FROM_FILE = "_FILE";
    private static final Set<String> OTHERS = Set.of("MOTCUA_HOME", "MOTCUA_JAVA_HOME", "MOTCUA_HEAP", "MOTCUA_LOG");

    private final Map<String, String> variables;
    private final Problems problems;
    private final Set<String> known = new HashSet<>(OTHERS);

    Environment(Map<String, String> variables, Problems problems) {
        this.variables = variables;
        this.problems = problems;
    }

    /// The variable of a key: `MOTCUA_SERVER_PORT` for `server.port`.
    static String variable(String key) {
        return PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_');
    }

    /// What the environment says of a key, directly or through a file.
    Optional<Given> find(String key) {
        var name = variable(key);
        known.add(name);
        known.add(name + FROM_FILE);
        var direct = variables.getOrDefault(name, "");
        var file = variables.getOrDefault(name + FROM_FILE, "");
        if (!direct.isBlank() && !file.isBlank()) {
            problems.add(name, 0, "is set together with " + name + FROM_FILE + "; expected one of them");
        }
        if (!direct.isBlank()) {
            return Optional.of(new Given(direct.strip(), name, 0));
        }
        return file.isBlank() ? Optional.empty() : read(name + FROM_FILE, file);
    }

    private Optional<Given> read(String name, String file) {
        try {
            var text = Files.readString(Path.of(file)).strip();
            if (text.isEmpty()) {
                problems.add(name, 0, "the file " + file + " is empty");
                return Optional.empty();
            }
            return Optional.of(new Given(text, name, 0));
        } catch (IOException | InvalidPathException unreadable) {
            problems.add(name, 0, "the file " + file + " cannot be read as UTF-8 text");
            return Optional.empty();
        }
    }

    /// Reports every `MOTCUA_…` variable that belongs to no key.
    void reportUnknown() {
        for (var name : variables.keySet()) {
            if (name.startsWith(PREFIX) && !known.contains(name)) {
                problems.add(name, 0, "belongs to no configuration key");
            }
        }
    }

    /// A value and where it stands.
    record Given(String text, String where, int line) {
    }
}
