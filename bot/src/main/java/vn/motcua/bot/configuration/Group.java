package vn.motcua.bot.configuration;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.configuration.Environment.Given;
import vn.motcua.connectors.Secret;
import vn.motcua.knowledge.yaml.Fields;
import vn.motcua.knowledge.yaml.Problems;

/// One group of keys, such as `server`: from the file, overridden by the environment. Mistakes become problems, and the
/// default is returned so that reading goes on.
final class Group {
    private final String file;
    private final String path;
    private final @Nullable Fields fields;
    private final Environment environment;
    private final Problems problems;
    private final Set<String> allKeys;
    private final Set<String> asked = new HashSet<>();

    /// @param path    name of the group with a dot behind it; empty for the root
    /// @param fields  the group in the file, or null when it is not there
    /// @param allKeys collects the full name of every key asked for
    Group(String file, String path, @Nullable Fields fields, Environment environment, Problems problems,
            Set<String> allKeys) {
        this.file = file;
        this.path = path;
        this.fields = fields;
        this.environment = environment;
        this.problems = problems;
        this.allKeys = allKeys;
    }

    /// A group within this one.
    <T> T group(String name, Function<Group, T> reader) {
        asked.add(name);
        return fields == null
                ? read(name, null, reader)
                : fields.find(name, inner -> read(name, inner, reader)).orElseGet(() -> read(name, null, reader));
    }

    private <T> T read(String name, @Nullable Fields inner, Function<Group, T> reader) {
        var group = new Group(file, path + name + ".", inner, environment, problems, allKeys);
        var value = reader.apply(group);
        group.reportUnknown();
        return value;
    }

    /// Reports the keys of the file nobody asked for.
    void reportUnknown() {
        if (fields != null) {
            for (var key : fields.keys()) {
                if (!asked.contains(key)) {
                    problems.add(file, fields.line(key), path + key + ": there is no such key");
                }
            }
        }
    }

    /// The value of a key, read by `parser`.
    ///
    /// @param expected what the parser accepts, for the operator
    <T> Optional<T> find(String key, String expected, Function<String, Optional<T>> parser) {
        var given = given(key);
        return given.isEmpty() ? Optional.empty() : parsed(given.get(), key, expected, parser);
    }

    Optional<String> findText(String key) {
        return find(key, "a text", Optional::of);
    }

    /// The values of a list: in the file a YAML list, in the environment separated by commas.
    <T> List<T> list(String key, String expected, Function<String, Optional<T>> parser) {
        var values = new ArrayList<T>();
        for (var given : givenList(key)) {
            parsed(given, key, expected, parser).ifPresent(values::add);
        }
        return values;
    }

    /// A secret, which only the environment or a file named by it may give.
    Optional<Secret> findSecret(String key) {
        return findSecret(key, "a secret", _ -> true);
    }

    Optional<Secret> findSecret(String key, String expected, Predicate<String> check) {
        know(key);
        if (fields != null && fields.has(key)) {
            problem(key, "a secret does not belong in this file; set %1$s or %1$s_FILE".formatted(variable(key)));
        }
        var given = environment.find(path + key);
        if (given.isPresent() && !check.test(given.get().text())) {
            problems.add(given.get().where(), 0, path + key + ": expected " + expected);
        }
        return given.map(found -> new Secret(found.text()));
    }

    /// Whether the key is set anywhere.
    boolean has(String key) {
        return environment.find(path + key).isPresent() || (fields != null && fields.has(key));
    }

    /// Whether the environment gives the key.
    boolean isOverridden(String key) {
        return environment.find(path + key).isPresent();
    }

    /// The variable that gives a key.
    String variable(String key) {
        return Environment.variable(path + key);
    }

    /// Notes a mistake at a key of the file.
    void problem(String key, String message) {
        problems.add(file, fields == null ? 0 : fields.line(key), path + key + ": " + message);
    }

    /// Notes that a value does not fit, wherever it was given.
    void unfit(String key, String message) {
        var override = environment.find(path + key);
        if (override.isPresent()) {
            problems.add(override.get().where(), 0, path + key + ": " + message);
        } else {
            problem(key, message);
        }
    }

    /// Notes that a key is missing which others make necessary.
    void missing(String key, String because) {
        int line = fields == null ? 0 : fields.line();
        problems.add(file, line, "%s%s: missing; %s (%s)".formatted(path, key, because, variable(key)));
    }

    private void know(String key) {
        asked.add(key);
        allKeys.add(path + key);
    }

    private Optional<Given> given(String key) {
        know(key);
        var inFile = fields == null
                ? Optional.<Given>empty()
                : fields.findText(key).filter(text -> !text.isBlank())
                        .map(text -> new Given(text.strip(), file, fields.line(key)));
        var override = environment.find(path + key);
        return override.isPresent() ? override : inFile;
    }

    private List<Given> givenList(String key) {
        know(key);
        var inFile = new ArrayList<Given>();
        if (fields != null) {
            var texts = fields.texts(key);
            var lines = texts.isEmpty() ? List.<Integer>of() : fields.linesOf(key);
            for (int at = 0; at < texts.size(); at++) {
                inFile.add(new Given(texts.get(at).strip(), file, lines.get(Math.min(at, lines.size() - 1))));
            }
        }
        var override = environment.find(path + key);
        return override.isEmpty()
                ? inFile
                : Arrays.stream(override.get().text().split(",")).map(String::strip).filter(text -> !text.isEmpty())
                        .map(text -> new Given(text, override.get().where(), 0)).toList();
    }

    private <T> Optional<T> parsed(Given given, String key, String expected, Function<String, Optional<T>> parser) {
        var value = parser.apply(given.text());
        if (value.isEmpty()) {
            var shown = given.text().replaceAll("//[^/]*@", "//…@").replaceAll("(?i)(password=)[^&]*", "$1…");
            problems.add(given.where(), given.line(),
                    "%s%s: expected %s, found \"%s\"".formatted(path, key, expected, shown));
        }
        return value;
    }
}
