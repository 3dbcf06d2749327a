package vn.motcua.bot.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;

import vn.motcua.bot.keys.RootKey;
import vn.motcua.bot.keys.Sealed;
import vn.motcua.connectors.Address;
import vn.motcua.connectors.Delivery;
import vn.motcua.connectors.OutboundMessage;
import vn.motcua.connectors.Outgoing;
import vn.motcua.connectors.Outgoing.Author;
import vn.motcua.connectors.Secret;
import vn.motcua.connectors.zalo.ZaloAccount;
import vn.motcua.connectors.zalo.ZaloChannel;
import vn.motcua.connectors.zalo.ZaloTokenStore.Secrets;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator.Settings;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.motcua.bot.store.Samples.NOON;

/// What the tokens of a Zalo account may rely on, on whatever database.
interface ZaloAccountStoreContract {
    Duration HOLD = Duration.ofSeconds(40);
    String KEY = "a master key of at least thirty-two signs";

    Database database();

    private ZaloAccountStore store(String account, String access, String refresh, String key) {
        return new ZaloAccountStore(database(), new Sealed(RootKey.master(key), "tokens of zalo"), account,
                new Secret(access), new Secret(refresh));
    }

    private static Secrets secrets(int number) {
        return new Secrets(new Secret("access-" + number), new Secret("refresh-" + number),
                NOON.plus(Duration.ofHours(25)));
    }

    @Test
    default void what_a_renewal_brought_survives_and_the_spent_tokens_of_the_configuration_do_not_come_back() {
        var account = UUID.randomUUID().toString();
        var first = store(account, "access-0", "refresh-0", KEY);
        assertThat(first.read().access()).isEqualTo(new Secret("access-0"));
        assertThat(first.replace(1, secrets(1))).isTrue();
        var restarted = store(account, "access-0", "refresh-0", KEY).read();
        assertThat(restarted.version()).isEqualTo(2);
        assertThat(restarted.refresh()).isEqualTo(new Secret("refresh-1"));
        assertThat(restarted.expires()).isEqualTo(NOON.plus(Duration.ofHours(25)));
        first.refuse(2);
        assertThat(first.read().refused()).isTrue();
        var authorisedAnew = store(account, "access-9", "refresh-9", KEY).read();
        assertThat(authorisedAnew.version()).isEqualTo(3);
        assertThat(authorisedAnew.access()).isEqualTo(new Secret("access-9"));
        assertThat(authorisedAnew.refused()).isFalse();
    }

    @Test
    default void of_two_nodes_one_renews_and_only_the_version_that_is_there() {
        var account = UUID.randomUUID().toString();
        var one = store(account, "access-0", "refresh-0", KEY);
        var other = store(account, "access-0", "refresh-0", KEY);
        assertThat(one.claim(1, NOON, HOLD)).isTrue();
        assertThat(other.claim(1, NOON, HOLD)).isFalse();
        assertThat(other.claim(1, NOON.plus(HOLD), HOLD)).isTrue();
        assertThat(one.replace(1, secrets(1))).isTrue();
        assertThat(other.replace(1, secrets(2))).isFalse();
        other.refuse(1);
        assertThat(other.read().refused()).isFalse();
        assertThat(other.claim(1, NOON.plus(HOLD), HOLD)).isFalse();
        assertThat(other.claim(2, NOON, HOLD)).isTrue();
        other.release(2);
        assertThat(one.claim(2, NOON, HOLD)).isTrue();
    }

    @Test
    default void no_token_stands_in_the_database_as_it_is_and_another_key_opens_none() {
        var account = UUID.randomUUID().toString();
        store(account, "access-secret", "refresh-secret", KEY);
        var raw = database().read(connection -> {
            try (var select = connection
                    .prepareStatement("SELECT tokens, configured FROM zalo_account WHERE account = ?")) {
                select.setString(1, account);
                var row = select.executeQuery();
                return row.next()
                        ? new String(row.getBytes(1), StandardCharsets.ISO_8859_1)
                                + new String(row.getBytes(2), StandardCharsets.ISO_8859_1)
                        : "";
            }
        });
        assertThat(raw).isNotEmpty().doesNotContain("secret");
        var sealed = new Sealed(RootKey.master(KEY), "tokens of zalo");
        assertThat(sealed.open(sealed.seal("a", "here"), "here")).contains("a");
        assertThat(sealed.open(sealed.seal("a", "here"), "there")).isEmpty();
        assertThat(new Sealed(RootKey.master(KEY + "!"), "tokens of zalo").open(sealed.seal("a", "here"), "here"))
                .isEmpty();
    }

    @Test
    default void twenty_sends_of_two_nodes_with_an_expired_token_spend_one_refresh_token() throws Exception {
        var settings = new Settings("41", "app-secret", "24", "oa-secret");
        try (var zalo = ZaloSimulator.start(settings, () -> NOON, 0);
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            zalo.says("83", "chào");
            var account = UUID.randomUUID().toString();
            var nodes = List.of(node(zalo, settings, account), node(zalo, settings, account));
            zalo.expireAccess();
            var sends = new ArrayList<Callable<Delivery>>();
            for (int number = 0; number < 20; number++) {
                var node = nodes.get(number % 2);
                var message = new Outgoing("c/" + number, new Address("zalo", "83"), new OutboundMessage.Text("a"),
                        Author.BOT, false, NOON);
                sends.add(() -> node.send(message));
            }
            for (var sent : threads.invokeAll(sends)) {
                assertThat(sent.get()).isInstanceOf(Delivery.Sent.class);
            }
            assertThat(zalo.renewals()).isEqualTo(1);
            assertThat(zalo.received()).hasSize(20);
        }
    }

    private ZaloChannel node(ZaloSimulator zalo, Settings settings, String account) {
        var store = store(account, zalo.accessToken(), zalo.refreshToken(), KEY);
        return new ZaloChannel(new ZaloAccount(settings.appId(), new Secret(settings.appSecret()), settings.oaId(),
                new Secret(settings.oaSecret()), zalo.api(), zalo.api(), zalo.api()), store, store, () -> NOON);
    }

    @Test
    default void who_is_who_is_remembered() {
        var store = store(UUID.randomUUID().toString(), "a", "b", KEY);
        var byApp = UUID.randomUUID().toString();
        assertThat(store.find(byApp)).isEmpty();
        store.note(byApp, "83");
        store.note(byApp, "84");
        store.note(byApp, "84");
        assertThat(store.find(byApp)).contains("84");
    }
}
