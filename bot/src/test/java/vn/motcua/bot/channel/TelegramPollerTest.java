package vn.motcua.bot.channel;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.motcua.bot.Await;
import vn.motcua.bot.Scenario;
import vn.motcua.bot.inbox.Inbox;
import vn.motcua.bot.inbox.TelegramPoller;
import vn.motcua.bot.live.Rate;
import vn.motcua.bot.outbox.Pace;
import vn.motcua.bot.store.ChannelSwitches;
import vn.motcua.bot.store.Leases;
import vn.motcua.bot.store.MalformedItems;
import vn.motcua.connectors.Address;
import vn.motcua.connectors.Secret;
import vn.motcua.connectors.telegram.TelegramChannel;
import vn.motcua.connectors.telegram.simulator.TelegramSimulator;
import vn.motcua.connectors.telegram.simulator.TelegramSimulator.Person;

import static org.assertj.core.api.Assertions.assertThat;

class TelegramPollerTest {
    private static final Pace QUICK = new Pace(Duration.ofMillis(2), Duration.ofMillis(1), Duration.ofMillis(2),
            Duration.ofMillis(5), Duration.ofDays(1), 4);
    private static final Person LAN = new Person(83, "Lan");

    @TempDir
    private Path data;

    @Test
    void turned_off_it_asks_for_nothing_and_turned_on_it_goes_on_where_it_was() throws Exception {
        try (var telegram = TelegramSimulator.start("7:t", 0); var scenario = new Scenario(data)) {
            var switches = new ChannelSwitches(scenario.database);
            switches.turn("telegram", false, Instant.now());
            var channel = new TelegramChannel(new Secret("7:t"), null, telegram.api(), null);
            telegram.add(telegram.says(LAN, "mở công ty"));
            try (var inbox = new Inbox(scenario.conversations, scenario.turns, new MalformedItems(scenario.database),
                    Instant::now, new SimpleMeterRegistry(),
                    scenario.live.limit("person", new Rate(100, Duration.ofHours(1))));
                    var switchboard = new Switchboard(switches, Duration.ofMillis(5));
                    var poller = new TelegramPoller(channel, inbox,
                            new Leases(scenario.database, Duration.ofSeconds(20)), Instant::now, Duration.ofSeconds(1),
                            QUICK, switchboard)) {
                switchboard.start();
                poller.start();
                Thread.sleep(200); // However long: nothing is asked for.
                assertThat(scenario.store.find(new Address("telegram", "83"))).isEmpty();
                assertThat(poller.works()).isTrue();
                switches.turn("telegram", true, Instant.now());
                Await.until("it is fetched and confirmed",
                        () -> scenario.store.find(new Address("telegram", "83")).isPresent()
                                && telegram.unconfirmed() == 0);
                switches.turn("telegram", false, Instant.now());
                Await.until("it is off", () -> !switchboard.isOn("telegram"));
                telegram.add(telegram.says(LAN, "mất bao lâu"));
                switches.turn("telegram", true, Instant.now());
                Await.until("both were heard once", () -> scenario.conversations
                        .events(scenario.conversations.at(new Address("telegram", "83")), 0, 10).size() == 4);
            }
        }
    }
}
