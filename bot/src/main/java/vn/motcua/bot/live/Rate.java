package vn.motcua.bot.live;

import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// How often something may happen, such as 20 times a minute.
///
/// @param times how often, also all at once
/// @param per   in which time
public record Rate(int times, Duration per) {
    private static final Pattern SHAPE = Pattern.compile("(\\d{1,9})\\s*/\\s*(s|min|h)");

    public Rate {
        if (times < 1 || !per.isPositive()) {
            throw new IllegalArgumentException("a rate is at least once in some time");
        }
    }

    /// Reads `5/s`, `20/min` or `1000/h`; empty for anything else.
    public static Optional<Rate> find(String text) {
        var parts = SHAPE.matcher(text);
        if (!parts.matches() || Integer.parseInt(parts.group(1)) == 0) {
            return Optional.empty();
        }
        var per = switch (parts.group(2)) {
            case "s" -> Duration.ofSeconds(1);
            case "min" -> Duration.ofMinutes(1);
            default -> Duration.ofHours(1);
        };
        return Optional.of(new Rate(Integer.parseInt(parts.group(1)), per));
    }

    /// So many times as often.
    public Rate times(int factor) {
        return new Rate(Math.multiplyExact(times, factor), per);
    }

    @Override
    public String toString() {
        return times + "/" + (per.toSeconds() == 1 ? "s" : per.toMinutes() == 1 ? "min" : "h");
    }
}
