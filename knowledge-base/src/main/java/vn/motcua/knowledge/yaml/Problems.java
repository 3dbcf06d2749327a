package vn.motcua.knowledge.yaml;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/// Collects mistakes while files are read, so that all of them can be reported at once. Thread-safe.
public final class Problems {
    private final ConcurrentLinkedQueue<Problem> found = new ConcurrentLinkedQueue<>();

    /// Notes a mistake.
    public void add(String file, int line, String message) {
        found.add(new Problem(file, line, message));
    }

    /// What was noted so far, by file and line.
    public List<Problem> list() {
        return found.stream()
                .sorted(Comparator.comparing(Problem::file).thenComparingInt(Problem::line)
                        .thenComparing(Problem::message))
                .toList();
    }

    public boolean isEmpty() {
        return found.isEmpty();
    }
}
