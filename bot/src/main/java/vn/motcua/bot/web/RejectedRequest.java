package vn.motcua.bot.web;

import java.time.Duration;

/// A request is answered with a problem. Carries no stack trace: it is an expected outcome.
final class RejectedRequest extends RuntimeException {
    private final HttpProblem problem;
    private final transient Duration retryAfter;

    RejectedRequest(HttpProblem problem) {
        this(problem, Duration.ZERO);
    }

    /// @param retryAfter when trying again makes sense; zero when it does not
    RejectedRequest(HttpProblem problem, Duration retryAfter) {
        super(problem.slug(), null, false, false);
        this.problem = problem;
        this.retryAfter = retryAfter;
    }

    HttpProblem problem() {
        return problem;
    }

    Duration retryAfter() {
        return retryAfter;
    }
}
