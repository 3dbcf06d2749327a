package vn.motcua.knowledge.yaml;

import java.text.Normalizer;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/// One YAML mapping being read. Wrong or missing values become [Problems] and a harmless stand-in is returned, so that
/// reading goes on; [#close] reports the keys nobody asked for. Text is returned in Unicode NFC.
///
/// Not thread-safe: one mapping is read by one thread.
public final class Fields implements AutoCloseable {
    private final String file;
    private final int firstLine;
    private final int line;
    private final Problems problems;
    private final Map<String, Node> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final Set<String> read = new HashSet<>();

    private Fields(String file, int firstLine, Node node, Problems problems) {
        this.file = file;
        this.firstLine = firstLine;
        this.line = lineOf(node, firstLine);
        this.problems = problems;
        if (node instanceof MappingNode mapping) {
            for (NodeTuple tuple : mapping.getValue()) {
                var key = tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "?";
                lines.put(key, lineOf(tuple.getKeyNode(), firstLine));
                if (values.put(key, tuple.getValueNode()) != null) {
                    problems.add(file, lineOf(tuple.getKeyNode(), firstLine), "the key \"" + key + "\" stands twice");
                }
            }
        } else {
            problems.add(file, line, "expected a mapping (key: value)");
        }
    }

    /// Reads a YAML document whose root is a mapping. One that is none is a single problem: what is read from it is empty,
    /// and nothing that is missing in it is reported.
    ///
    /// @param firstLine line of the file on which `yaml` begins, from 1
    public static Fields parse(String file, int firstLine, String yaml, Problems problems) {
        var settings = LoadSettings.builder().setLabel(file).setParseComments(false).setAllowDuplicateKeys(true)
                .setCodePointLimit(8 << 20).build();
        try {
            var root = new Compose(settings).composeString(yaml);
            if (root.isPresent()) {
                return new Fields(file, firstLine, root.get(), problems);
            }
            problems.add(file, firstLine, "the file is empty");
        } catch (MarkedYamlEngineException wrong) {
            int at = wrong.getProblemMark().map(mark -> mark.getLine() + firstLine).orElse(firstLine);
            problems.add(file, at, "not YAML: " + wrong.getProblem());
        } catch (YamlEngineException wrong) {
            problems.add(file, firstLine, "not YAML: " + wrong.getMessage());
        }
        return nothing(file);
    }

    /// What is read where there is nothing to read: whatever is asked for is missing, without a problem.
    public static Fields nothing(String file) {
        var empty = new Compose(LoadSettings.builder().build()).composeString("{}").orElseThrow();
        return new Fields(file, 1, empty, new Problems());
    }

    public String file() {
        return file;
    }

    /// Line of this mapping in its file.
    public int line() {
        return line;
    }

    /// Line of a key, or of the mapping when the key is absent.
    public int line(String key) {
        return lines.getOrDefault(key, line);
    }

    /// All keys, in file order; reading them through this call counts as knowing them.
    public Set<String> keys() {
        read.addAll(values.keySet());
        return new LinkedHashSet<>(values.keySet());
    }

    public boolean has(String key) {
        return values.get(key) != null && !isNull(values.get(key));
    }

    /// The text under a key, or empty when the key is absent or has no value.
    public Optional<String> findText(String key) {
        read.add(key);
        var node = values.get(key);
        if (node == null || isNull(node)) {
            return Optional.empty();
        }
        if (node instanceof ScalarNode scalar) {
            return Optional.of(Normalizer.normalize(scalar.getValue(), Normalizer.Form.NFC));
        }
        problem(key, "expected a text under \"" + key + "\"");
        return Optional.empty();
    }

    /// The text under a key; a problem and `""` when it is missing.
    public String text(String key) {
        return findText(key).orElseGet(() -> {
            problem(key, "\"" + key + "\" is missing");
            return "";
        });
    }

    /// Reads a text through a parser; a problem naming what was expected when the parser knows no such value.
    public <T> @Nullable T parse(String key, String expected, Function<String, Optional<T>> parser) {
        var text = findText(key);
        if (text.isEmpty()) {
            problem(key, "\"" + key + "\" is missing; expected " + expected);
            return null;
        }
        return findParsed(key, expected, parser).orElse(null);
    }

    /// Like [#parse], but the key may be absent.
    public <T> Optional<T> findParsed(String key, String expected, Function<String, Optional<T>> parser) {
        var text = findText(key);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        var value = parser.apply(text.get());
        if (value.isEmpty()) {
            problem(key, "\"" + text.get() + "\" is not a " + key + "; expected " + expected);
        }
        return value;
    }

    /// A date in the form 2026-11-24.
    public Optional<LocalDate> findDate(String key) {
        return findParsed(key, "a date like 2026-11-24", text -> {
            try {
                return Optional.of(LocalDate.parse(text));
            } catch (DateTimeParseException notADate) {
                return Optional.empty();
            }
        });
    }

    /// A whole number ≥ 0, or empty when the file says `unknown`; a problem when the key is missing or anything else.
    public Optional<Long> numberOrUnknown(String key) {
        var text = text(key);
        if (text.isEmpty() || text.equals("unknown")) {
            return Optional.empty();
        }
        if (text.matches("\\d{1,15}")) {
            return Optional.of(Long.parseLong(text));
        }
        problem(key, "\"" + text + "\" is not a whole number; write a number or unknown");
        return Optional.empty();
    }

    /// The list of texts under a key; empty when the key is absent.
    public List<String> texts(String key) {
        var texts = new ArrayList<String>();
        for (var node : sequence(key)) {
            if (node instanceof ScalarNode scalar && !isNull(node)) {
                texts.add(Normalizer.normalize(scalar.getValue(), Normalizer.Form.NFC));
            } else {
                problems.add(file, lineOf(node, firstLine), "expected a text in the list \"" + key + "\"");
            }
        }
        return texts;
    }

    /// Lines of the entries of a list, in the order of [#texts].
    public List<Integer> linesOf(String key) {
        return sequence(key).stream().map(node -> lineOf(node, firstLine)).toList();
    }

    /// The list of mappings under a key, each read by `reader`; empty when the key is absent.
    public <T> List<T> each(String key, Function<Fields, T> reader) {
        var list = new ArrayList<T>();
        for (var node : sequence(key)) {
            try (var fields = new Fields(file, firstLine, node, problems)) {
                list.add(reader.apply(fields));
            }
        }
        return list;
    }

    /// The mapping under a key, or empty when the key is absent.
    public <T> Optional<T> find(String key, Function<Fields, T> reader) {
        read.add(key);
        var node = values.get(key);
        if (node == null || isNull(node)) {
            return Optional.empty();
        }
        try (var fields = new Fields(file, firstLine, node, problems)) {
            return Optional.of(reader.apply(fields));
        }
    }

    /// The mapping under a key; a problem, and the reader run on an empty mapping, when it is missing.
    public <T> T get(String key, Function<Fields, T> reader) {
        return find(key, reader).orElseGet(() -> {
            problem(key, "\"" + key + "\" is missing");
            return reader.apply(nothing(file));
        });
    }

    /// Notes a mistake at a key of this mapping.
    public void problem(String key, String message) {
        problems.add(file, line(key), message);
    }

    /// Reports every key that was not asked for.
    @Override
    public void close() {
        for (var key : values.keySet()) {
            if (!read.contains(key)) {
                problem(key, "unknown key \"" + key + "\"");
            }
        }
    }

    private List<Node> sequence(String key) {
        read.add(key);
        var node = values.get(key);
        if (node == null || isNull(node)) {
            return List.of();
        }
        if (node instanceof SequenceNode sequence) {
            return sequence.getValue();
        }
        problem(key, "expected a list under \"" + key + "\"");
        return List.of();
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar
                && (scalar.getValue().isEmpty() && scalar.isPlain()
                        || scalar.isPlain() && scalar.getValue().equals("null"));
    }

    private static int lineOf(Node node, int firstLine) {
        return node.getStartMark().map(mark -> mark.getLine() + firstLine).orElse(firstLine);
    }
}
