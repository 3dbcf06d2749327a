package vn.motcua.connectors;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

import org.jspecify.annotations.Nullable;

/// Until when a citizen can be answered in a channel, for the officer to see. Providers count from the last thing that the
/// citizen did there, some of which they do not tell us: what is said here is the least that holds.
///
/// @param until when this state ends; null when it does not end by itself
public record ReplyWindow(State state, @Nullable Instant until) {

    /// What may be sent.
    public enum State {
        /// Anything, at no charge.
        FREE,
        /// Anything, and the provider charges for it.
        PAID,
        /// Only what an officer wrote.
        OFFICER_ONLY,
        /// Nothing but messages of templates that the provider approved.
        CLOSED,
        /// Nobody knows when the citizen was last there; the provider will say.
        UNKNOWN
    }

    /// A channel that never closes.
    public static final ReplyWindow ALWAYS = new ReplyWindow(State.FREE, null);

    /// Open, then something in between, then closed.
    ///
    /// @param lastHeard when the citizen last did something; null when not known
    /// @param free      so long everything is allowed
    /// @param between   what is allowed after that
    /// @param closed    after so long nothing is
    public static ReplyWindow after(@Nullable Instant lastHeard, Instant now, Duration free, State between,
            Duration closed) {
        if (lastHeard == null) {
            return new ReplyWindow(State.UNKNOWN, null);
        }
        if (now.isBefore(lastHeard.plus(free))) {
            return new ReplyWindow(State.FREE, lastHeard.plus(free));
        }
        return now.isBefore(lastHeard.plus(closed))
                ? new ReplyWindow(between, lastHeard.plus(closed))
                : new ReplyWindow(State.CLOSED, null);
    }

    /// How long this state still lasts; empty when it does not end by itself.
    public Optional<Duration> left(Instant now) {
        return Optional.ofNullable(until).map(end -> now.isBefore(end) ? Duration.between(now, end) : Duration.ZERO);
    }
}
