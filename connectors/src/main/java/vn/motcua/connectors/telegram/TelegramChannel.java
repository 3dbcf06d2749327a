package vn.motcua.connectors.telegram;

import java.io.ByteArrayOutputStream;
import java.net.URI;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.send.SendChatAction;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.InlineKeyboardMarkup;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardButton;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.buttons.InlineKeyboardRow;

import vn.motcua.connectors.Channel;
import vn.motcua.connectors.Delivery;
import vn.motcua.connectors.Download;
import vn.motcua.connectors.Inbound;
import vn.motcua.connectors.InboundEvent;
import vn.motcua.connectors.OutboundMessage;
import vn.motcua.connectors.Outgoing;
import vn.motcua.connectors.Secret;
import vn.motcua.connectors.Traits;
import vn.motcua.connectors.WebhookRequest;
import vn.motcua.connectors.media.MediaDownloads;
import vn.motcua.connectors.media.MediaHosts;

/// A Telegram bot.
public final class TelegramChannel implements Channel {
    public static final String NAME = "telegram";
    private static final String SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token";
    private static final List<String> WANTED = List.of("message", "edited_message", "callback_query",
            "my_chat_member");
    private static final Traits TRAITS = new Traits(4_096, 12, 60, 64, true, false);
    private static final Duration DEADLINE = Duration.ofSeconds(10);
    private static final Pattern PATH = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._/-]{0,300}");
    private static final int MOST_UPDATES = 100;

    /// What fetching brought.
    public sealed interface Fetched {
    }

    /// Updates in order; may be none.
    public record Batch(List<Item> items) implements Fetched {
        public Batch {
            items = List.copyOf(items);
        }
    }

    /// Nothing was fetched.
    ///
    /// @param after    not before; null when Telegram does not say
    /// @param conflict whether a webhook is set, as long as which nothing can be fetched
    public record NotFetched(@Nullable Duration after, boolean conflict, String reason) implements Fetched {
    }

    /// One update.
    ///
    /// @param position the next one is fetched from here on
    public record Item(long position, Inbound.Accepted accepted) {
    }

    private final TelegramApi api;
    private final MediaDownloads files;
    private final @Nullable Secret webhookSecret;
    private final TelegramUpdates updates;

    /// @param webhookSecret without it the webhook believes nobody
    /// @param proxy         HTTP proxy, or null
    public TelegramChannel(Secret token, @Nullable Secret webhookSecret, URI api, @Nullable URI proxy) {
        ObjectMapper json = JsonMapper.builder().disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES).build();
        this.api = new TelegramApi(api, token, proxy, json);
        this.files = new MediaDownloads(MediaHosts.ofTelegram(api), proxy);
        this.webhookSecret = webhookSecret;
        this.updates = new TelegramUpdates(json);
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Traits traits() {
        return TRAITS;
    }

    @Override
    public Inbound receive(WebhookRequest request) {
        var given = request.header(SECRET_HEADER).orElse("");
        if (webhookSecret == null || !request.method().equals("POST") || !MessageDigest
                .isEqual(TelegramUpdates.bytes(given), TelegramUpdates.bytes(webhookSecret.value()))) {
            return new Inbound.Forged(false);
        }
        return updates.read(request.body());
    }

    /// Another program that fetches with our token answers with the same code, and no webhook is to be removed then.
    private static boolean isWebhookInTheWay(TelegramApi.Failed failed) {
        return failed.code() == 409 && failed.description().contains("webhook");
    }

    /// Fetches updates by long polling. Blocks as long as there are none, at most for the time given.
    ///
    /// @param position from which on; what is before is confirmed, and Telegram forgets it
    public Fetched fetch(long position, Duration wait) {
        var result = api.call("getUpdates", Map.of("offset", position, "limit", MOST_UPDATES, "timeout",
                wait.toSeconds(), "allowed_updates", WANTED), wait.plus(DEADLINE));
        return switch (result) {
            case TelegramApi.Ok(var value) -> {
                var items = new ArrayList<Item>();
                for (var update : value) {
                    if (update instanceof ObjectNode object && update.path("update_id").canConvertToLong()) {
                        long next = update.path("update_id").asLong() + 1;
                        items.add(new Item(next, updates.read(object)));
                    }
                }
                yield new Batch(items);
            }
            case TelegramApi.Failed failed -> new NotFetched(failed.retryAfter(), isWebhookInTheWay(failed),
                    failed.code() + " " + failed.description());
            case TelegramApi.NotReached(var reason) -> new NotFetched(null, false, reason);
            case TelegramApi.Unclear(var reason) -> new NotFetched(null, false, reason);
        };
    }

    /// Takes back a webhook that an earlier configuration left, so that updates can be fetched.
    ///
    /// @return whether Telegram did so
    public boolean removeWebhook() {
        return api.call("deleteWebhook", Map.of("drop_pending_updates", false), DEADLINE) instanceof TelegramApi.Ok;
    }

    /// Tells Telegram to bring updates to an address of ours.
    ///
    /// @return whether Telegram will
    public boolean register(URI webhook) {
        return webhookSecret != null && api.call("setWebhook", Map.of("url", webhook.toString(), "secret_token",
                webhookSecret.value(), "allowed_updates", WANTED), DEADLINE) instanceof TelegramApi.Ok;
    }

    /// First where it lies, which is told for an hour; then the file.
    @Override
    public Download download(String reference, int most) {
        return switch (api.call("getFile", Map.of("file_id", reference), DEADLINE)) {
            case TelegramApi.Ok(var file) -> {
                var path = file.path("file_path").asText("");
                if (file.path("file_size").asLong(0) > most) {
                    yield new Download.Refused(Download.Reason.TOO_LARGE);
                }
                yield PATH.matcher(path).matches() && !path.contains("..")
                        ? files.fetch(api.address(path), most)
                        : new Download.Refused(Download.Reason.GONE);
            }
            case TelegramApi.Failed failed when failed.description().contains("too big") ->
                new Download.Refused(Download.Reason.TOO_LARGE);
            case TelegramApi.Failed failed when failed.code() == 400 -> new Download.Refused(Download.Reason.GONE);
            case TelegramApi.Failed failed -> new Download.TryLater("status " + failed.code());
            case TelegramApi.NotReached(var reason) -> new Download.TryLater(reason);
            case TelegramApi.Unclear(var reason) -> new Download.TryLater(reason);
        };
    }

    @Override
    public void acknowledge(InboundEvent event) {
        if (event instanceof InboundEvent.Picked picked && picked.eventId().startsWith("callback/")) {
            var _ = api.call("answerCallbackQuery", AnswerCallbackQuery.builder()
                    .callbackQueryId(picked.eventId().substring("callback/".length())).build(), DEADLINE);
        }
    }

    @Override
    public Delivery send(Outgoing outgoing) {
        var chat = outgoing.to().id();
        return delivery(switch (outgoing.message()) {
            case OutboundMessage.Text(var text) -> message(chat, text, null);
            case OutboundMessage.Choices(var text, var buttons) -> message(chat, text, keyboard(buttons.stream()
                    .<InlineKeyboardButton>map(
                            button -> InlineKeyboardButton.builder().text(button.label()).callbackData(button.value())
                                    .build())
                    .toList()));
            case OutboundMessage.Link(var text, var label, var url) -> message(chat, text,
                    keyboard(List.of(InlineKeyboardButton.builder().text(label).url(url).build())));
            case OutboundMessage.Typing _ -> api.call("sendChatAction",
                    SendChatAction.builder().chatId(chat).action("typing").build(), DEADLINE);
            case OutboundMessage.Document document -> document(chat, document);
        });
    }

    private TelegramApi.Result message(String chat, String text, @Nullable InlineKeyboardMarkup keyboard) {
        var message = SendMessage.builder().chatId(chat).text(text)
                .linkPreviewOptions(LinkPreviewOptions.builder().isDisabled(true).build());
        if (keyboard != null) {
            message.replyMarkup(keyboard);
        }
        return api.call("sendMessage", message.build(), DEADLINE);
    }

    /// One button a row: labels are whole names of procedures.
    private static InlineKeyboardMarkup keyboard(List<InlineKeyboardButton> buttons) {
        return InlineKeyboardMarkup.builder().keyboard(buttons.stream().map(InlineKeyboardRow::new).toList()).build();
    }

    private TelegramApi.Result document(String chat, OutboundMessage.Document document) {
        var boundary = "motcua-" + UUID.randomUUID();
        var form = new ByteArrayOutputStream();
        part(form, boundary, "name=\"chat_id\"", "text/plain; charset=utf-8", TelegramApi.utf8(chat));
        part(form, boundary, "name=\"caption\"", "text/plain; charset=utf-8", TelegramApi.utf8(document.caption()));
        part(form, boundary,
                "name=\"document\"; filename=\"" + document.name().replaceAll("[\"\\r\\n\\\\]", "_") + "\"",
                document.type(), document.bytes());
        form.writeBytes(TelegramApi.utf8("--" + boundary + "--\r\n"));
        return api.send("sendDocument", "multipart/form-data; boundary=" + boundary, form.toByteArray(), DEADLINE);
    }

    private static void part(ByteArrayOutputStream form, String boundary, String name, String type, byte[] content) {
        form.writeBytes(TelegramApi.utf8("--" + boundary + "\r\nContent-Disposition: form-data; " + name
                + "\r\nContent-Type: " + type + "\r\n\r\n"));
        form.writeBytes(content);
        form.writeBytes(TelegramApi.utf8("\r\n"));
    }

    private static Delivery delivery(TelegramApi.Result result) {
        return switch (result) {
            case TelegramApi.Ok(var value) -> new Delivery.Sent(value.path("message_id").asText(""));
            case TelegramApi.NotReached(var reason) -> new Delivery.TryLater(null, reason);
            case TelegramApi.Unclear(var reason) -> new Delivery.OutcomeUnknown(reason);
            case TelegramApi.Failed failed -> delivery(failed);
        };
    }

    /// The error table of the Bot API.
    private static Delivery delivery(TelegramApi.Failed failed) {
        var reason = failed.code() + " " + failed.description();
        return switch (failed.code()) {
            case 429 -> new Delivery.TryLater(failed.retryAfter(), reason);
            case 403 -> new Delivery.Unreachable(reason);
            case 401, 404 -> new Delivery.CredentialsFailed(reason);
            case 409 -> new Delivery.TryLater(null, reason);
            default -> failed.code() >= 500 ? new Delivery.TryLater(null, reason) : new Delivery.Refused(reason);
        };
    }
}
