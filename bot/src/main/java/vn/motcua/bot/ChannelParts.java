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

import vn.motcua.bot.configuration.Configuration;
import vn.motcua.bot.inbox.Inbox;
import vn.motcua.bot.inbox.TelegramPoller;
import vn.motcua.bot.keys.RootKey;
import vn.motcua.bot.keys.Sealed;
import vn.motcua.bot.live.Wakeups;
import vn.motcua.bot.moving.MovingCodes;
import vn.motcua.bot.outbox.Deliverer;
import vn.motcua.bot.outbox.Pace;
import vn.motcua.bot.store.Database;
import vn.motcua.bot.store.Leases;
import vn.motcua.bot.store.MalformedItems;
import vn.motcua.bot.store.OutboxStore;
import vn.motcua.bot.store.TaskStore;
import vn.motcua.bot.store.ZaloAccountStore;
import vn.motcua.bot.task.TaskRunner;
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

    private final List<Channel> channels;
    private final Configuration configuration;
    final Inbox inbox;
    private final Deliverer deliverer;
    private final TaskRunner tasks;
    private final @Nullable TelegramPoller poller;
    private final List<Upkeep> upkeep;

    ChannelParts(Configuration configuration, List<Channel> channels, Database database, Conversations conversations,
            TurnRunner turns, Wakeups wakeups, InstantSource clock, MeterRegistry meters,
            MovingCodes codes) {
        this.configuration = configuration;
        this.channels = channels;
        inbox = new Inbox(conversations, turns, new MalformedItems(database), clock, meters,
                configuration.limits().perPerson());
        deliverer = new Deliverer(channels, new OutboxStore(database, HOLD), clock, wakeups, meters, Pace.USUAL, codes);
        tasks = new TaskRunner(Map.of(), new TaskStore(database, HOLD.multipliedBy(6)), turns, clock, Pace.USUAL);
        var telegram = configuration.channels().telegram();
        poller = telegram != null && telegram.polling()
                ? channels.stream().filter(TelegramChannel.class::isInstance).map(TelegramChannel.class::cast)
                        .findFirst().map(channel -> new TelegramPoller(channel, inbox,
                                new Leases(database, POLL.multipliedBy(2)), clock, POLL, Pace.USUAL))
                        .orElse(null)
                : null;
        upkeep = channels.stream().filter(ZaloChannel.class::isInstance).map(ZaloChannel.class::cast).map(Upkeep::new)
                .toList();
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
                () -> deliverer.works(channel.name())
                        && (poller == null || !channel.name().equals(TelegramChannel.NAME) || poller.works())
                        && !(channel instanceof ZaloChannel zalo && zalo.needsAuthorisation())))
                .toList();
    }

    void start() {
        deliverer.start();
        tasks.start();
        if (poller != null) {
            poller.start();
        }
        upkeep.forEach(Upkeep::start);
        register();
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
        if (poller != null) {
            poller.close();
        }
        inbox.close();
        tasks.close();
        deliverer.close();
        upkeep.forEach(Upkeep::close);
    }
}
