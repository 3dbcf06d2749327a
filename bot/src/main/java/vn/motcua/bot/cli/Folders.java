package vn.motcua.bot.cli;

import java.nio.file.Files;
import java.nio.file.Path;

import org.jspecify.annotations.Nullable;

/// Where the product's files are. Default folders lie beside the launcher; given ones are relative to where the command
/// was typed.
///
/// @param content what the department knows
/// @param config  what an operator edits
/// @param data    what the product remembers
public record Folders(Path content, Path config, Path data) {

    /// The folders beside the launcher, which passes its place as the system property `motcua.home`.
    public static Folders ofHome() {
        var home = Path.of(System.getProperty("motcua.home", "."));
        return new Folders(home.resolve("knowledge-base/content"), home.resolve("config"), home.resolve("data"));
    }

    /// The same with another data folder, if one is given.
    public Folders withData(@Nullable Path given) {
        return given == null ? this : new Folders(content, config, given);
    }

    /// Refuses folders without content or messages, saying which one was looked for.
    public Folders existing() {
        for (var needed : new Path[]{content, config}) {
            if (!Files.isDirectory(needed)) {
                throw new WrongUseException("there is no folder " + needed.toAbsolutePath());
            }
        }
        return this;
    }
}
