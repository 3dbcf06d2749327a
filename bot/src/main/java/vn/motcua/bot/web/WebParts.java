package vn.motcua.bot.web;

import java.util.List;
import java.util.function.Supplier;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;

import vn.motcua.bot.configuration.Configuration;
import vn.motcua.bot.inbox.Inbox;
import vn.motcua.bot.live.Live;
import vn.motcua.bot.media.MediaStore;
import vn.motcua.bot.messages.Messages;
import vn.motcua.bot.turn.Conversations;
import vn.motcua.bot.turn.Moving;
import vn.motcua.bot.turn.TurnRunner;
import vn.motcua.connectors.Channel;
import vn.motcua.knowledge.content.Content;

/// What the server serves.
///
/// @param content the content version current at the time of the call
/// @param moving   gives out codes to go on elsewhere
/// @param checks   what `/readyz` looks at
/// @param channels those that are on, besides the website
public record WebParts(Configuration configuration, Messages messages, Supplier<Content> content,
        Conversations conversations, TurnRunner turns, Moving moving, MediaStore media, Live live,
        PrometheusMeterRegistry meters, List<HealthCheck> checks, List<Channel> channels, Inbox inbox) {
    public WebParts {
        channels = List.copyOf(channels);
        checks = List.copyOf(checks);
    }
}
