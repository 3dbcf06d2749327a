package vn.motcua.connectors.zalo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import vn.motcua.connectors.Address;
import vn.motcua.connectors.Channel;
import vn.motcua.connectors.ChannelContract;
import vn.motcua.connectors.Delivery;
import vn.motcua.connectors.EventWords;
import vn.motcua.connectors.Inbound;
import vn.motcua.connectors.InboundEvent.Kind;
import vn.motcua.connectors.Mutations;
import vn.motcua.connectors.OutboundMessage;
import vn.motcua.connectors.Outgoing;
import vn.motcua.connectors.Outgoing.Author;
import vn.motcua.connectors.ReplyWindow.State;
import vn.motcua.connectors.Secret;
import vn.motcua.connectors.SettableClock;
import vn.motcua.connectors.WebhookRequest;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator.Button;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator.Page;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator.Received;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator.Refuse;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator.Settings;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator.TakeAndBreak;

import static org.assertj.core.api.Assertions.assertThat;

class ZaloChannelTest implements ChannelContract {
    private static final String HEADER = "X-ZEvent-Signature";
    private static final String USER = "8300000000000000001";
    private static final Settings SETTINGS = new Settings("4100000000000000007", "khoa-ung-dung",
            "2400000000000000005", "khoa-webhook");

    private final SettableClock clock = new SettableClock();
    private final ZaloSimulator zalo = ZaloSimulator.start(SETTINGS, clock, 0);
    private final MemoryTokens tokens = new MemoryTokens(zalo.accessToken(), zalo.refreshToken(), null);
    private final Map<String, String> people = new ConcurrentHashMap<>();
    private final ZaloChannel channel = new ZaloChannel(new ZaloAccount(SETTINGS.appId(),
            new Secret(SETTINGS.appSecret()), SETTINGS.oaId(), new Secret(SETTINGS.oaSecret()), zalo.api(), zalo.api(),
            zalo.api()), tokens, people(people), clock);

    static ZaloPeople people(Map<String, String> people) {
        return new ZaloPeople() {
            @Override
            public void note(String idByApp, String userId) {
                people.put(idByApp, userId);
            }

            @Override
            public Optional<String> find(String idByApp) {
                return Optional.ofNullable(people.get(idByApp));
            }
        };
    }

    @AfterEach
    void stop() {
        zalo.close();
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
        return zalo.signed(body);
    }

    @Override
    public WebhookRequest says(String text) {
        return zalo.says(USER, text);
    }

    @Override
    public WebhookRequest presses(String value) {
        channel.send(new Outgoing("c/1/9", new Address("zalo", addressed()),
                new OutboundMessage.Choices("?", List.of(new OutboundMessage.Button("Chọn", value))), Author.BOT, false,
                null));
        return zalo.presses(USER, zalo.received().getLast().buttons().getFirst());
    }

    private String addressed() {
        zalo.says(USER, "chào");
        return USER;
    }

    @Override
    public WebhookRequest sends(Kind kind) {
        var file = "{\"url\":\"https://f21.zdn.vn/x\",\"name\":\"a.pdf\"}";
        return switch (kind) {
            case PHOTO -> zalo.sends(USER, "image", file);
            case VOICE -> zalo.sends(USER, "audio", file);
            case FILE -> zalo.sends(USER, "file", file);
            case STICKER -> zalo.sends(USER, "sticker", file);
            case LOCATION -> zalo.sends(USER, "location",
                    "{\"coordinates\":{\"latitude\":\"21.8\",\"longitude\":\"106.7\"}}");
            default -> throw new IllegalArgumentException();
        };
    }

    @Override
    public WebhookRequest sendsFile(byte[] content) {
        return zalo.sends(USER, "file", "{\"url\":\"" + zalo.host("đơn.pdf", content) + "\",\"name\":\"a.pdf\"}");
    }

    @Override
    public Optional<WebhookRequest> leaves() {
        return Optional.of(zalo.follows(USER, false));
    }

    @Override
    public List<String> received() {
        return zalo.received().stream().map(Received::text).toList();
    }

    @Override
    public List<String> lastButtons() {
        return zalo.received().getLast().buttons().stream().map(Button::title).toList();
    }

    @Override
    public Set<Class<? extends Delivery>> outcomes() {
        return Set.of(Delivery.TryLater.class, Delivery.Unreachable.class, Delivery.WindowClosed.class,
                Delivery.Refused.class, Delivery.CredentialsFailed.class, Delivery.OutcomeUnknown.class);
    }

    @Override
    public void next(Class<? extends Delivery> outcome) {
        zalo.next(switch (outcome.getSimpleName()) {
            case "TryLater" -> new Refuse(-32, "Your application reached limit call api");
            case "Unreachable" -> new Refuse(-244, "User has restricted this message type from your OA");
            case "WindowClosed" -> new Refuse(-230, "User has not interacted with the OA in the past 7 days");
            case "Refused" -> new Refuse(-210, "Parameter exceeds allowable limit");
            case "CredentialsFailed" -> new Refuse(-221, "OA is not verified");
            default -> new TakeAndBreak();
        });
    }

    @Override
    public Stream<String> malformed() {
        var start = "{\"app_id\":\"" + SETTINGS.appId() + "\",\"event_name\":\"user_send_text\",";
        var recipient = "\"recipient\":{\"id\":\"" + SETTINGS.oaId() + "\"},";
        return Stream.of("{}", "{\"event_name\":\"zzz\"}",
                start + "\"message\":{\"text\":\"secret words\",\"msg_id\":\"1\"},\"timestamp\":\"1\"}",
                start + "\"sender\":{\"id\":\"1\"}," + recipient
                        + "\"message\":{\"msg_id\":\"2\"},\"timestamp\":\"1\"}",
                start + "\"sender\":{\"id\":\"1\"}," + recipient + "\"message\":7,\"timestamp\":\"1\"}",
                start + "\"sender\":{\"id\":\"1\"}," + recipient
                        + "\"message\":{\"text\":\"secret words\"},\"timestamp\":\"soon\"}",
                start + "\"sender\":{\"id\":\"1\"},\"recipient\":{\"id\":\"other\"},"
                        + "\"message\":{\"text\":\"secret words\"},\"timestamp\":\"1\"}",
                start.replace("user_send_text", "user_send_image") + "\"sender\":{\"id\":\"1\"}," + recipient
                        + "\"message\":{\"attachments\":[]},\"timestamp\":\"1\"}",
                start.replace("user_send_text", "user_withdraw")
                        + "\"user_id_by_app\":\"nobody\",\"timestamp\":\"1\"}");
    }

    static List<JsonNode> events() throws IOException {
        return list(new ObjectMapper().readTree(ZaloChannelTest.class.getResource("events.json")));
    }

    private static List<JsonNode> list(JsonNode array) {
        return Stream.iterate(0, at -> at < array.size(), at -> at + 1).map(array::get).toList();
    }

    @ParameterizedTest
    @MethodSource("events")
    void each_event_is_what_it_is(JsonNode sample) {
        people.put("5200000000000000009", USER);
        var inbound = channel.receive(signed(sample.path("event").toString()));
        assertThat(EventWords.of(inbound).replaceAll(" -$", "")).startsWith(sample.path("is").asText().replaceAll(
                " -$", ""));
        if (inbound instanceof Inbound.Accepted accepted) {
            assertThat(accepted.events()).allSatisfy(event -> {
                assertThat(event.address()).isEqualTo(new Address("zalo", USER));
                assertThat(event.at().toEpochMilli()).isEqualTo(1_795_401_234_567L);
            });
        }
    }

    @Test
    void the_signature_is_the_plain_hash_of_app_body_time_and_key() {
        var body = "{\"app_id\":\"4100000000000000007\",\"event_name\":\"user_send_text\",\"sender\":{\"id\":\"1\"},"
                + "\"recipient\":{\"id\":\"2400000000000000005\"},\"message\":{\"text\":\"Chào\",\"msg_id\":\"1\"},"
                + "\"timestamp\":\"1795401234567\"}";
        var mac = "21bced9d577f7623eeaf64d499b77dc4be44a46562fd8bc67cfb4b68c8bd6e92";
        for (var signature : List.of("mac=" + mac, mac)) {
            assertThat(channel.receive(new WebhookRequest("POST", Map.of(), Map.of("x-zevent-signature", signature),
                    body.getBytes(StandardCharsets.UTF_8)))).isInstanceOf(Inbound.Accepted.class);
        }
    }

    @Test
    void no_changed_request_is_believed_and_each_is_answered_as_if_all_were_well() {
        Mutations.of(says("giải thể công ty"), HEADER, 10_000, 11).forEach(
                forged -> assertThat(channel.receive(forged)).isEqualTo(new Inbound.Forged(true)));
    }

    @Test
    void the_consoles_check_is_answered_as_if_all_were_well() {
        var check = new WebhookRequest("POST", Map.of(), Map.of(), "{}".getBytes(StandardCharsets.UTF_8));
        assertThat(channel.receive(check)).isEqualTo(new Inbound.Forged(true));
        assertThat(channel.receive(new WebhookRequest("GET", Map.of(), Map.of(), new byte[0])))
                .isInstanceOf(Inbound.Accepted.class);
        assertThat(channel.receive(signed("<html>"))).isEqualTo(new Inbound.Forged(true));
        assertThat(channel.receive(signed("{\"app_id\":\"999\",\"timestamp\":\"1\"}")))
                .isEqualTo(new Inbound.Forged(true));
    }

    @Test
    void an_event_brought_again_is_the_same_event_and_an_unwilling_webhook_is_turned_off() {
        var event = says("xin chào");
        var tries = new int[1];
        assertThat(zalo.deliver(event, request -> only(request).eventId().equals(only(event).eventId())
                && ++tries[0] == 3)).isTrue();
        assertThat(zalo.deliver(event, _ -> false)).isFalse();
        assertThat(zalo.isWebhookEnabled()).isFalse();
    }

    @Test
    void who_takes_back_the_consent_is_found_by_what_was_noted_before() {
        var unknown = (Inbound.Accepted) channel.receive(zalo.withdraws(USER));
        assertThat(unknown.malformed()).hasSize(1);
        assertThat(channel.receive(says("chào"))).isInstanceOf(Inbound.Accepted.class);
        assertThat(EventWords.of(channel.receive(zalo.withdraws(USER)))).isEqualTo("WithdrewConsent");
        assertThat(only(zalo.withdraws(USER)).address().id()).isEqualTo(USER);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            -32, TryLater
            -100, TryLater
            -211, TryLater
            -218, TryLater
            -234, TryLater
            -230, WindowClosed
            -232, WindowClosed
            -213, Unreachable
            -217, Unreachable
            -227, Unreachable
            -244, Unreachable
            -201, Refused
            -210, Refused
            -233, Refused
            -240, Refused
            -248, Refused
            -999, Refused
            -209, CredentialsFailed
            -212, CredentialsFailed
            -219, CredentialsFailed
            -221, CredentialsFailed
            -223, CredentialsFailed
            -224, CredentialsFailed
            -320, CredentialsFailed
            -321, CredentialsFailed
            """)
    void each_error_of_a_message_means_something(int error, String outcome) {
        zalo.next(new Refuse(error, "as Zalo says it"));
        var delivery = channel.send(outgoing(new OutboundMessage.Text("a")));
        assertThat(delivery.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(delivery.toString()).contains(Integer.toString(error)).doesNotContain(zalo.accessToken());
        assertThat(zalo.received()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            -100, TryLater
            -101, CredentialsFailed
            -105, CredentialsFailed
            -108, Unreachable
            -109, Refused
            -110, Unreachable
            -111, Refused
            -112, Refused
            -115, CredentialsFailed
            -117, CredentialsFailed
            -118, Unreachable
            -119, Unreachable
            -131, Refused
            -132, Refused
            -133, TryLater
            -137, CredentialsFailed
            -139, Unreachable
            -140, Unreachable
            -141, Unreachable
            -144, TryLater
            -147, TryLater
            -145, Refused
            -32, TryLater
            -249, Refused
            """)
    void each_error_of_a_notice_means_something(int error, String outcome) {
        zalo.next(new Refuse(error, "as Zalo says it"));
        assertThat(channel.notify(notice(new ZaloNotice.Phone("0911 000 222"))).getClass().getSimpleName())
                .isEqualTo(outcome);
    }

    private static ZaloNotice notice(ZaloNotice.Recipient to) {
        return new ZaloNotice(to, "300007", Map.of("ho_ten", "Lê Thị Lan", "ngay_hen", "30/11/2026"), "t-1");
    }

    @Test
    void a_notice_reaches_a_phone_number_or_a_follower_by_its_template() {
        assertThat(channel.notify(notice(new ZaloNotice.Phone("0911 000 222")))).isInstanceOf(Delivery.Sent.class);
        assertThat(channel.notify(notice(new ZaloNotice.User(USER)))).isInstanceOf(Delivery.Sent.class);
        assertThat(zalo.received()).containsExactly(new Received("84911000222", "300007", List.of()),
                new Received(USER, "300007", List.of()));
        zalo.next(new Refuse(-133, "Cannot send ZNS at night (22h-6h)"));
        clock.advance(Duration.ofHours(13)); // 23:00 in Vietnam
        assertThat(channel.notify(notice(new ZaloNotice.User(USER)))).isInstanceOfSatisfying(Delivery.TryLater.class,
                later -> assertThat(later.after()).isEqualTo(Duration.ofMinutes(7 * 60 + 5)));
    }

    @Test
    void too_many_calls_are_paused_longer_each_time() {
        var message = outgoing(new OutboundMessage.Text("a"));
        zalo.limit(1);
        assertThat(channel.send(message)).isInstanceOf(Delivery.Sent.class);
        var first = pause(channel.send(message));
        pause(channel.send(message));
        assertThat(first).isBetween(Duration.ofSeconds(5), Duration.ofMillis(7_500));
        assertThat(pause(channel.send(message))).isBetween(Duration.ofSeconds(20), Duration.ofSeconds(30));
        clock.advance(Duration.ofMinutes(1));
        assertThat(channel.send(message)).isInstanceOf(Delivery.Sent.class);
        assertThat(pause(channel.send(message))).isBetween(Duration.ofSeconds(5), Duration.ofMillis(7_500));
    }

    private static Duration pause(Delivery delivery) {
        var after = ((Delivery.TryLater) delivery).after();
        return after == null ? Duration.ZERO : after;
    }

    @Test
    void the_window_is_free_then_paid_then_closed_and_zalo_agrees() {
        var said = only(says("chào"));
        assertThat(channel.window(null, clock.instant()).state()).isEqualTo(State.UNKNOWN);
        var free = channel.window(said.at(), clock.instant());
        assertThat(free.state()).isEqualTo(State.FREE);
        assertThat(free.left(clock.instant())).contains(Duration.ofHours(48));
        clock.advance(Duration.ofHours(48));
        assertThat(channel.window(said.at(), clock.instant()).state()).isEqualTo(State.PAID);
        clock.advance(Duration.ofDays(5).minusMillis(1));
        var late = new Outgoing("c/2/0", said.address(), new OutboundMessage.Text("a"), Author.OFFICER, false,
                said.at());
        assertThat(channel.send(late)).isInstanceOf(Delivery.Sent.class);
        clock.advance(Duration.ofMillis(1));
        assertThat(channel.window(said.at(), clock.instant()).state()).isEqualTo(State.CLOSED);
        assertThat(channel.send(late)).isInstanceOf(Delivery.WindowClosed.class);
    }

    @Test
    void a_picture_is_one_message_and_a_file_and_its_words_are_two_sent_once_each() {
        var image = outgoing(new OutboundMessage.Document("Sơ đồ", "so-do.png", "image/png", new byte[]{1, 2}));
        assertThat(channel.send(image)).isInstanceOf(Delivery.Sent.class);
        assertThat(received()).containsExactly("Sơ đồ");
        var file = outgoing(new OutboundMessage.Document("Mẫu đơn", "mau.pdf", "application/pdf", new byte[]{1}));
        assertThat(channel.send(file)).isInstanceOf(Delivery.Sent.class);
        assertThat(received()).hasSize(3).last().isEqualTo("Mẫu đơn");
        assertThat(channel.send(outgoing(new OutboundMessage.Document("", "a.exe", "application/x-msdownload",
                new byte[]{1})))).isInstanceOf(Delivery.Refused.class);
        assertThat(channel.send(outgoing(new OutboundMessage.Document("", "a.pdf", "application/pdf",
                filled((5 << 20) + 1))))).isInstanceOf(Delivery.Refused.class);
    }

    private static byte[] filled(int length) {
        var bytes = new byte[length];
        Arrays.fill(bytes, (byte) 1);
        return bytes;
    }

    @Test
    void words_that_failed_after_their_file_are_sent_without_it() {
        var message = outgoing(new OutboundMessage.Document("Mẫu đơn", "mau.pdf", "application/pdf", new byte[]{1}));
        var words = new Outgoing("c/5/0", message.to(), message.message(), Author.BOT, false, null);
        zalo.next(new Refuse(-32, "limit"));
        assertThat(channel.send(words)).isInstanceOf(Delivery.TryLater.class);
        assertThat(received()).isEmpty();
        assertThat(channel.send(words)).isInstanceOf(Delivery.Sent.class);
        assertThat(channel.send(words)).isInstanceOf(Delivery.Sent.class);
        assertThat(received()).hasSize(2);
    }

    @Test
    void a_link_is_a_button_and_typing_shows_nothing() {
        assertThat(channel.send(outgoing(new OutboundMessage.Link("Nộp ở đây", "Cổng dịch vụ công",
                "https://dichvucong.example.vn")))).isInstanceOf(Delivery.Sent.class);
        assertThat(zalo.received().getLast().buttons()).containsExactly(new Button("Cổng dịch vụ công",
                "https://dichvucong.example.vn"));
        assertThat(channel.send(outgoing(new OutboundMessage.Typing()))).isInstanceOf(Delivery.Sent.class);
        assertThat(zalo.received()).hasSize(1);
    }

    @Test
    void an_outage_is_told_from_an_unclear_end() {
        zalo.next(new Page(503), new Page(502));
        assertThat(channel.send(outgoing(new OutboundMessage.Text("a")))).isInstanceOf(Delivery.TryLater.class);
        assertThat(channel.send(outgoing(new OutboundMessage.Text("a")))).isInstanceOf(Delivery.OutcomeUnknown.class);
        zalo.close();
        assertThat(channel.send(outgoing(new OutboundMessage.Text("a")))).isInstanceOf(Delivery.TryLater.class);
    }
}
