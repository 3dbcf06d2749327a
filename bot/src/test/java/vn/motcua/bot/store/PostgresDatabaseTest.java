package vn.motcua.bot.store;

import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

import vn.motcua.bot.store.StorageUnavailableException.Reason;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static vn.motcua.bot.store.ConversationStoreContract.awaited;

class PostgresDatabaseTest
        implements
            ConversationStoreContract,
            OutboxStoreContract,
            ZaloAccountStoreContract,
            MoveContract {
    private static EmbeddedPostgres server;
    private static Database database;

    @BeforeAll
    static void start() throws IOException {
        server = EmbeddedPostgres.builder().start();
        database = PostgresDatabase.open(access("postgres"), true);
    }

    @AfterAll
    static void stop() throws IOException {
        database.close();
        server.close();
    }

    @Override
    public Database database() {
        return database;
    }

    private static PostgresAccess access(String name) {
        return new PostgresAccess("jdbc:postgresql://localhost:%d/%s".formatted(server.getPort(), name), "postgres",
                null);
    }

    @Test
    void refuses_a_server_that_does_not_flush_unless_developing() {
        assertThatExceptionOfType(WeakDurabilityException.class)
                .isThrownBy(() -> PostgresDatabase.open(access("postgres"), false))
                .satisfies(weak -> assertThat(weak.setting()).isEqualTo("fsync"));
    }

    @Test
    void opens_by_the_address_that_psql_takes() throws SQLException {
        execute("CREATE DATABASE fresh");
        var url = "postgresql://postgres:any@localhost:%d/fresh".formatted(server.getPort());
        var settings = new DatabaseSettings(url, null, null, java.nio.file.Path.of("unused"), true);
        for (var time = 0; time < 2; time++) {
            try (var fresh = Databases.openToServe(settings)) {
                assertThat(fresh.<Boolean>read(Migrations::isCurrent)).isTrue();
            }
        }
    }

    @Test
    void is_unavailable_when_nobody_listens() {
        var nowhere = new PostgresAccess("jdbc:postgresql://localhost:1/postgres", "postgres", null);
        assertThatExceptionOfType(StorageUnavailableException.class)
                .isThrownBy(() -> PostgresDatabase.open(nowhere, true))
                .satisfies(unreachable -> assertThat(unreachable.reason()).isEqualTo(Reason.UNREACHABLE));
    }

    @Test
    void is_unavailable_when_the_connection_breaks_and_comes_back() {
        assertThatExceptionOfType(StorageUnavailableException.class).isThrownBy(() -> database.write(connection -> {
            try (var end = connection.prepareStatement("SELECT pg_terminate_backend(pg_backend_pid())")) {
                return end.execute();
            }
        })).satisfies(unreachable -> assertThat(unreachable.reason()).isEqualTo(Reason.UNREACHABLE));
        stored();
    }

    @Test
    void tries_three_more_times_when_another_transaction_was_in_the_way() {
        var tries = new AtomicInteger();
        assertThat(database.<Integer>write(_ -> {
            if (tries.incrementAndGet() < 4) {
                throw new SQLException("lost", "40001");
            }
            return tries.get();
        })).isEqualTo(4);
        assertThatExceptionOfType(StorageUnavailableException.class).isThrownBy(() -> database.write(_ -> {
            tries.incrementAndGet();
            throw new SQLException("lost", "40P01");
        })).satisfies(busy -> assertThat(busy.reason()).isEqualTo(Reason.BUSY));
        assertThat(tries).hasValue(8);
    }

    @Test
    void lands_both_of_two_works_that_lock_each_other_out() {
        var one = stored().id().value();
        var two = stored().id().value();
        var both = new CountDownLatch(2);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var works = List.of(List.of(one, two), List.of(two, one)).stream()
                    .map(order -> callers.submit(() -> database.write(connection -> {
                        touch(connection, order.getFirst());
                        both.countDown();
                        awaited(both);
                        touch(connection, order.getLast());
                        return true;
                    }))).toList();
            assertThat(works).allSatisfy(work -> assertThat(work).succeedsWithin(SOON));
        }
    }

    private static void touch(Connection connection, String id) throws SQLException {
        try (var update = connection
                .prepareStatement("UPDATE conversation SET updated_at = updated_at + 1 WHERE id = ?")) {
            update.setString(1, id);
            update.executeUpdate();
        }
    }

    private static void execute(String sql) throws SQLException {
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void takes_nothing_after_it_is_closed() {
        var closed = PostgresDatabase.open(access("postgres"), true);
        closed.close();
        assertThatExceptionOfType(StorageUnavailableException.class).isThrownBy(() -> closed.write(_ -> 1))
                .satisfies(unavailable -> assertThat(unavailable.reason()).isEqualTo(Reason.CLOSED));
    }
}
