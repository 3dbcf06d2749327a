package vn.motcua.knowledge.yaml;

/// One mistake in a file an editor or operator wrote.
///
/// @param file    path as the reader was given it
/// @param line    from 1; 0 when the mistake belongs to the file as a whole
/// @param message what is wrong and what was expected
public record Problem(String file, int line, String message) {
    @Override
    public String toString() {
        return line > 0 ? "%s:%d: %s".formatted(file, line, message) : "%s: %s".formatted(file, message);
    }
}
