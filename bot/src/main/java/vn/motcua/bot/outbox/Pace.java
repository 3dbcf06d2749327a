package vn.motcua.bot.outbox;

import java.time.Duration;
import java.util.random.RandomGenerator;

/// When things are tried again.
///
/// @param look    how often is looked for work that nobody called out
/// @param first   pause after the first failure; each further one doubles it
/// @param longest no pause is longer
/// @param closed  how long a channel stands still whose credentials are refused
/// @param giveUp  a message older than this is not tried any more
/// @param side    how many conversations of one channel are served side by side
public record Pace(Duration look, Duration first, Duration longest, Duration closed, Duration giveUp, int side) {
    /// For citizens and providers.
    public static final Pace USUAL = new Pace(Duration.ofMillis(500), Duration.ofSeconds(1), Duration.ofMinutes(5),
            Duration.ofSeconds(30), Duration.ofDays(3), 16);

    /// The same with fewer side by side.
    public Pace withSide(int fewer) {
        return new Pace(look, first, longest, closed, giveUp, fewer);
    }

    /// The pause after so many failures, spread so that many do not come back at once: between half and one and a half.
    public Duration pause(int failures, RandomGenerator random) {
        long doubled = first.toMillis() << Math.min(failures, 20);
        long most = Math.min(doubled, longest.toMillis());
        return Duration.ofMillis(Math.max(1, most / 2 + random.nextLong(most + 1)));
    }
}
