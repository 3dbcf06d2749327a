package vn.motcua.bot.simulation;

import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

import org.jspecify.annotations.Nullable;

import vn.motcua.connectors.InboundEvent.Kind;
import vn.motcua.connectors.WebhookRequest;
import vn.motcua.connectors.messenger.simulator.MessengerSimulator;
import vn.motcua.connectors.messenger.simulator.MessengerSimulator.Page;
import vn.motcua.connectors.messenger.simulator.MessengerSimulator.Refuse;
import vn.motcua.connectors.messenger.simulator.MessengerSimulator.TakeAndHang;

/// Messenger, with a Facebook page.
final class MessengerProvider implements Provider {
    private static final Pattern MID = Pattern.compile("\"mid\":\"([^\"]+)\"");

    private final Map<String, String> environment;
    private final MessengerSimulator facebook;
    /// The newest message of each person, and how often it was changed.
    private final Map<String, Said> said = new HashMap<>();
    private int echoed;

    private record Said(String mid, int edits) {
    }

    MessengerProvider(MadeUp madeUp, int port) {
        var appSecret = madeUp.secret("MOTCUA_CHANNELS_MESSENGER_APP_SECRET");
        var pageToken = madeUp.secret("MOTCUA_CHANNELS_MESSENGER_PAGE_TOKEN");
        facebook = MessengerSimulator.start(
                new MessengerSimulator.Settings("100000000000001", appSecret, pageToken), InstantSource.system(), port);
        environment = Map.of("MOTCUA_CHANNELS_MESSENGER_APP_SECRET", appSecret,
                "MOTCUA_CHANNELS_MESSENGER_VERIFY_TOKEN", madeUp.secret("MOTCUA_CHANNELS_MESSENGER_VERIFY_TOKEN"),
                "MOTCUA_CHANNELS_MESSENGER_PAGE_TOKEN", pageToken, "MOTCUA_CHANNELS_MESSENGER_API",
                facebook.api().toString());
    }

    @Override
    public String title() {
        return "Messenger";
    }

    @Override
    public Map<String, String> environment() {
        return environment;
    }

    @Override
    public Optional<WebhookRequest> event(Person person, Deed deed) {
        return Optional.ofNullable(switch (deed) {
            case Deed.Says(var text) -> says(person.id(), text);
            case Deed.Edits(var text) -> edits(person.id(), text);
            case Deed.Presses(var button) ->
                facebook.presses(person.id(), new MessengerSimulator.Button(button.label(), button.value()));
            case Deed.Sends sends -> sends(person.id(), sends);
            case Deed.Follows _ -> facebook.opens(person.id());
            case Deed.Unfollows _,Deed.Withdraws _ -> null;
        });
    }

    private WebhookRequest says(String user, String text) {
        var event = facebook.says(user, text);
        var mid = MID.matcher(new String(event.body(), StandardCharsets.UTF_8));
        if (mid.find()) {
            said.put(user, new Said(mid.group(1), 0));
        }
        return event;
    }

    private @Nullable WebhookRequest edits(String user, String text) {
        var last = said.computeIfPresent(user, (_, before) -> new Said(before.mid(), before.edits() + 1));
        return last == null ? null : facebook.edits(user, last.mid(), last.edits(), text);
    }

    private WebhookRequest sends(String user, Deed.Sends sent) {
        if (sent.kind() == Kind.LOCATION) {
            return facebook.sends(user, "location", "{\"coordinates\":{\"lat\":21.8537,\"long\":106.7615}}");
        }
        var url = "\"url\":\"" + facebook.host(sent.name(), sent.content()) + "\"";
        return switch (sent.kind()) {
            case PHOTO -> facebook.sends(user, "image", "{" + url + "}");
            case VOICE -> facebook.sends(user, "audio", "{" + url + "}");
            case STICKER -> facebook.sends(user, "image", "{" + url + ",\"sticker_id\":369239263222822}");
            case FILE, VIDEO, LOCATION, CONTACT, OTHER -> facebook.sends(user, "file", "{" + url + "}");
        };
    }

    @Override
    public boolean calls() {
        return true;
    }

    @Override
    public List<WebhookRequest> echoes() {
        var all = facebook.echoes();
        var fresh = all.subList(echoed, all.size());
        echoed = all.size();
        return fresh;
    }

    @Override
    public List<Received> received() {
        return facebook.received().stream().map(one -> new Received(one.to(), one.text(), one.buttons().stream()
                .map(button -> new Received.Button(button.title(), button.payload())).toList())).toList();
    }

    @Override
    public boolean fail(Failure failure, int calls) {
        IntStream.range(0, calls).forEach(_ -> facebook.next(switch (failure) {
            case TOO_MANY -> new Refuse(613, 0, "(#613) Calls to this api have exceeded the rate limit.", null);
            case BROKEN -> new Page(500);
            case TIMEOUT -> new TakeAndHang();
            case WINDOW -> new Refuse(10, 2018278, "(#10) This message is sent outside of allowed window.", null);
        }));
        return true;
    }

    @Override
    public void close() {
        facebook.close();
    }
}
