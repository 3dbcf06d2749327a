package vn.motcua.connectors.telegram;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

import vn.motcua.connectors.Address;
import vn.motcua.connectors.Channel;
import vn.motcua.connectors.ChannelContract;
import vn.motcua.connectors.Delivery;
import vn.motcua.connectors.Inbound;
import vn.motcua.connectors.Inbound.Accepted;
import vn.motcua.connectors.InboundEvent;
import vn.motcua.connectors.InboundEvent.Kind;
import vn.motcua.connectors.OutboundMessage;
import vn.motcua.connectors.Secret;
import vn.motcua.connectors.WebhookRequest;
import vn.motcua.connectors.telegram.simulator.TelegramSimulator;
import vn.motcua.connectors.telegram.simulator.TelegramSimulator.Page;
import vn.motcua.connectors.telegram.simulator.TelegramSimulator.Refuse;
import vn.motcua.connectors.telegram.simulator.TelegramSimulator.TakeAndBreak;

import static org.assertj.core.api.Assertions.assertThat;

class TelegramChannelTest implements ChannelContract {
    private static final String HEADER = "X-Telegram-Bot-Api-Secret-Token";
    private static final String FROM = "\"from\":{\"id\":700000000000001,\"is_bot\":false,\"first_name\":\"Lan\"},";
    private static final String PRIVATE = "\"chat\":{\"id\":700000000000001,\"type\":\"private\",\"first_name\":\"Lan\"},";

    private final AtomicLong updates = new AtomicLong(9_999_999_999L); // more than 32 bits hold
    private final TelegramSimulator telegram = TelegramSimulator.start("1:token", 0);
    private final TelegramChannel channel = new TelegramChannel(new Secret("1:token"), new Secret("S3cret_-"),
            telegram.api(), null);

    @AfterEach
    void stop() {
        telegram.close();
    }

    @Override
    public Channel channel() {
        return channel;
    }

    @Override
    public String signatureHeader() {
        return HEADER;
    }

    @Override
    public WebhookRequest signed(String body) {
        return new WebhookRequest("POST", Map.of(), Map.of(HEADER, "S3cret_-"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    private WebhookRequest update(String content) {
        return signed("{\"update_id\":" + updates.incrementAndGet() + "," + content + "}");
    }

    private WebhookRequest message(String content) {
        return update("\"message\":{\"message_id\":11," + FROM + PRIVATE + "\"date\":1795400011," + content + "}");
    }

    private static String quoted(String text) {
        return "\"" + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + "\"";
    }

    @Override
    public WebhookRequest says(String text) {
        return message("\"text\":" + quoted(text));
    }

    @Override
    public WebhookRequest presses(String value) {
        return update("\"callback_query\":{\"id\":\"386547\"," + FROM + "\"message\":{\"message_id\":13," + PRIVATE
                + "\"date\":1795400013,\"text\":\"?\"},\"chat_instance\":\"-45\",\"data\":" + quoted(value) + "}");
    }

    @Override
    public WebhookRequest sends(Kind kind) {
        return message(switch (kind) {
            case PHOTO -> "\"photo\":[{\"file_id\":\"s\",\"file_unique_id\":\"a\",\"width\":90,\"height\":67},"
                    + "{\"file_id\":\"l\",\"file_unique_id\":\"b\",\"width\":900,\"height\":670}],\"caption\":\"Giấy hẹn\"";
            case VOICE ->
                "\"voice\":{\"duration\":7,\"mime_type\":\"audio/ogg\",\"file_id\":\"v\",\"file_unique_id\":\"c\"}";
            case STICKER -> "\"sticker\":{\"width\":512,\"height\":512,\"emoji\":\"👍\",\"is_animated\":false,"
                    + "\"is_video\":false,\"type\":\"regular\",\"file_id\":\"t\",\"file_unique_id\":\"d\"}";
            case LOCATION -> "\"location\":{\"latitude\":21.85,\"longitude\":106.76}";
            case FILE -> "\"document\":{\"file_name\":\"don.pdf\",\"mime_type\":\"application/pdf\",\"file_id\":\"f\","
                    + "\"file_unique_id\":\"e\",\"file_size\":248111}";
            default -> throw new IllegalArgumentException();
        });
    }

    @Override
    public WebhookRequest sendsFile(byte[] content) {
        return message("\"document\":{\"file_name\":\"a.pdf\",\"file_unique_id\":\"e\",\"file_id\":\""
                + telegram.host("đơn.pdf", content) + "\"}");
    }

    @Override
    public Optional<WebhookRequest> leaves() {
        var bot = "\"user\":{\"id\":7,\"is_bot\":true,\"first_name\":\"Motcua\"}";
        return Optional.of(update("\"my_chat_member\":{" + PRIVATE + FROM + "\"date\":1795400200,\"old_chat_member\":{"
                + bot
                + ",\"status\":\"member\"},\"new_chat_member\":{" + bot + ",\"status\":\"kicked\",\"until_date\":0}}"));
    }

    @Override
    public List<String> received() {
        return telegram.received().stream().map(TelegramSimulator.Received::text).toList();
    }

    @Override
    public List<String> lastButtons() {
        return telegram.received().getLast().buttons().stream().map(TelegramSimulator.Button::label).toList();
    }

    @Override
    public Set<Class<? extends Delivery>> outcomes() {
        return Set.of(Delivery.TryLater.class, Delivery.Unreachable.class, Delivery.Refused.class,
                Delivery.CredentialsFailed.class, Delivery.OutcomeUnknown.class);
    }

    @Override
    public void next(Class<? extends Delivery> outcome) {
        telegram.next(switch (outcome.getSimpleName()) {
            case "TryLater" -> new Refuse(429, "Too Many Requests: retry after 7", 7);
            case "Unreachable" -> new Refuse(403, "Forbidden: bot was blocked by the user", null);
            case "Refused" -> new Refuse(400, "Bad Request: chat not found", null);
            case "CredentialsFailed" -> new Refuse(401, "Unauthorized", null);
            default -> new TakeAndBreak();
        });
    }

    @Override
    public Stream<String> malformed() {
        return Stream.of("", "<html>", "[]", "{}", "7", "null", "{\"update_id\":\"x\"}", "{\"update_id\":1.5}",
                "{\"update_id\":99999999999999999999}", "{\"update_id\":1,\"message\":7}",
                "{\"update_id\":1,\"message\":{\"text\":\"secret words\"}}",
                "{\"update_id\":1,\"message\":{\"message_id\":1,\"date\":1," + FROM + "\"text\":\"secret words\"}}",
                "{\"update_id\":2,\"message\":{\"message_id\":1,\"date\":1,\"chat\":{\"id\":-100,\"type\":\"channel\"},"
                        + "\"text\":\"x\"}}",
                "{\"update_id\":1,\"callback_query\":{\"id\":\"1\"," + FROM + "\"chat_instance\":\"1\"}}",
                "{\"update_id\":16,\"some_future_update\":{\"x\":1}}");
    }

    @Test
    void waits_as_long_as_telegram_says() {
        telegram.next(new Refuse(429, "Too Many Requests: retry after 7", 7));
        assertThat(channel.send(outgoing(new OutboundMessage.Text("a")))).isInstanceOfSatisfying(
                Delivery.TryLater.class, later -> assertThat(later.after()).isEqualTo(Duration.ofSeconds(7)));
    }

    @Test
    void an_outage_is_told_from_an_unclear_end() {
        telegram.next(new Page(503), new Page(502));
        assertThat(channel.send(outgoing(new OutboundMessage.Text("a")))).isInstanceOf(Delivery.TryLater.class);
        assertThat(channel.send(outgoing(new OutboundMessage.Text("a")))).isInstanceOf(Delivery.OutcomeUnknown.class);
        telegram.close();
        assertThat(channel.send(outgoing(new OutboundMessage.Text("a")))).isInstanceOf(Delivery.TryLater.class);
    }

    @Test
    void a_page_of_somebody_on_the_way_is_no_word_about_the_citizen() {
        telegram.next(new Page(403));
        assertThat(channel.send(outgoing(new OutboundMessage.Text("a")))).isInstanceOf(Delivery.OutcomeUnknown.class);
    }

    @Test
    void another_program_that_fetches_too_is_told_from_a_webhook_in_the_way() {
        telegram.fetchedElsewhere(true);
        assertThat(channel.fetch(0, Duration.ZERO)).isInstanceOfSatisfying(TelegramChannel.NotFetched.class,
                other -> assertThat(other.conflict()).isFalse());
        telegram.fetchedElsewhere(false);
        telegram.setWebhook();
        assertThat(channel.fetch(0, Duration.ZERO)).isInstanceOfSatisfying(TelegramChannel.NotFetched.class,
                webhook -> assertThat(webhook.conflict()).isTrue());
    }

    @Test
    void no_reason_tells_the_token() {
        var other = new TelegramChannel(new Secret("2:hidden"), null, URI.create("http://127.0.0.1:1"), null);
        assertThat(other.send(outgoing(new OutboundMessage.Text("a"))).toString()).doesNotContain("hidden");
        assertThat(other.fetch(0, Duration.ZERO).toString()).doesNotContain("hidden");
    }

    @Test
    void start_with_a_payload_an_edit_and_a_group_are_told_apart() {
        assertThat(only(says("/start dn-ctcp"))).isInstanceOfSatisfying(InboundEvent.Followed.class,
                followed -> assertThat(followed.payload()).isEqualTo("dn-ctcp"));
        assertThat(only(says("/start"))).isInstanceOf(InboundEvent.Followed.class);
        assertThat(only(update("\"edited_message\":{\"message_id\":11," + FROM + PRIVATE
                + "\"date\":1795400011,\"edit_date\":1795400111,\"text\":\"khác\"}")))
                .isInstanceOf(InboundEvent.Edited.class);
        assertThat(only(group())).isInstanceOf(InboundEvent.InGroup.class);
    }

    private WebhookRequest group() {
        return update("\"message\":{\"message_id\":5," + FROM
                + "\"chat\":{\"id\":-1001234567890123,\"title\":\"Tổ 5\",\"type\":\"supergroup\"},\"date\":1,"
                + "\"text\":\"@motcua giờ làm việc?\"}");
    }

    @Test
    void a_press_on_an_old_message_counts() {
        assertThat(only(update("\"callback_query\":{\"id\":\"387\"," + FROM + "\"message\":{\"message_id\":3," + PRIVATE
                + "\"date\":0},\"chat_instance\":\"-45\",\"data\":\"handoff\"}"))).isInstanceOf(
                        InboundEvent.Picked.class);
    }

    @Test
    void updates_are_fetched_until_they_are_confirmed() {
        telegram.add(new String(says("một").body(), StandardCharsets.UTF_8));
        telegram.add(new String(says("hai").body(), StandardCharsets.UTF_8));
        var batch = (TelegramChannel.Batch) channel.fetch(0, Duration.ZERO);
        assertThat(batch.items()).hasSize(2);
        assertThat(channel.fetch(0, Duration.ZERO)).isEqualTo(batch);
        var rest = (TelegramChannel.Batch) channel.fetch(batch.items().getFirst().position(), Duration.ZERO);
        assertThat(rest.items()).hasSize(1);
        assertThat(((Accepted) rest.items().getFirst().accepted()).events().getFirst())
                .isInstanceOfSatisfying(InboundEvent.Said.class, said -> assertThat(said.text()).isEqualTo("hai"));
    }

    @Test
    void a_document_is_sent_with_its_name() {
        assertThat(channel.send(outgoing(new OutboundMessage.Document("Giấy hẹn", "giay-hen.pdf", "application/pdf",
                new byte[]{1, 2, 3})))).isInstanceOf(Delivery.Sent.class);
        assertThat(telegram.received().getLast().chat()).isEqualTo("700000000000001");
    }

    @Test
    void the_webhook_believes_nobody_without_a_secret() {
        var open = new TelegramChannel(new Secret("1:token"), null, telegram.api(), null);
        assertThat(open.receive(signed("{}"))).isInstanceOf(Inbound.Forged.class);
        assertThat(new Address("telegram", "1").channel()).isEqualTo(open.name());
    }
}
