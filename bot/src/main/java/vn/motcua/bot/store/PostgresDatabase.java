package vn.motcua.bot.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool.PoolInitializationException;
import org.jspecify.annotations.Nullable;

import vn.motcua.bot.store.StorageUnavailableException.Reason;

/// PostgreSQL through a small pool. Concurrent commits share their flush inside the server.
final class PostgresDatabase implements Database {
    private static final int WAITING = 4_096;
    private static final int TRIES = 4;
    private static final Duration FAREWELL = Duration.ofSeconds(10);

    private final HikariDataSource pool;
    private final Semaphore admitted = new Semaphore(WAITING);
    private volatile boolean closed;

    private PostgresDatabase(HikariDataSource pool) {
        this.pool = pool;
    }

    /// @param development whether a server that may lose acknowledged messages is accepted
    static PostgresDatabase open(PostgresAccess access, boolean development) {
        HikariDataSource pool;
        try {
            pool = new HikariDataSource(settings(access));
        } catch (PoolInitializationException failure) {
            throw unusable(access, failure);
        }
        try {
            prepare(pool, access, development);
            return new PostgresDatabase(pool);
        } catch (SQLException failure) {
            pool.close();
            throw PostgresFailures.asOurs(failure);
        } catch (RuntimeException failure) {
            pool.close();
            throw failure;
        }
    }

    private static StorageUnavailableException unusable(PostgresAccess access, PoolInitializationException failure) {
        var why = failure.getCause() == null ? failure : failure.getCause();
        return new StorageUnavailableException(Reason.UNREACHABLE, ("PostgreSQL at %s cannot be used: %s. Check that it"
                + " runs and that database.url, database.user and MOTCUA_DATABASE_PASSWORD are right").formatted(access,
                        String.valueOf(why.getMessage()).lines().findFirst().orElse("")),
                failure);
    }

    @Override
    public <T extends @Nullable Object> T write(Work<T> work) {
        return admit(() -> {
            for (var attempt = 1;; attempt++) {
                try (var connection = pool.getConnection()) {
                    return transaction(connection, work);
                } catch (SQLException failure) {
                    if (attempt == TRIES || !PostgresFailures.lostARace(failure)) {
                        throw failure;
                    }
                }
            }
        });
    }

    @Override
    public <T extends @Nullable Object> T read(Work<T> work) {
        return admit(() -> {
            try (var connection = pool.getConnection()) {
                return work.run(connection);
            }
        });
    }

    @Override
    public void close() {
        closed = true;
        try {
            var _ = admitted.tryAcquire(WAITING, FAREWELL.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
        pool.close();
    }

    private static <T extends @Nullable Object> T transaction(Connection connection, Work<T> work)
            throws SQLException {
        connection.setAutoCommit(false);
        try {
            var result = work.run(connection);
            connection.commit();
            return result;
        } catch (Throwable failure) {
            try {
                connection.rollback();
            } catch (SQLException second) {
                failure.addSuppressed(second);
            }
            throw failure;
        }
    }

    private <T extends @Nullable Object> T admit(Statements<T> statements) {
        if (closed) {
            throw new StorageUnavailableException(Reason.CLOSED, null);
        }
        if (!admitted.tryAcquire()) {
            throw new OverloadedException(WAITING);
        }
        try {
            return statements.run();
        } catch (SQLException failure) {
            throw PostgresFailures.asOurs(failure);
        } finally {
            admitted.release();
        }
    }

    private static HikariConfig settings(PostgresAccess access) {
        var config = new HikariConfig();
        config.setPoolName("postgres");
        config.setJdbcUrl(access.url());
        config.setUsername(access.user());
        config.setPassword(access.password());
        config.setMaximumPoolSize(Math.max(10, 2 * Runtime.getRuntime().availableProcessors()));
        config.setConnectionTimeout(3_000);
        config.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        config.addDataSourceProperty("ApplicationName", "motcua");
        config.addDataSourceProperty("connectTimeout", "3"); // seconds
        config.addDataSourceProperty("socketTimeout", "10"); // seconds; a hung server must not hold callers for ever
        config.addDataSourceProperty("tcpKeepAlive", "true");
        config.addDataSourceProperty("reWriteBatchedInserts", "true");
        return config;
    }

    private static void prepare(HikariDataSource pool, PostgresAccess access, boolean development)
            throws SQLException {
        boolean current;
        try (var connection = pool.getConnection()) {
            if (!development) {
                PostgresDurability.require(connection);
            }
            current = Migrations.isCurrent(connection);
        }
        if (!current) {
            // Not through the pool: a migration may take longer than a turn is allowed to.
            Migrations.migrate(access.url(), access.user(), access.password());
        }
    }

    @FunctionalInterface
    private interface Statements<T extends @Nullable Object> {
        T run() throws SQLException;
    }
}
