package vn.motcua.bot.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class MigrationsTest {
    @TempDir
    private Path data;

    @Test
    void knows_the_newest_file_of_its_folder() throws Exception {
        var folder = Path.of(Objects.requireNonNull(getClass().getResource("/" + Migrations.FOLDER)).toURI());
        try (var files = Files.list(folder)) {
            assertThat(files.map(file -> file.getFileName().toString()).sorted().toList().getLast())
                    .startsWith("V" + Migrations.NEWEST + "__");
        }
    }

    @Test
    void are_applied_once() throws IOException {
        for (var time = 0; time < 2; time++) {
            var before = System.nanoTime();
            try (var database = Databases.open(DatabaseSettings.inFolder(data))) {
                System.out.printf("open %d: %.1f ms%n", time, (System.nanoTime() - before) / 1e6);
                assertThat(history(database)).containsExactly("1", "2", "3", "4", "5", "6");
            }
        }
    }

    @Test
    void are_applied_once_when_several_open_a_new_folder_at_once() throws Exception {
        try (var callers = Executors.newFixedThreadPool(6)) {
            var opened = IntStream.range(0, 6)
                    .mapToObj(_ -> callers.submit(() -> Databases.open(DatabaseSettings.inFolder(data)))).toList();
            for (var one : opened) {
                try (var database = one.get()) {
                    assertThat(history(database)).containsExactly("1", "2", "3", "4", "5", "6");
                }
            }
        }
    }

    private static List<String> history(Database database) {
        return database.read(connection -> {
            var versions = new ArrayList<String>();
            try (var select = connection.prepareStatement("SELECT version FROM flyway_schema_history");
                    var row = select.executeQuery()) {
                while (row.next()) {
                    versions.add(row.getString(1));
                }
            }
            return versions;
        });
    }
}
