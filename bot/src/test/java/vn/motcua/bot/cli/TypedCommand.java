package vn.motcua.bot.cli;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import vn.motcua.bot.ChildProgram;
import vn.motcua.bot.Main;

/// What a command did as it was typed: in a process of its own, because it writes to standard output.
record TypedCommand(int exit, String out, String complaints) {

    /// @param folder gets a file with what was complained
    static TypedCommand run(Path folder, String... arguments) throws IOException, InterruptedException {
        var process = start(folder, List.of(arguments));
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return new TypedCommand(process.waitFor(), out, Files.readString(folder.resolve("stderr")));
    }

    /// Starts a command that reads what is typed.
    ///
    /// @param folder gets a file with what is complained
    static Process start(Path folder, List<String> arguments) throws IOException {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Dmotcua.home=" + ChildProgram.home(), "-Dfile.encoding=UTF-8",
                "-Dstdout.encoding=UTF-8", "-cp", absolute(System.getProperty("java.class.path")),
                Main.class.getName()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectError(folder.resolve("stderr").toFile());
        builder.environment().keySet().removeIf(name -> name.startsWith("MOTCUA_"));
        return builder.start();
    }

    private static String absolute(String classPath) {
        return String.join(File.pathSeparator, List.of(classPath.split(File.pathSeparator, -1)).stream()
                .map(entry -> Path.of(entry).toAbsolutePath().toString()).toList());
    }
}
