package vn.motcua.knowledge.content;

import java.util.List;
import java.util.stream.Collectors;

import vn.motcua.knowledge.yaml.Problem;

/// The content files have mistakes; nothing is answered from them.
public final class InvalidContentException extends RuntimeException {
    private final transient List<Problem> problems;

    public InvalidContentException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining("\n")));
        this.problems = List.copyOf(problems);
    }

    public List<Problem> problems() {
        return problems;
    }
}
