package vn.motcua.connectors.messenger;

import java.time.Duration;

import vn.motcua.connectors.Delivery;

/// The error numbers of the Send API, and what each means for the message.
final class MessengerErrors {
    /// A page that may not send for a while; nobody says how long.
    private static final Duration RESTRICTED = Duration.ofMinutes(15);
    private static final Duration BLOCKED = Duration.ofHours(1);

    private MessengerErrors() {
    }

    static Delivery of(MessengerApi.Failed failed) {
        var reason = failed.code() + "/" + failed.subcode() + " " + failed.message();
        var byPerson = switch (failed.subcode()) {
            case 2018278, 2534022 -> new Delivery.WindowClosed(reason);
            case 2018001, 1545041, 2018108 -> new Delivery.Unreachable(reason);
            case 1893063 -> new Delivery.TryLater(RESTRICTED, reason);
            default -> null;
        };
        if (byPerson != null) {
            return byPerson;
        }
        return switch (failed.code()) {
            case 551 -> new Delivery.Unreachable(reason);
            case 4, 32, 613, 80006 -> new Delivery.TryLater(failed.regain().orElse(null), reason);
            case 1, 2, 1200 -> new Delivery.TryLater(null, reason);
            case 368 -> new Delivery.TryLater(BLOCKED, reason);
            // The token, or what the app is allowed to do.
            case 10, 190, 200 -> new Delivery.CredentialsFailed(reason);
            default -> new Delivery.Refused(reason);
        };
    }
}
