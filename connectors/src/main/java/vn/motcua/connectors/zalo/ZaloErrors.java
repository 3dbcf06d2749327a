package vn.motcua.connectors.zalo;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;

import vn.motcua.connectors.Delivery;

/// Zalo's error numbers, and what each means for the message. Gathered from those who use the API; the numbers of the
/// business API up to -112 are from its own page.
final class ZaloErrors {
    static final ZoneId VIETNAM = ZoneId.of("Asia/Ho_Chi_Minh");
    /// Zalo lets no notice through between 22:00 and 6:00.
    private static final LocalTime MORNING = LocalTime.of(6, 5);
    private static final Duration QUOTA = Duration.ofHours(1);

    private ZaloErrors() {
    }

    /// Whether the access token is what is wrong, so that a new one may help.
    static boolean isToken(int error) {
        return error == -216 || error == -220 || error == -124;
    }

    /// Of a message within a conversation.
    ///
    /// @param pause how long to wait when there were too many calls
    static Delivery ofMessage(ZaloApi.Failed failed, Duration pause, Instant now) {
        var reason = failed.error() + " " + failed.message();
        return switch (failed.error()) {
            case -32 -> new Delivery.TryLater(pause, reason);
            case -216, -220 -> new Delivery.CredentialsFailed(reason);
            case -230, -232 -> new Delivery.WindowClosed(reason);
            case -213, -217, -227, -244 -> new Delivery.Unreachable(reason);
            // Used up for now: of the account, of the citizen.
            case -211, -218 -> new Delivery.TryLater(QUOTA, reason);
            case -234 -> new Delivery.TryLater(untilMorning(now), reason);
            // An uploaded file has expired; every try uploads anew.
            case -100 -> new Delivery.TryLater(null, reason);
            // The app, the account or its wallet: somebody must set something right.
            case -209, -212, -219, -221, -223, -224, -320, -321 -> new Delivery.CredentialsFailed(reason);
            case -201, -210, -233, -240, -248 -> new Delivery.Refused(reason);
            default -> new Delivery.Refused(reason);
        };
    }

    /// Of a notice by template.
    ///
    /// @param pause how long to wait when there were too many calls
    static Delivery ofNotice(ZaloApi.Failed failed, Duration pause, Instant now) {
        var reason = failed.error() + " " + failed.message();
        return switch (failed.error()) {
            case -100 -> new Delivery.TryLater(null, reason);
            case -101, -102, -103, -104, -105, -106, -107, -115, -117, -120, -124, -135, -136, -137, -138 ->
                new Delivery.CredentialsFailed(reason);
            // No such number, no account, an old Zalo, or a person who wants none: another way must be found.
            case -108, -110, -118, -119, -139, -140, -141 -> new Delivery.Unreachable(reason);
            case -133 -> new Delivery.TryLater(untilMorning(now), reason);
            case -144, -147 -> new Delivery.TryLater(untilTomorrow(now), reason);
            // -109, -111 to -114, -116, -131, -132, -145, -146, -249: template or data; the rest is that of messages.
            default -> failed.error() > -200 && failed.error() != ZaloApi.RATE_LIMITED
                    ? new Delivery.Refused(reason)
                    : ofMessage(failed, pause, now);
        };
    }

    private static Duration untilMorning(Instant now) {
        var here = now.atZone(VIETNAM);
        var morning = here.with(MORNING);
        return Duration.between(here, here.isBefore(morning) ? morning : morning.plusDays(1));
    }

    private static Duration untilTomorrow(Instant now) {
        var here = now.atZone(VIETNAM);
        return Duration.between(here, here.toLocalDate().plusDays(1).atTime(MORNING).atZone(VIETNAM));
    }
}
