package vn.motcua.bot.cli;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import vn.motcua.bot.Await;
import vn.motcua.bot.ChildProgram;
import vn.motcua.bot.Main;

import static org.assertj.core.api.Assertions.assertThat;

/// How the service starts, refuses to start, and ends: as a process of its own, since exit codes are what supervisors see.
class ServeCommandTest {
    private static final int CANNOT_START = 2;

    @TempDir
    private Path folder;

    @Test
    void a_data_folder_that_is_a_file_is_told() throws IOException {
        var file = Files.writeString(folder.resolve("afile"), "x");
        assertThat(refusal(Map.of(), "--data", file.toString())).contains(file + " cannot be used: it is a file")
                .contains("--data DIR");
    }

    @Test
    void a_data_folder_that_cannot_be_made_is_told() {
        assertThat(refusal(Map.of(), "--data", "/proc/motcua")).contains("/proc/motcua cannot be used")
                .contains("--data DIR");
    }

    @Test
    void a_file_that_is_no_database_is_told() throws IOException {
        Files.writeString(folder.resolve("motcua.db"), "no database, but long enough to look like one".repeat(50));
        assertThat(refusal(Map.of(), "--data", folder.toString())).contains("the database file " + folder)
                .contains("put a backup in its place");
    }

    @ParameterizedTest
    @CsvSource({"postgresql://127.0.0.1:1/motcua, PostgreSQL at jdbc:postgresql://127.0.0.1:1/motcua cannot be used",
            "mysql://127.0.0.1/motcua, database.url: expected postgresql://HOST/NAME or sqlite:FILE"})
    void a_database_that_cannot_be_had_is_told_with_the_keys_to_look_at(String url, String expected) {
        assertThat(refusal(Map.of("MOTCUA_DATABASE_URL", url), "--data", folder.toString())).contains(expected)
                .contains("database.url");
    }

    @Test
    void a_port_that_another_program_has_is_told() throws IOException {
        try (var taken = new ServerSocket(0)) {
            assertThat(refusal(Map.of(), "--data", folder.toString(), "--port", String.valueOf(taken.getLocalPort())))
                    .contains("port " + taken.getLocalPort(), "--port or server.port");
        }
    }

    @ParameterizedTest
    @CsvSource({"jdbc:sqlite:", "sqlite:"})
    void told_to_stop_it_ends_well_and_a_second_one_is_refused_meanwhile(String scheme) {
        var environment = Map.of("MOTCUA_DATABASE_URL", scheme + folder.resolve("elsewhere.db"));
        try (var service = ChildProgram.serve(folder, environment, List.of())) {
            service.awaitPort();
            assertThat(folder.resolve("elsewhere.db")).exists();
            assertThat(refusal(environment)).contains("another process already serves");
            assertThat(service.stop(Duration.ofSeconds(20))).isZero();
        }
    }

    @Test
    void a_redis_that_is_not_there_keeps_nobody_from_starting_and_stopping() {
        try (var service = ChildProgram.serve(folder, Map.of("MOTCUA_REDIS_URL", "redis://:hush@127.0.0.1:1"),
                List.of())) {
            service.awaitPort();
            Await.until("the log tells", () -> service.complaints().contains("Redis is not heard from"));
            assertThat(service.stop(Duration.ofSeconds(20))).isZero();
            assertThat(service.complaints()).doesNotContain("\tat ", "hush");
        }
    }

    /// What a start says that must fail: a message, never a trace.
    private String refusal(Map<String, String> environment, String... options) {
        var arguments = new ArrayList<>(List.of("serve"));
        if (!List.of(options).contains("--port")) {
            arguments.addAll(List.of("--port", "0"));
        }
        arguments.addAll(List.of(options));
        try (var program = ChildProgram.start(List.of("-Dmotcua.home=" + ChildProgram.home(), "-Dfile.encoding=UTF-8"),
                Main.class, arguments, environment, folder.resolve("refusal.log"))) {
            assertThat(program.awaitEnd()).isEqualTo(CANNOT_START);
            return assertThat(program.complaints()).startsWith("motcua: ").doesNotContain("\tat ").actual();
        }
    }
}
