package vn.motcua.bot.simulation;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import vn.motcua.connectors.InboundEvent.Kind;
import vn.motcua.connectors.WebhookRequest;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator.Page;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator.Refuse;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator.TakeAndHang;

/// Zalo, with an official account.
final class ZaloProvider implements Provider {
    private static final String APP = "4510000000000000001";
    private static final String ACCOUNT = "2510000000000000001";

    private final String appSecret;
    private final String accountSecret;
    private final ZaloSimulator zalo;

    ZaloProvider(MadeUp madeUp, int port) {
        appSecret = madeUp.secret("MOTCUA_CHANNELS_ZALO_APP_SECRET");
        accountSecret = madeUp.secret("MOTCUA_CHANNELS_ZALO_OA_SECRET");
        zalo = ZaloSimulator.start(new ZaloSimulator.Settings(APP, appSecret, ACCOUNT, accountSecret),
                InstantSource.system(), port);
        // New with each start: a service that holds the successors of earlier ones must take these over.
        zalo.authorise();
    }

    @Override
    public String title() {
        return "Zalo";
    }

    @Override
    public Map<String, String> environment() {
        var api = zalo.api().toString();
        return Map.of("MOTCUA_CHANNELS_ZALO_APP_ID", APP, "MOTCUA_CHANNELS_ZALO_APP_SECRET", appSecret,
                "MOTCUA_CHANNELS_ZALO_OA_ID", ACCOUNT, "MOTCUA_CHANNELS_ZALO_OA_SECRET", accountSecret,
                "MOTCUA_CHANNELS_ZALO_ACCESS_TOKEN", zalo.accessToken(), "MOTCUA_CHANNELS_ZALO_REFRESH_TOKEN",
                zalo.refreshToken(), "MOTCUA_CHANNELS_ZALO_API", api, "MOTCUA_CHANNELS_ZALO_OAUTH", api,
                "MOTCUA_CHANNELS_ZALO_BUSINESS", api);
    }

    @Override
    public Optional<WebhookRequest> event(Person person, Deed deed) {
        return Optional.ofNullable(switch (deed) {
            case Deed.Says(var text) -> zalo.says(person.id(), text);
            case Deed.Edits _ -> null;
            case Deed.Presses(var button) ->
                zalo.presses(person.id(), new ZaloSimulator.Button(button.label(), button.value()));
            case Deed.Sends sends -> sends(person.id(), sends);
            case Deed.Follows _ -> zalo.follows(person.id(), true);
            case Deed.Unfollows _ -> zalo.follows(person.id(), false);
            case Deed.Withdraws _ -> zalo.withdraws(person.id());
        });
    }

    private WebhookRequest sends(String user, Deed.Sends sent) {
        if (sent.kind() == Kind.LOCATION) {
            return zalo.sends(user, "location",
                    "{\"coordinates\":{\"latitude\":\"21.8537\",\"longitude\":\"106.7615\"}}");
        }
        var url = zalo.host(sent.name(), sent.content());
        return switch (sent.kind()) {
            case PHOTO -> zalo.sends(user, "image", "{\"url\":\"" + url + "\",\"thumbnail\":\"" + url + "\"}");
            case VOICE -> zalo.sends(user, "audio", "{\"url\":\"" + url + "\"}");
            case STICKER -> zalo.sends(user, "sticker", "{\"id\":\"bfe458\",\"url\":\"" + url + "\"}");
            case FILE, VIDEO, LOCATION, CONTACT, OTHER ->
                zalo.sends(user, "file", "{\"url\":\"" + url + "\",\"name\":\""
                        + Json.inside(sent.name()) + "\",\"size\":\"" + sent.content().length + "\"}");
        };
    }

    @Override
    public boolean calls() {
        return true;
    }

    @Override
    public List<Received> received() {
        return zalo.received().stream().map(one -> new Received(one.to(), one.text(), one.buttons().stream()
                .map(button -> new Received.Button(button.title(), button.payload())).toList())).toList();
    }

    @Override
    public boolean fail(Failure failure, int calls) {
        IntStream.range(0, calls).forEach(_ -> zalo.next(switch (failure) {
            case TOO_MANY -> new Refuse(-32, "Your application reached limit call api");
            case BROKEN -> new Page(500);
            case TIMEOUT -> new TakeAndHang();
            case WINDOW -> new Refuse(-230, "User has not interacted with the OA in the past 7 days");
        }));
        return true;
    }

    @Override
    public void close() {
        zalo.close();
    }
}
