package vn.motcua.bot.web;

import java.time.Duration;

/// How long things may take. Tests use shorter ones.
///
/// @param request    from a request's first byte to its last
/// @param idle       without a byte in either direction, then the connection is closed
/// @param firstFrame from a socket's opening to its ticket
/// @param ticket     from a ticket's issue to its use
/// @param ping       between two pings; also how often a socket looks for events it was not told of
/// @param drain      for requests under way when the server closes
record Timing(Duration request, Duration idle, Duration firstFrame, Duration ticket, Duration ping, Duration drain) {
    static final Timing STANDARD = new Timing(Duration.ofSeconds(15), Duration.ofSeconds(75), Duration.ofSeconds(5),
            Duration.ofSeconds(30), Duration.ofSeconds(25), Duration.ofSeconds(8));
}
