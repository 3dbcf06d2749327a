package vn.motcua.bot.configuration;

import java.util.List;
import java.util.stream.Collectors;

import vn.motcua.knowledge.yaml.Problem;

/// The configuration has mistakes; nothing is started with it.
public final class InvalidConfigurationException extends RuntimeException {
    private final transient List<Problem> problems;

    public InvalidConfigurationException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    /// Every mistake, with its key and what was expected.
    public List<Problem> problems() {
        return problems;
    }
}
