package vn.motcua.bot.privacy;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/// Sentences people might write, one a line, from files beside this class.
public final class Sentences {
    private Sentences() {
    }

    /// The sentences of a file, without its comments.
    public static List<String> of(String file) {
        return new BufferedReader(new InputStreamReader(
                Objects.requireNonNull(Sentences.class.getResourceAsStream(file), file), StandardCharsets.UTF_8))
                .lines().filter(line -> !line.isBlank() && !line.startsWith("#")).toList();
    }

    /// Who tells of misconduct.
    public static List<String> told() {
        return of("misconduct-told.txt");
    }

    /// Who tells of misconduct in passing, or only hints at it.
    public static List<String> hinted() {
        return of("misconduct-hinted.txt");
    }

    /// Who asks about rules and ways.
    public static List<String> asked() {
        return of("misconduct-asked.txt");
    }

    /// Who writes about something else.
    public static List<String> none() {
        return of("misconduct-none.txt");
    }
}
