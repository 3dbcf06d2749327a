package vn.motcua.bot.store;

import vn.motcua.connectors.OutboundMessage;
import vn.motcua.connectors.Outgoing.Author;

/// A message that a turn wants to be sent.
public record OutboxMessage(OutboundMessage message, Author author) {
}
