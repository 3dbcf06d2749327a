package vn.motcua.bot.reliability;

import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import vn.motcua.bot.Await;
import vn.motcua.bot.ChildProgram;

import static org.assertj.core.api.Assertions.assertThat;

/// No acknowledged message is lost and none has a second effect, at whatever instant the process ends. The real program
/// runs in a process of its own and is killed with SIGKILL, which it cannot notice.
///
/// `-Dmotcua.kill.rounds=100` for more rounds, `-Dmotcua.kill.seed=…` to draw the same instants and messages again (what
/// meets at an instant is still up to the machine). Losing power is another matter: the page cache outlives a process,
/// so nothing here shows that a commit reached the disk.
class KillTest {
    private static final int ROUNDS = Integer.getInteger("motcua.kill.rounds", 20);
    private static final int POSTGRES_ROUNDS = Math.max(3, ROUNDS / 10);
    private static final int KILLED = 128 + 9;
    private static final Duration LONGEST_STOP = Duration.ofSeconds(10);
    /// Quick to start rather than quick to run.
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xmx256m");

    private final long seed = Long.getLong("motcua.kill.seed", System.nanoTime());
    private final SplittableRandom random = new SplittableRandom(seed);
    @TempDir
    private Path data;
    private int acknowledged;
    private int unanswered;
    private int messages;
    private int startsKilled;

    @Test
    @Timeout(value = 30, unit = TimeUnit.MINUTES)
    void a_kill_at_any_instant_loses_nothing_and_doubles_nothing() throws IOException, SQLException {
        rounds(ROUNDS, Map.of());
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + data.resolve("motcua.db"))) {
            var books = new Books(connection);
            books.checkSqliteFile();
            books.checkTurns(messages);
        }
        assertThat(acknowledged).isGreaterThanOrEqualTo(10 * ROUNDS);
    }

    @Test
    @Timeout(value = 10, unit = TimeUnit.MINUTES)
    void nor_does_it_on_postgresql() throws IOException, SQLException {
        try (var server = EmbeddedPostgres.builder().start()) {
            rounds(POSTGRES_ROUNDS, Map.of("MOTCUA_MODE", "development", "MOTCUA_DATABASE_URL",
                    "postgresql://localhost:%d/postgres".formatted(server.getPort()), "MOTCUA_DATABASE_USER",
                    "postgres"));
            try (var connection = server.getPostgresDatabase().getConnection()) {
                new Books(connection).checkTurns(messages);
            }
        }
    }

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void told_to_stop_under_load_it_ends_in_time_and_loses_nothing() throws IOException {
        Load load;
        long stopped;
        try (var service = serve(Map.of()); var client = new ChatClient(service.awaitPort())) {
            load = Load.begin(client, "t0", random.split());
            load.awaitAcknowledged(random.nextInt(50, 200));
            long start = System.nanoTime();
            assertThat(service.stop(LONGEST_STOP)).isZero();
            stopped = System.nanoTime() - start;
            load.awaitEnd();
        }
        assertThat(load.acknowledged()).isPositive();
        try (var service = serve(Map.of()); var client = new ChatClient(service.awaitPort())) {
            new Audit(client).check(load.messages());
        }
        System.out.printf("told to stop: ended after %d ms; %d messages acknowledged, 0 lost; %d requests refused,"
                + " %d without answer; seed %d%n", TimeUnit.NANOSECONDS.toMillis(stopped), load.acknowledged(),
                load.refused(), load.unanswered(), seed);
    }

    /// Each start serves twice: it is compared with what the run before it had acknowledged, and then it is the next to
    /// be killed.
    private void rounds(int rounds, Map<String, String> environment) throws IOException {
        System.out.printf("%d kills, seed %d%n", rounds, seed);
        long start = System.nanoTime();
        Load last = null;
        for (int round = 0; round <= rounds; round++) {
            try (var service = serve(environment); var client = new ChatClient(service.awaitPort())) {
                if (last != null) {
                    new Audit(client).check(last.messages());
                }
                if (round < rounds) {
                    last = Load.begin(client, "r" + round, random.split());
                    last.awaitAcknowledged(random.nextInt(1, 150));
                    assertThat(service.kill()).isEqualTo(KILLED);
                    note(last);
                }
            }
            if (round < rounds && random.nextInt(4) == 0) {
                killStarting(environment);
            }
        }
        System.out.printf("%d kills under load and %d while starting: %d messages acknowledged, 0 lost, 0 doubled;"
                + " %d requests without answer; seed %d; %d s%n", rounds, startsKilled, acknowledged, unanswered, seed,
                TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start));
        assertThat(unanswered).as("kills that met a message under way").isPositive();
    }

    private void note(Load load) {
        load.awaitEnd();
        assertThat(load.refused()).as("answers other than 200").isZero();
        acknowledged += load.acknowledged();
        unanswered += load.unanswered();
        messages += load.messages().size();
    }

    /// Starting repairs what a kill has left, and must not mind being killed over it.
    private void killStarting(Map<String, String> environment) {
        try (var service = serve(environment)) {
            // Work done so far, not time: a busy machine kills at the same places as an idle one.
            var work = Duration.ofMillis(random.nextInt(50, 1_500));
            Await.until("it has worked for " + work,
                    () -> service.isReady() || service.processorTime().compareTo(work) >= 0);
            service.kill();
            startsKilled++;
        }
    }

    private ChildProgram serve(Map<String, String> environment) {
        return ChildProgram.serve(data, environment, JVM);
    }
}
