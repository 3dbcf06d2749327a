package vn.motcua.bot.store;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.motcua.bot.store.StorageUnavailableException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static vn.motcua.bot.store.ConversationStoreContract.awaited;
import static vn.motcua.bot.store.Samples.NOON;
import static vn.motcua.bot.store.Samples.stranger;
import static vn.motcua.bot.store.Samples.turn;

class SqliteDatabaseTest
        implements
            ConversationStoreContract,
            OutboxStoreContract,
            ZaloAccountStoreContract,
            MoveContract {
    private static final Map<String, String> SAFE = Map.of("journal_mode", "wal", "synchronous", "2", "foreign_keys",
            "1",
            "busy_timeout", "5000");

    @TempDir
    private Path data;
    private SqliteDatabase database;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(file(""), false);
    }

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    public Database database() {
        return database;
    }

    private SqliteFile file(String parameters) {
        return new SqliteFile(data.resolve("motcua.db"), parameters);
    }

    @Test
    void has_the_safe_settings_on_every_connection() {
        assertSafeSettings();
    }

    private void assertSafeSettings() {
        assertThat(database.write(SqliteDatabaseTest::settings)).isEqualTo(SAFE);
        for (var reader = 0; reader < 20; reader++) {
            assertThat(database.read(SqliteDatabaseTest::settings)).isEqualTo(SAFE);
        }
    }

    private static Map<String, String> settings(Connection connection) throws SQLException {
        var settings = new HashMap<String, String>();
        for (var name : SAFE.keySet()) {
            try (var pragma = connection.prepareStatement("PRAGMA " + name); var row = pragma.executeQuery()) {
                settings.put(name, row.next() ? row.getString(1) : "");
            }
        }
        return settings;
    }

    @Test
    void keeps_them_whatever_the_address_asks_for() {
        database.close();
        database = SqliteDatabase
                .open(file("?synchronous=OFF&journal_mode=DELETE&foreign_keys=off&busy_timeout=1"), false);
        assertSafeSettings();
    }

    @Test
    void refuses_a_database_in_memory() {
        var settings = new DatabaseSettings("jdbc:sqlite::memory:", null, null, data, false);
        assertThatExceptionOfType(WeakDurabilityException.class).isThrownBy(() -> Databases.open(settings))
                .satisfies(weak -> assertThat(weak.setting()).isEqualTo("journal_mode"));
    }

    @Test
    void refuses_a_second_one_that_serves_and_lets_others_open_beside() {
        var settings = DatabaseSettings.inFolder(data);
        try (var serving = Databases.openToServe(settings)) {
            assertThatExceptionOfType(AlreadyServingException.class).isThrownBy(() -> Databases.openToServe(settings))
                    .withMessageContaining(data.toString());
            try (var beside = Databases.open(settings)) {
                var conversation = stranger();
                new ConversationStore(beside).create(conversation, null, NOON);
                assertThat(new ConversationStore(serving).find(conversation.id())).isPresent();
            }
        }
        Databases.openToServe(settings).close();
    }

    @Test
    void refuses_to_serve_beside_another_process() throws Exception {
        var lock = data.resolve("motcua.lock");
        var script = "import fcntl,sys,time\nf=open(sys.argv[1],'w')\nfcntl.lockf(f,fcntl.LOCK_EX)\nprint('held',flush=True)\ntime.sleep(60)";
        var other = new ProcessBuilder("python3", "-c", script, lock.toString()).start();
        try (var said = other.inputReader()) {
            assertThat(said.readLine()).isEqualTo("held");
            assertThatExceptionOfType(AlreadyServingException.class)
                    .isThrownBy(() -> Databases.openToServe(DatabaseSettings.inFolder(data)));
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void commits_works_that_wait_together_at_once() throws Exception {
        var before = database.commits();
        var holding = new CountDownLatch(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = keepBusy(callers, holding);
            var works = IntStream.range(0, 200).mapToObj(_ -> callers.submit(this::stored)).toList();
            until(() -> database.waiting() == 200);
            holding.countDown();
            for (var work : works) {
                assertThat(store().find(work.get().id())).isPresent();
            }
        }
        assertThat(database.commits() - before).isEqualTo(2);
    }

    @Test
    void refuses_at_once_when_the_queue_is_full() {
        database.close();
        database = SqliteDatabase.open(file(""), false, 3);
        var holding = new CountDownLatch(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var holder = keepBusy(callers, holding);
            var waiting = IntStream.range(0, 3).mapToObj(_ -> callers.submit(() -> database.write(_ -> 1))).toList();
            until(() -> database.waiting() == 3);
            assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> database.write(_ -> 1))
                    .satisfies(overloaded -> assertThat(overloaded.waiting()).isEqualTo(3));
            holding.countDown();
            assertThat(holder).succeedsWithin(SOON);
            assertThat(waiting).allSatisfy(work -> assertThat(work).succeedsWithin(SOON));
        }
    }

    @Test
    void is_unavailable_when_full_and_comes_back_when_there_is_space() {
        database.close();
        database = SqliteDatabase.open(file("?max_page_count=60"), false);
        var conversation = stored();
        var kept = 0;
        try {
            for (; kept < 1_000; kept++) {
                var before = store().find(conversation.id()).orElseThrow().conversation();
                assertThat(store().commit(turn(before, conversation.id() + "/" + kept)))
                        .isEqualTo(new CommitResult.Committed());
            }
        } catch (StorageUnavailableException full) {
            assertThat(full.reason()).isEqualTo(Reason.FULL);
        }
        assertThat(kept).isBetween(10, 999);
        assertThat(store().events(conversation.id(), 0, 10_000)).hasSize(2 * kept);

        database.write(connection -> {
            try (var delete = connection.prepareStatement("DELETE FROM transcript")) {
                return delete.executeUpdate();
            }
        });
        var before = store().find(conversation.id()).orElseThrow().conversation();
        assertThat(store().commit(turn(before, conversation.id() + "/again"))).isEqualTo(new CommitResult.Committed());
    }

    @Test
    void is_unavailable_while_another_process_holds_the_file_too_long_and_fails_the_whole_group() throws Exception {
        database.close();
        database = SqliteDatabase.open(file(""), false);
        try (var other = file("").connectToWrite(); var statement = other.createStatement()) {
            statement.execute("BEGIN IMMEDIATE");
            assertThatExceptionOfType(StorageUnavailableException.class).isThrownBy(this::stored)
                    .satisfies(busy -> assertThat(busy.reason()).isEqualTo(Reason.BUSY));
            statement.execute("COMMIT");
        }
        stored();
    }

    @Test
    void fails_every_work_of_a_group_whose_transaction_is_lost() throws Exception {
        var lost = stranger();
        var holding = new CountDownLatch(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = keepBusy(callers, holding);
            var neighbour = callers.submit(() -> {
                store().create(lost, null, NOON);
                return true;
            });
            until(() -> database.waiting() == 1);
            var culprit = callers.submit(() -> database.write(connection -> {
                try (var rollback = connection.prepareStatement("ROLLBACK")) { // As SQLite does when the disk is full.
                    return rollback.execute();
                }
            }));
            until(() -> database.waiting() == 2);
            holding.countDown();
            for (var work : List.of(neighbour, culprit)) {
                assertThat(work).failsWithin(SOON).withThrowableThat().havingCause()
                        .isInstanceOf(StorageUnavailableException.class);
            }
        }
        assertThat(store().find(lost.id())).isEmpty();
        stored();
    }

    @Test
    void cannot_write_while_reading() {
        assertThatExceptionOfType(StorageUnavailableException.class).isThrownBy(() -> database.read(connection -> {
            try (var delete = connection.prepareStatement("DELETE FROM conversation")) {
                return delete.executeUpdate();
            }
        }));
        stored();
    }

    @Test
    void gives_works_no_hold_on_the_transaction() {
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> database.write(connection -> {
            connection.commit();
            return true;
        }));
        assertThatIllegalStateException().isThrownBy(() -> database.write(_ -> database.write(_ -> 1)));
    }

    @Test
    void lets_a_work_forget_to_close_what_it_opened() {
        for (var i = 0; i < 3; i++) {
            database.write(
                    connection -> connection.prepareStatement("SELECT * FROM conversation").executeQuery().next());
            stored();
        }
    }

    @Test
    void lets_a_work_use_the_same_statement_twice_at_once() {
        stored();
        stored();
        var pairs = database.read(connection -> {
            var count = 0;
            try (var outer = connection.prepareStatement("SELECT id FROM conversation");
                    var rows = outer.executeQuery()) {
                while (rows.next()) {
                    try (var inner = connection.prepareStatement("SELECT id FROM conversation");
                            var again = inner.executeQuery()) {
                        while (again.next()) {
                            count++;
                        }
                    }
                }
            }
            return count;
        });
        assertThat(pairs).isEqualTo(4);
    }

    @Test
    void finishes_what_waits_before_it_closes_and_takes_nothing_after() throws Exception {
        var holding = new CountDownLatch(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var _ = keepBusy(callers, holding);
            var works = IntStream.range(0, 50).mapToObj(_ -> callers.submit(this::stored)).toList();
            until(() -> database.waiting() == 50);
            var closing = callers.submit(database::close);
            until(database::isClosed);
            holding.countDown();
            assertThat(closing).succeedsWithin(SOON);
            assertThat(works).allSatisfy(work -> assertThat(work).succeedsWithin(SOON));
        }
        assertThatExceptionOfType(StorageUnavailableException.class).isThrownBy(() -> database.write(_ -> 1))
                .satisfies(closed -> assertThat(closed.reason()).isEqualTo(Reason.CLOSED));
        assertThatExceptionOfType(StorageUnavailableException.class).isThrownBy(() -> database.read(_ -> 1));
    }

    @Test
    void leaves_one_file_when_closed() {
        stored();
        database.close();
        assertThat(data.resolve("motcua.db-wal")).doesNotExist();
    }

    @Test
    void keeps_what_was_committed_when_opened_again() {
        var conversation = stored();
        store().commit(turn(conversation, conversation.id() + "/1"));
        database.close();
        database = SqliteDatabase.open(file(""), false);
        assertThat(store().events(conversation.id(), 0, 10)).hasSize(2);
    }

    /// Lets the writer begin a group of one work that lasts until the latch is released.
    private Future<Boolean> keepBusy(ExecutorService callers, CountDownLatch release) {
        var begun = new CountDownLatch(1);
        var work = callers.submit(() -> database.write(_ -> {
            begun.countDown();
            return awaited(release);
        }));
        awaited(begun);
        return work;
    }

    private static void until(BooleanSupplier condition) {
        var end = System.nanoTime() + SOON.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @Test
    void says_how_many_turns_it_commits_in_a_second() throws Exception {
        var callers = 64;
        var end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Long.getLong("store.bench.millis", 500));
        var commits = database.commits();
        var turns = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var counts = IntStream.range(0, callers).mapToObj(_ -> threads.submit(() -> {
                var conversation = stored();
                var count = 0;
                for (; System.nanoTime() < end; count++) {
                    var turn = turn(conversation, conversation.id() + "/" + count);
                    assertThat(store().commit(turn)).isInstanceOf(CommitResult.Committed.class);
                    conversation = turn.after();
                }
                return count;
            })).toList();
            for (var count : counts) {
                turns += count.get();
            }
        }
        var seconds = Long.getLong("store.bench.millis", 500) / 1000.0;
        System.out.printf("SQLite, %d callers: %.0f turns/s in %.0f commits/s, file %d kB%n", callers, turns / seconds,
                (database.commits() - commits) / seconds, Files.size(data.resolve("motcua.db")) / 1024);
        assertThat(turns).isPositive();
    }
}
