package vn.motcua.connectors;

import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;

/// What a request was read as, in a line that a test resource can hold.
public final class EventWords {
    private EventWords() {
    }

    public static String of(Inbound inbound) {
        if (!(inbound instanceof Inbound.Accepted accepted)) {
            return inbound.getClass().getSimpleName();
        }
        if (!accepted.malformed().isEmpty()) {
            return "malformed " + accepted.malformed().getFirst().reason();
        }
        return accepted.events().isEmpty()
                ? "nothing"
                : accepted.events().stream().map(EventWords::of).collect(Collectors.joining(" | "));
    }

    private static String of(InboundEvent event) {
        return switch (event) {
            case InboundEvent.Said said -> "Said " + said.eventId() + " " + said.text();
            case InboundEvent.Edited edited -> "Edited " + edited.eventId() + " " + edited.text();
            case InboundEvent.Picked picked -> "Picked " + picked.eventId() + " " + picked.value();
            case InboundEvent.Shared shared -> shared.kind() + " " + or(shared.reference()) + " " + or(shared.name())
                    + " " + or(shared.caption());
            case InboundEvent.Followed followed -> "Followed " + or(followed.payload());
            case InboundEvent.Left _,InboundEvent.WithdrewConsent _,InboundEvent.InGroup _ ->
                event.getClass().getSimpleName();
        };
    }

    private static String or(@Nullable String text) {
        return text == null ? "-" : text;
    }
}
