package vn.motcua.bot.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

import redis.embedded.RedisExecProvider;

/// A real Redis of our own, which can be killed, hung and started again. It keeps nothing on disk.
public final class RedisProcess implements AutoCloseable {
    public final int port = freePort();
    private final List<String> options;
    private Process process;

    private RedisProcess(List<String> options) {
        this.options = options;
        this.process = run();
    }

    public static RedisProcess start(String... options) {
        return new RedisProcess(List.of(options));
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    public String url() {
        return "redis://127.0.0.1:" + port;
    }

    private Process run() {
        try {
            var command = new ArrayList<String>();
            command.add(RedisExecProvider.defaultProvider().get().getAbsolutePath());
            command.addAll(List.of("--port", Integer.toString(port), "--bind", "127.0.0.1", "--save", "",
                    "--appendonly", "no"));
            command.addAll(options);
            var started = new ProcessBuilder(command).redirectErrorStream(true).start();
            var output = started.inputReader();
            var said = new ArrayList<String>();
            for (var line = output.readLine(); line != null; line = output.readLine()) {
                if (line.contains("Ready to accept connections")) {
                    return started;
                }
                said.add(line);
            }
            throw new IllegalStateException("Redis did not start: " + said);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /// Connections are cut, and everything is forgotten.
    public void kill() {
        process.destroyForcibly().onExit().join();
    }

    public void restart() {
        process = run();
    }

    /// Connections stay, and nothing is answered.
    public void hang() {
        signal("-STOP");
    }

    public void goOn() {
        signal("-CONT");
    }

    private void signal(String signal) {
        try {
            new ProcessBuilder("kill", signal, Long.toString(process.pid())).start().onExit().join();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
