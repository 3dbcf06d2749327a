package vn.motcua.connectors.zalo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import vn.motcua.connectors.Address;
import vn.motcua.connectors.Delivery;
import vn.motcua.connectors.OutboundMessage;
import vn.motcua.connectors.Outgoing;
import vn.motcua.connectors.Outgoing.Author;
import vn.motcua.connectors.Secret;
import vn.motcua.connectors.SettableClock;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator.Page;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator.Refuse;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator.Settings;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator.TakeAndBreak;

import static org.assertj.core.api.Assertions.assertThat;

class ZaloAuthorisationTest {
    private static final Settings SETTINGS = new Settings("41", "khoa-ung-dung", "24", "khoa-webhook");
    private static final String USER = "83";

    private final SettableClock clock = new SettableClock();
    private final ZaloSimulator zalo = ZaloSimulator.start(SETTINGS, clock, 0);
    private MemoryTokens tokens = new MemoryTokens(zalo.accessToken(), zalo.refreshToken(),
            clock.instant().plus(Duration.ofHours(25)));

    @AfterEach
    void stop() {
        zalo.close();
    }

    private ZaloChannel node() {
        return node(new Secret(SETTINGS.appSecret()));
    }

    private ZaloChannel node(@Nullable Secret appSecret) {
        zalo.says(USER, "chào");
        return new ZaloChannel(new ZaloAccount(SETTINGS.appId(), appSecret, SETTINGS.oaId(),
                new Secret(SETTINGS.oaSecret()), zalo.api(), zalo.api(), zalo.api()), tokens,
                ZaloChannelTest.people(new ConcurrentHashMap<>()), clock);
    }

    private static Delivery send(ZaloChannel node) {
        return node.send(new Outgoing("c/1/0", new Address("zalo", USER), new OutboundMessage.Text("a"), Author.BOT,
                false, null));
    }

    private List<Delivery> sendAtOnce(int count, ZaloChannel... nodes) throws Exception {
        var go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = IntStream.range(0, count).mapToObj(number -> threads.submit(() -> {
                go.await();
                return send(nodes[number % nodes.length]);
            })).toList();
            go.countDown();
            var deliveries = new ArrayList<Delivery>();
            for (var one : sent) {
                deliveries.add(one.get());
            }
            return deliveries;
        }
    }

    @Test
    void twenty_sends_with_a_token_that_zalo_refuses_renew_it_once() throws Exception {
        var node = node();
        zalo.expireAccess();
        assertThat(sendAtOnce(20, node)).allSatisfy(sent -> assertThat(sent).isInstanceOf(Delivery.Sent.class));
        assertThat(zalo.renewals()).isEqualTo(1);
        assertThat(zalo.received()).hasSize(20);
    }

    @Test
    void forty_sends_by_two_nodes_with_a_token_that_ended_renew_it_once() throws Exception {
        var one = node();
        var other = node();
        clock.advance(Duration.ofHours(26));
        zalo.says(USER, "vẫn ở đây");
        assertThat(sendAtOnce(40, one, other)).allSatisfy(sent -> assertThat(sent).isInstanceOf(Delivery.Sent.class));
        assertThat(zalo.renewals()).isEqualTo(1);
        assertThat(tokens.read().version()).isEqualTo(2);
    }

    @Test
    void a_token_is_renewed_two_hours_before_its_end_and_each_renewal_spends_the_last_one() {
        var node = node();
        clock.advance(Duration.ofMinutes(22 * 60 + 59));
        node.keepAuthorised();
        assertThat(zalo.renewals()).isZero();
        for (int time = 1; time <= 5; time++) {
            clock.advance(Duration.ofHours(23));
            node.keepAuthorised();
            assertThat(zalo.renewals()).isEqualTo(time);
            assertThat(tokens.read().refresh()).isEqualTo(new Secret(zalo.refreshToken()));
        }
        zalo.says(USER, "vẫn ở đây");
        assertThat(send(node)).isInstanceOf(Delivery.Sent.class);
    }

    @Test
    void a_renewal_that_was_done_and_not_heard_loses_the_account_but_not_the_present_token() {
        var node = node();
        clock.advance(Duration.ofMinutes(23 * 60 + 30));
        zalo.nextRenewal(new TakeAndBreak());
        node.keepAuthorised();
        assertThat(node.needsAuthorisation()).isFalse();
        node.keepAuthorised();
        assertThat(node.needsAuthorisation()).isTrue();
        assertThat(zalo.renewals()).isEqualTo(1);
        assertThat(send(node)).isInstanceOf(Delivery.Sent.class);
        clock.advance(Duration.ofHours(2));
        assertThat(send(node)).isInstanceOfSatisfying(Delivery.CredentialsFailed.class,
                failed -> assertThat(failed.reason()).contains("authorised anew"));
    }

    @Test
    void a_renewal_that_never_arrived_is_tried_again() {
        var node = node();
        zalo.expireAccess();
        zalo.nextRenewal(new Page(502), new Refuse(-32, "limit"), new Page(503));
        for (int time = 0; time < 3; time++) {
            assertThat(send(node)).isInstanceOf(Delivery.TryLater.class);
        }
        assertThat(node.needsAuthorisation()).isFalse();
        assertThat(send(node)).isInstanceOf(Delivery.Sent.class);
        assertThat(zalo.renewals()).isEqualTo(1);
    }

    @Test
    void tokens_that_cannot_be_stored_at_once_are_stored_before_they_are_used() {
        var node = node();
        zalo.expireAccess();
        tokens.failReplacing(3);
        assertThat(send(node)).isInstanceOf(Delivery.Sent.class);
        assertThat(zalo.renewals()).isEqualTo(1);
        assertThat(tokens.read().access()).isEqualTo(new Secret(zalo.accessToken()));
    }

    @Test
    void a_refused_refresh_token_stops_the_channel_until_somebody_authorises_anew() {
        var node = node();
        zalo.expireAccess();
        zalo.revoke();
        assertThat(send(node)).isInstanceOf(Delivery.CredentialsFailed.class);
        assertThat(node.needsAuthorisation()).isTrue();
        tokens = new MemoryTokens(null, zalo.refreshToken(), null);
        assertThat(send(node())).isInstanceOf(Delivery.Sent.class);
    }

    @Test
    void a_new_token_that_zalo_refuses_as_well_is_not_renewed_again_and_again() {
        var node = node();
        zalo.always(new Refuse(-216, "Access token is invalid"));
        assertThat(send(node)).isInstanceOf(Delivery.CredentialsFailed.class);
        assertThat(zalo.renewals()).isEqualTo(1);
    }

    @Test
    void without_the_apps_secret_the_first_token_is_used_as_long_as_it_works() {
        tokens = new MemoryTokens(zalo.accessToken(), null, null);
        var node = node(null);
        assertThat(send(node)).isInstanceOf(Delivery.Sent.class);
        zalo.expireAccess();
        assertThat(send(node)).isInstanceOf(Delivery.CredentialsFailed.class);
        assertThat(zalo.renewals()).isZero();
    }
}
