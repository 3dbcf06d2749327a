package vn.motcua.bot.cli;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.bot.Await;
import vn.motcua.bot.ChildProgram;
import vn.motcua.bot.Main;

import static org.assertj.core.api.Assertions.assertThat;

/// A developer at the keyboard of a simulated messenger, with the real service beside it as the printed lines say.
class SimulateCommandTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"zalo", "messenger", "telegram", "telegram --webhook"})
    void somebody_asks_presses_a_button_sends_a_photo_and_is_answered(String channel) throws Exception {
        int port = freePort();
        var arguments = new ArrayList<>(List.of("simulate", "channel"));
        arguments.addAll(List.of(channel.split(" ")));
        arguments.addAll(List.of("--port", "0", "--service", "http://127.0.0.1:" + port));
        var process = TypedCommand.start(folder, arguments);
        try (var out = process.inputReader(); var in = process.outputWriter()) {
            var environment = environment(out);
            try (var service = ChildProgram.start(
                    List.of("-Dmotcua.home=" + ChildProgram.home(), "-Dfile.encoding=UTF-8"), Main.class,
                    List.of("serve", "--port", Integer.toString(port), "--data", folder.toString()), environment,
                    folder.resolve("serve.log"))) {
                service.awaitPort();
                type(in, "mở công ty", "/wait", "/1", "/wait", "/as Hoa", "xin chào", "/wait", "/photo", "/wait",
                        "/fail 429", "/99", "/nonsense", "/again", "cảm ơn", "/wait");
                in.close();
                Await.until("the photo is fetched and kept", this::isAFileKept);
                var said = String.join("\n", out.lines().toList());
                assertThat(process.waitFor()).isZero();
                assertThat(said).contains("Motcua → Lan", "giữ một bản", "[1] ", "Thời hạn", "Motcua → Hoa",
                        "chưa xem được ảnh", "fails with 429", "! there is no button 99", "! /nonsense is not known")
                        .doesNotContain("refused", "nothing came");
                assertThat(said.split("chưa xem được ảnh", -1)).as("brought again, answered once").hasSize(2);
            }
        } finally {
            process.destroyForcibly();
        }
    }

    @Test
    void with_nobody_to_talk_to_it_says_so_and_ends_with_its_input() throws Exception {
        var process = TypedCommand.start(folder, List.of("simulate", "channel", "zalo", "--port", "0", "--service",
                "http://127.0.0.1:" + freePort()));
        try (var out = process.inputReader(); var in = process.outputWriter()) {
            type(in, "xin chào", "/edit xin chào");
            in.close();
            assertThat(String.join("\n", out.lines().toList())).contains("! Zalo has nothing of the kind")
                    .contains("nobody answers at http://127.0.0.1:");
        }
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void wrong_use_is_told_with_what_would_be_right() throws Exception {
        for (var wrong : List.of(List.of("simulate"), List.of("simulate", "channel"),
                List.of("simulate", "channel", "viber"))) {
            var typed = TypedCommand.run(folder, wrong.toArray(String[]::new));
            assertThat(typed.exit()).isEqualTo(2);
            assertThat(typed.complaints()).contains("simulate channel zalo | messenger | telegram");
        }
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            var typed = TypedCommand.run(folder, "simulate", "channel", "zalo", "--port",
                    Integer.toString(taken.getLocalPort()));
            assertThat(typed.exit()).isEqualTo(2);
            assertThat(typed.complaints()).contains("port " + taken.getLocalPort() + " is in use", "--port");
        }
        assertThat(Files.list(folder)).hasSize(1);
    }

    private boolean isAFileKept() {
        var papers = folder.resolve("papers");
        if (!Files.isDirectory(papers)) {
            return false;
        }
        try (var files = Files.walk(papers)) {
            return files.anyMatch(Files::isRegularFile);
        } catch (IOException | UncheckedIOException changing) {
            return false;
        }
    }

    private static HashMap<String, String> environment(BufferedReader out) throws IOException {
        var environment = new HashMap<String, String>();
        for (var line = out.readLine(); line != null && !line.isEmpty(); line = out.readLine()) {
            if (line.startsWith("export ")) {
                var pair = line.substring("export ".length()).split("=", 2);
                environment.put(pair[0], pair[1]);
            }
        }
        return environment;
    }

    private static void type(BufferedWriter in, String... lines) throws IOException {
        for (var line : lines) {
            in.write(line + "\n");
        }
        in.flush();
    }

    private static int freePort() throws IOException {
        try (var free = new ServerSocket(0)) {
            return free.getLocalPort();
        }
    }
}
