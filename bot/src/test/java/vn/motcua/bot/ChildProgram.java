package vn.motcua.bot;

import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A program of ours in a process of its own, on the class path and the Java of this one. It says where it listens in a
/// line that begins `ready http://localhost:PORT/`.
public final class ChildProgram implements AutoCloseable {
    private static final Pattern READY = Pattern.compile("ready http://localhost:(\\d+)/.*");
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final Path complaints;

    private ChildProgram(Process process, Path complaints) {
        this.process = process;
        this.complaints = complaints;
    }

    /// Starts the real service, on any free port and without limits for this machine. Returns at once.
    ///
    /// @param data        its data folder, where also its standard error is kept
    /// @param environment further settings
    public static ChildProgram serve(Path data, Map<String, String> environment, List<String> jvmOptions) {
        var options = new ArrayList<>(jvmOptions);
        options.add("-Dmotcua.home=" + home());
        options.add("-Dfile.encoding=UTF-8");
        return start(options, Main.class, List.of("serve", "--port", "0", "--data", data.toString()), environment,
                data.resolve("stderr.log"));
    }

    /// Starts a program. Returns at once.
    ///
    /// @param complaints file to which its standard error is appended
    public static ChildProgram start(List<String> jvmOptions, Class<?> main, List<String> arguments,
            Map<String, String> environment, Path complaints) {
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(jvmOptions);
        command.addAll(List.of("-cp", classPath(), main.getName()));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.appendTo(complaints.toFile()));
        builder.environment().keySet().removeIf(name -> name.startsWith("MOTCUA_"));
        builder.environment().put("MOTCUA_LIMITS_EXEMPT", "127.0.0.1");
        builder.environment().putAll(environment);
        try {
            return new ChildProgram(builder.start(), complaints);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Absolute, since it is not said where the other process runs.
    private static String classPath() {
        var entries = new ArrayList<String>();
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            entries.add(Path.of(entry).toAbsolutePath().toString());
        }
        return String.join(File.pathSeparator, entries);
    }

    /// The folder with content and configuration: here, or one up when a module's tests run.
    public static Path home() {
        var here = Path.of("").toAbsolutePath();
        return Files.isDirectory(here.resolve("knowledge-base/content")) ? here : here.resolve("..").normalize();
    }

    /// Waits until it is ready.
    ///
    /// @return the port it listens on
    public int awaitPort() {
        try {
            return CompletableFuture.supplyAsync(this::readPort).orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS)
                    .join();
        } catch (CompletionException failed) {
            kill();
            throw new IllegalStateException("the program did not become ready; it said: " + complaints(), failed);
        }
    }

    private int readPort() {
        try {
            var output = process.inputReader();
            return port(output);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static int port(BufferedReader output) throws IOException {
        for (var line = output.readLine(); line != null; line = output.readLine()) {
            Matcher ready = READY.matcher(line);
            if (ready.matches()) {
                return Integer.parseInt(ready.group(1));
            }
        }
        throw new IOException("it ended");
    }

    /// Whether it has said that it is ready, or anything else.
    public boolean isReady() {
        try {
            return process.inputReader().ready();
        } catch (IOException ended) {
            return false;
        }
    }

    /// Everything it wrote to standard error.
    public String complaints() {
        try {
            return Files.readString(complaints);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Ends it at this instant: SIGKILL, which is what `destroyForcibly` is on Linux. Returns when it is gone.
    ///
    /// @return its exit code, 137 when it was killed
    public int kill() {
        return process.destroyForcibly().onExit().join().exitValue();
    }

    /// Asks it to end (SIGTERM) and waits for that.
    ///
    /// @return its exit code
    /// @throws java.util.concurrent.CompletionException when it takes longer
    public int stop(Duration longest) {
        process.destroy();
        return process.onExit().orTimeout(longest.toMillis(), TimeUnit.MILLISECONDS).join().exitValue();
    }

    /// Waits until it ends by itself.
    ///
    /// @return its exit code
    public int awaitEnd() {
        try {
            return process.onExit().orTimeout(PATIENCE.toSeconds(), TimeUnit.SECONDS).join().exitValue();
        } catch (CompletionException failed) {
            kill();
            throw new IllegalStateException("the program did not end; it said: " + complaints(), failed);
        }
    }

    /// Processor time it has used so far.
    public Duration processorTime() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO);
    }

    public long id() {
        return process.pid();
    }

    @Override
    public void close() {
        kill();
    }
}
