package vn.motcua.bot.store;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.keys.Sealed;
import vn.motcua.connectors.Secret;
import vn.motcua.connectors.zalo.ZaloPeople;
import vn.motcua.connectors.zalo.ZaloTokenStore;
import vn.motcua.connectors.zalo.ZaloTokens;

/// What Zalo's channel must remember: the tokens of its account, encrypted, the same for all nodes; and who is who.
/// Thread-safe. Every method may throw what [Database] throws.
public final class ZaloAccountStore implements ZaloTokenStore, ZaloPeople {
    private static final String SEPARATOR = "\n";

    private final Database database;
    private final Sealed sealed;
    private final String account;

    /// Takes over the tokens of the configuration, unless they are those that were taken over last: these are long spent, and
    /// what is stored came after them.
    ///
    /// @param account names the account and the app
    /// @param access  from the configuration, or null
    /// @param refresh from the configuration, or null
    public ZaloAccountStore(Database database, Sealed sealed, String account, @Nullable Secret access,
            @Nullable Secret refresh) {
        this.database = database;
        this.sealed = sealed;
        this.account = account;
        takeOver(text(access, refresh));
    }

    private static String text(@Nullable Secret access, @Nullable Secret refresh) {
        return (access == null ? "" : access.value()) + SEPARATOR + (refresh == null ? "" : refresh.value());
    }

    private void takeOver(String configured) {
        var mark = sealed.mark(configured);
        var tokens = sealed.seal(configured, account);
        database.write(connection -> {
            try (var insert = connection.prepareStatement("""
                    INSERT INTO zalo_account (account, version, tokens, expires, refused, configured, held_until)
                    VALUES (?, 1, ?, NULL, 0, ?, 0) ON CONFLICT DO NOTHING""")) {
                insert.setString(1, account);
                insert.setBytes(2, tokens);
                insert.setBytes(3, mark);
                insert.executeUpdate();
            }
            try (var select = connection.prepareStatement("SELECT configured FROM zalo_account WHERE account = ?")) {
                select.setString(1, account);
                var row = select.executeQuery();
                if (row.next() && Arrays.equals(row.getBytes(1), mark)) {
                    return 0;
                }
            }
            try (var update = connection.prepareStatement("""
                    UPDATE zalo_account SET version = version + 1, tokens = ?, expires = NULL, refused = 0, configured = ?,
                      held_until = 0
                    WHERE account = ?""")) {
                update.setBytes(1, tokens);
                update.setBytes(2, mark);
                update.setString(3, account);
                return update.executeUpdate();
            }
        });
    }

    @Override
    public ZaloTokens read() {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("""
                    SELECT version, tokens, expires, refused FROM zalo_account WHERE account = ?""")) {
                select.setString(1, account);
                var row = select.executeQuery();
                if (!row.next()) {
                    return new ZaloTokens(0, null, null, null, true);
                }
                long expires = row.getLong("expires");
                var until = row.wasNull() ? null : Instant.ofEpochMilli(expires);
                // Sealed with another master key: as good as none.
                var tokens = sealed.open(row.getBytes("tokens"), account).orElse(SEPARATOR).split(SEPARATOR, -1);
                return new ZaloTokens(row.getLong("version"), secret(tokens[0]), secret(tokens[1]), until,
                        row.getLong("refused") == 1);
            }
        });
    }

    private static @Nullable Secret secret(String text) {
        return text.isEmpty() ? null : new Secret(text);
    }

    @Override
    public boolean claim(long version, Instant now, Duration hold) {
        return update("UPDATE zalo_account SET held_until = ? WHERE account = ? AND version = ? AND held_until <= ?",
                update -> {
                    update.setLong(1, now.plus(hold).toEpochMilli());
                    update.setString(2, account);
                    update.setLong(3, version);
                    update.setLong(4, now.toEpochMilli());
                });
    }

    @Override
    public void release(long version) {
        update("UPDATE zalo_account SET held_until = 0 WHERE account = ? AND version = ?", update -> {
            update.setString(1, account);
            update.setLong(2, version);
        });
    }

    @Override
    public boolean replace(long version, Secrets renewed) {
        var tokens = sealed.seal(text(renewed.access(), renewed.refresh()), account);
        return update("""
                UPDATE zalo_account SET version = version + 1, tokens = ?, expires = ?, refused = 0, held_until = 0
                WHERE account = ? AND version = ?""", update -> {
            update.setBytes(1, tokens);
            update.setLong(2, renewed.expires().toEpochMilli());
            update.setString(3, account);
            update.setLong(4, version);
        });
    }

    @Override
    public void refuse(long version) {
        update("UPDATE zalo_account SET refused = 1, held_until = 0 WHERE account = ? AND version = ?", update -> {
            update.setString(1, account);
            update.setLong(2, version);
        });
    }

    @Override
    public void note(String idByApp, String userId) {
        // Asked each time: what this process remembers, an erasure on another node may have taken away.
        if (find(idByApp).filter(userId::equals).isPresent()) {
            return;
        }
        update("""
                INSERT INTO zalo_person (id_by_app, user_id) VALUES (?, ?)
                ON CONFLICT (id_by_app) DO UPDATE SET user_id = excluded.user_id""", update -> {
            update.setString(1, idByApp);
            update.setString(2, userId);
        });
    }

    @Override
    public Optional<String> find(String idByApp) {
        return database.read(connection -> {
            try (var select = connection.prepareStatement("SELECT user_id FROM zalo_person WHERE id_by_app = ?")) {
                select.setString(1, idByApp);
                var row = select.executeQuery();
                return row.next() ? Optional.of(row.getString(1)) : Optional.empty();
            }
        });
    }

    @FunctionalInterface
    private interface Parameters {
        void set(PreparedStatement statement) throws SQLException;
    }

    /// @return whether a row was changed
    private boolean update(String sql, Parameters parameters) {
        return database.write((Connection connection) -> {
            try (var update = connection.prepareStatement(sql)) {
                parameters.set(update);
                return update.executeUpdate() == 1;
            }
        });
    }
}
