package vn.motcua.bot;

import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import vn.motcua.bot.channel.Switchboard;
import vn.motcua.bot.configuration.Configuration;
import vn.motcua.bot.inbox.Inbox;
import vn.motcua.bot.inbox.TelegramPoller;
import vn.motcua.bot.keys.RootKey;
import vn.motcua.bot.keys.Sealed;
import vn.motcua.bot.live.Live;
import vn.motcua.bot.media.Fetching;
import vn.motcua.bot.moving.MovingCodes;
import vn.motcua.bot.outbox.Deliverer;
import vn.motcua.bot.outbox.Pace;
import vn.motcua.bot.store.ChannelSwitches;
import vn.motcua.bot.store.Database;
import vn.motcua.bot.store.Erasure;
import vn.motcua.bot.store.Leases;
import vn.motcua.bot.store.MalformedItems;
import vn.motcua.bot.store.OutboxStore;
import vn.motcua.bot.store.SharedFiles;
import vn.motcua.bot.store.TaskStore;
import vn.motcua.bot.store.ZaloAccountStore;
import vn.motcua.bot.task.TaskRunner;
import vn.motcua.bot.task.TaskWork;
import vn.motcua.bot.turn.Conversations;
import vn.motcua.bot.turn.TurnRunner;
import vn.motcua.bot.web.HealthCheck;
import vn.motcua.connectors.Channel;
import vn.motcua.connectors.messenger.MessengerChannel;
import vn.motcua.connectors.telegram.TelegramChannel;
import vn.motcua.connectors.zalo.ZaloAccount;
import vn.motcua.connectors.zalo.ZaloChannel;

/// The channels that are on, and everything that works for them.
final class ChannelParts implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(ChannelParts.class);
    /// Longer than any send: who is silent for so long is gone.
    private static final Duration HOLD = Duration.ofSeconds(20);
    private static final Duration POLL = Duration.ofSeconds(20);

    private static final int DOWNLOADS = 3;

    private final List<Channel> channels;
    private final Configuration configuration;
    final Inbox inbox;
    private final Switchboard switchboard;
    private final Erasure erasure;
    private final InstantSource clock;
    private final Deliverer deliverer;
    private final TaskRunner tasks;
    private final TaskRunner downloads;
    private final @Nullable TelegramPoller poller;
    private final List<Upkeep> upkeep;

    ChannelParts(Configuration configuration, List<Channel> channels, Database database, Conversations conversations,
            TurnRunner turns, Live live, InstantSource clock, MeterRegistry meters, SharedFiles files,
            Fetching fetching, MovingCodes codes,
            Switchboard switchboard) {
        this.configuration = configuration;
        this.channels = channels;
        this.clock = clock;
        inbox = new Inbox(conversations, turns, new MalformedItems(database), clock, meters,
                live.limit("person", configuration.limits().perPerson()));
        this.switchboard = switchboard;
        erasure = new Erasure(database, files);
        deliverer = new Deliverer(channels, new OutboxStore(database, HOLD), clock, live, meters, Pace.USUAL,
                switchboard, codes);
        tasks = new TaskRunner(Map.of("erase", this::erase), new TaskStore(database, HOLD.multipliedBy(6)), turns,
                clock, Pace.USUAL);
        // Apart, so that slow downloads keep nothing else waiting; few, since each holds a whole file in memory.
        downloads = new TaskRunner(Map.of("fetch", fetching), new TaskStore(database, HOLD.multipliedBy(6)), turns,
                clock,
                Pace.USUAL.withSide(DOWNLOADS));
        var telegram = configuration.channels().telegram();
        poller = telegram != null && telegram.polling()
                ? channels.stream().filter(TelegramChannel.class::isInstance).map(TelegramChannel.class::cast)
                        .findFirst().map(channel -> new TelegramPoller(channel, inbox,
                                new Leases(database, POLL.multipliedBy(2)), clock, POLL, Pace.USUAL, switchboard))
                        .orElse(null)
                : null;
        upkeep = channels.stream().filter(ZaloChannel.class::isInstance).map(ZaloChannel.class::cast).map(Upkeep::new)
                .toList();
    }

    /// Which of the channels that are served are on.
    static Switchboard switches(List<Channel> served, Database database, InstantSource clock) {
        var switches = new ChannelSwitches(database);
        switches.served(served.stream().map(Channel::name).toList(), clock.instant());
        return new Switchboard(switches, Switchboard.LOOK);
    }

    /// The channels that the configuration has credentials for, besides the website.
    ///
    /// @param root what the tokens are encrypted with that are kept in the database
    static List<Channel> on(Configuration configuration, Database database, Supplier<RootKey> root,
            InstantSource clock) {
        var channels = new ArrayList<Channel>();
        var telegram = configuration.channels().telegram();
        if (telegram != null) {
            channels.add(new TelegramChannel(telegram.token(), telegram.webhookSecret(), telegram.api(),
                    telegram.proxy()));
        }
        var zalo = configuration.channels().zalo();
        if (zalo != null) {
            var store = new ZaloAccountStore(database, new Sealed(root.get(), "tokens of zalo"), zalo.appId(),
                    zalo.accessToken(), zalo.refreshToken());
            channels.add(new ZaloChannel(new ZaloAccount(zalo.appId(), zalo.appSecret(), zalo.oaId(), zalo.oaSecret(),
                    zalo.api(), zalo.oauth(), zalo.business()), store, store, clock));
        }
        var messenger = configuration.channels().messenger();
        if (messenger != null) {
            channels.add(new MessengerChannel(messenger.appSecret(), messenger.verifyToken(), messenger.pageToken(),
                    messenger.api(), clock));
        }
        return List.copyOf(channels);
    }

    /// One check for each channel; none of them is required, since the others go on.
    List<HealthCheck> checks() {
        return channels.stream().map(channel -> new HealthCheck(channel.name(), false,
                () -> !switchboard.isOn(channel.name()),
                () -> deliverer.works(channel.name())
                        && (poller == null || !channel.name().equals(TelegramChannel.NAME) || poller.works())
                        && !(channel instanceof ZaloChannel zalo && zalo.needsAuthorisation())))
                .toList();
    }

    /// Whoever takes back the consent is erased, also what went on elsewhere by now. Doing it again finds nothing more to do.
    private TaskWork.Result erase(TaskWork.Task task) {
        erasure.erasePerson(task.conversation(), clock.instant());
        return new TaskWork.Done(null);
    }

    /// Names of the channels, with those that an operator turned off marked.
    List<String> names() {
        return channels.stream()
                .map(channel -> switchboard.isOn(channel.name()) ? channel.name() : channel.name() + " (off)").toList();
    }

    void start() {
        switchboard.start();
        Thread.startVirtualThread(this::finishErasures);
        deliverer.start();
        tasks.start();
        downloads.start();
        if (poller != null) {
            poller.start();
        }
        upkeep.forEach(Upkeep::start);
        register();
    }

    /// What an erasure that was cut short left in the data folder.
    private void finishErasures() {
        try {
            erasure.removeFiles();
        } catch (RuntimeException failed) {
            log.warn("files of erased conversations are still in the data folder: {}", failed.toString());
        }
    }

    /// Tells Telegram where our webhook is. When that fails an operator may do it by hand; it stands until changed.
    private void register() {
        var url = configuration.server().publicUrl();
        for (var channel : channels) {
            if (poller == null && url != null && channel instanceof TelegramChannel telegram) {
                var webhook = URI.create(url.toString().replaceFirst("/$", "") + "/webhooks/telegram");
                Thread.startVirtualThread(() -> {
                    if (!telegram.register(webhook)) {
                        log.warn("Telegram did not accept the webhook {}", webhook);
                    }
                });
            }
        }
    }

    @Override
    public void close() {
        switchboard.close();
        if (poller != null) {
            poller.close();
        }
        inbox.close();
        tasks.close();
        downloads.close();
        deliverer.close();
        upkeep.forEach(Upkeep::close);
    }
}
