package vn.motcua.bot.simulation;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

import vn.motcua.connectors.WebhookRequest;
import vn.motcua.connectors.telegram.simulator.TelegramSimulator;
import vn.motcua.connectors.telegram.simulator.TelegramSimulator.Page;
import vn.motcua.connectors.telegram.simulator.TelegramSimulator.Refuse;
import vn.motcua.connectors.telegram.simulator.TelegramSimulator.TakeAndHang;

/// Telegram, with a bot whose updates are fetched or brought.
final class TelegramProvider implements Provider {
    private final String token;
    private final String webhookSecret;
    private final boolean webhook;
    private final TelegramSimulator telegram;

    /// @param webhook whether updates are brought
    TelegramProvider(MadeUp madeUp, int port, boolean webhook) {
        this.webhook = webhook;
        token = madeUp.given("MOTCUA_CHANNELS_TELEGRAM_TOKEN").orElse("7000000001:" + madeUp.secret());
        webhookSecret = madeUp.secret("MOTCUA_CHANNELS_TELEGRAM_WEBHOOK_SECRET");
        telegram = TelegramSimulator.start(token, port);
    }

    @Override
    public String title() {
        return "Telegram";
    }

    @Override
    public Map<String, String> environment() {
        var environment = new LinkedHashMap<>(Map.of("MOTCUA_CHANNELS_TELEGRAM_TOKEN", token,
                "MOTCUA_CHANNELS_TELEGRAM_API", telegram.api().toString(), "MOTCUA_CHANNELS_TELEGRAM_MODE",
                webhook ? "webhook" : "polling"));
        if (webhook) {
            environment.put("MOTCUA_CHANNELS_TELEGRAM_WEBHOOK_SECRET", webhookSecret);
        }
        return environment;
    }

    @Override
    public Optional<WebhookRequest> event(Person person, Deed deed) {
        var who = new TelegramSimulator.Person(person.number(), person.name());
        return switch (deed) {
            case Deed.Says(var text) -> Optional.of(request(telegram.says(who, text)));
            case Deed.Edits(var text) -> Optional.of(request(telegram.edits(who, text)));
            case Deed.Presses(var button) -> Optional.of(request(telegram.presses(who, button.value())));
            case Deed.Sends sends -> Optional.of(request(sends(who, sends)));
            case Deed.Follows _ -> Optional.of(request(telegram.says(who, "/start")));
            case Deed.Unfollows _ -> Optional.of(request(telegram.blocks(who)));
            case Deed.Withdraws _ -> Optional.empty();
        };
    }

    private String sends(TelegramSimulator.Person who, Deed.Sends sent) {
        var id = sent.content().length == 0
                ? ""
                : "\"file_id\":\"" + telegram.host(sent.name(), sent.content()) + "\",\"file_unique_id\":\"u\"";
        return switch (sent.kind()) {
            case PHOTO -> telegram.sends(who, "photo", "[{" + id + ",\"width\":1280,\"height\":960}]");
            case VOICE -> telegram.sends(who, "voice", "{" + id + ",\"duration\":7,\"mime_type\":\"audio/ogg\"}");
            case STICKER ->
                telegram.sends(who, "sticker", "{" + id + ",\"width\":512,\"height\":512,\"type\":\"regular\","
                        + "\"is_animated\":false,\"is_video\":false}");
            case LOCATION -> telegram.sends(who, "location", "{\"latitude\":21.8537,\"longitude\":106.7615}");
            case FILE, VIDEO, CONTACT, OTHER ->
                telegram.sends(who, "document", "{" + id + ",\"file_name\":\"" + Json.inside(sent.name()) + "\"}");
        };
    }

    private WebhookRequest request(String update) {
        return new WebhookRequest("POST", Map.of(), Map.of("Content-Type", "application/json",
                "X-Telegram-Bot-Api-Secret-Token", webhookSecret), update.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public boolean calls() {
        return webhook;
    }

    @Override
    public void offer(WebhookRequest event) {
        telegram.add(new String(event.body(), StandardCharsets.UTF_8));
    }

    @Override
    public List<Received> received() {
        return telegram.received().stream().map(one -> new Received(one.chat(), one.text(), one.buttons().stream()
                .map(button -> new Received.Button(button.label(), button.data())).toList())).toList();
    }

    @Override
    public boolean fail(Failure failure, int calls) {
        if (failure == Failure.WINDOW) {
            return false;
        }
        IntStream.range(0, calls).forEach(_ -> telegram.next(switch (failure) {
            case TOO_MANY -> new Refuse(429, "Too Many Requests: retry after 3", 3);
            case BROKEN, WINDOW -> new Page(500);
            case TIMEOUT -> new TakeAndHang();
        }));
        return true;
    }

    @Override
    public void close() {
        telegram.close();
    }
}
