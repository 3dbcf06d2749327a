package vn.motcua.connectors.messenger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

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
import vn.motcua.connectors.messenger.simulator.MessengerSimulator;
import vn.motcua.connectors.messenger.simulator.MessengerSimulator.Button;
import vn.motcua.connectors.messenger.simulator.MessengerSimulator.Page;
import vn.motcua.connectors.messenger.simulator.MessengerSimulator.Received;
import vn.motcua.connectors.messenger.simulator.MessengerSimulator.Refuse;
import vn.motcua.connectors.messenger.simulator.MessengerSimulator.Settings;
import vn.motcua.connectors.messenger.simulator.MessengerSimulator.TakeAndBreak;

import static org.assertj.core.api.Assertions.assertThat;

class MessengerChannelTest implements ChannelContract {
    private static final String HEADER = "X-Hub-Signature-256";
    private static final String USER = "7300000000000004";
    private static final Settings SETTINGS = new Settings("120000000000009", "khoa-ung-dung", "page-token");

    private final SettableClock clock = new SettableClock();
    private final MessengerSimulator facebook = MessengerSimulator.start(SETTINGS, clock, 0);
    private final MessengerChannel channel = new MessengerChannel(new Secret(SETTINGS.appSecret()),
            new Secret("verify-me"), new Secret(SETTINGS.pageToken()), facebook.api(), clock);

    @AfterEach
    void stop() {
        facebook.close();
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
        return facebook.signed(body);
    }

    @Override
    public WebhookRequest says(String text) {
        return facebook.says(USER, text);
    }

    @Override
    public WebhookRequest presses(String value) {
        return facebook.presses(USER, new Button("Chọn", value));
    }

    @Override
    public WebhookRequest sends(Kind kind) {
        var file = "{\"url\":\"https://cdn.example/x\"}";
        return switch (kind) {
            case PHOTO -> facebook.sends(USER, "image", file);
            case VOICE -> facebook.sends(USER, "audio", file);
            case FILE -> facebook.sends(USER, "file", file);
            case STICKER -> facebook.sends(USER, "image", "{\"url\":\"https://cdn.example/x\",\"sticker_id\":369}");
            case LOCATION -> facebook.sends(USER, "location", "{\"coordinates\":{\"lat\":21.8,\"long\":106.7}}");
            default -> throw new IllegalArgumentException();
        };
    }

    @Override
    public WebhookRequest sendsFile(byte[] content) {
        return facebook.sends(USER, "file", "{\"url\":\"" + facebook.host("đơn.pdf", content) + "\"}");
    }

    @Override
    public Optional<WebhookRequest> leaves() {
        return Optional.empty();
    }

    @Override
    public List<String> received() {
        return facebook.received().stream().map(Received::text).toList();
    }

    @Override
    public List<String> lastButtons() {
        return facebook.received().getLast().buttons().stream().map(Button::title).toList();
    }

    @Override
    public Set<Class<? extends Delivery>> outcomes() {
        return Set.of(Delivery.TryLater.class, Delivery.Unreachable.class, Delivery.WindowClosed.class,
                Delivery.Refused.class, Delivery.CredentialsFailed.class, Delivery.OutcomeUnknown.class);
    }

    @Override
    public void next(Class<? extends Delivery> outcome) {
        facebook.next(switch (outcome.getSimpleName()) {
            case "TryLater" -> new Refuse(1200, 0, "Temporary send message failure", null);
            case "Unreachable" -> new Refuse(551, 1545041, "This person isn't available right now.", null);
            case "WindowClosed" -> new Refuse(10, 2018278, "outside of allowed window", null);
            case "Refused" -> new Refuse(100, 0, "Invalid parameter", null);
            case "CredentialsFailed" -> new Refuse(190, 463, "Session has expired", null);
            default -> new TakeAndBreak();
        });
    }

    @Override
    public Stream<String> malformed() {
        var item = "{\"object\":\"page\",\"entry\":[{\"id\":\"120000000000009\",\"time\":1,\"messaging\":[%s]}]}";
        return Stream.of("", "<html>", "[]", "7", "null", "{}", "{\"object\":\"page\"}",
                "{\"object\":\"user\",\"entry\":[]}", "{\"object\":\"page\",\"entry\":7}",
                "{\"object\":\"page\",\"entry\":[{\"id\":\"1\",\"time\":1,\"changes\":[]}]}", item.formatted("7"),
                item.formatted("{\"message\":{\"mid\":\"1\",\"text\":\"secret words\"},\"timestamp\":1}"),
                item.formatted("{\"sender\":{\"id\":\"1\"},\"message\":{\"mid\":\"1\",\"text\":[\"secret words\"]},"
                        + "\"timestamp\":1}"),
                item.formatted("{\"sender\":{\"id\":\"1\"},\"message\":{\"mid\":\"1\",\"text\":\"secret words\"}}"),
                item.formatted(
                        "{\"sender\":{\"id\":\"1\"},\"postback\":{\"title\":\"secret words\"},\"timestamp\":1}"));
    }

    static List<JsonNode> items() throws IOException {
        var array = new ObjectMapper().readTree(MessengerChannelTest.class.getResource("items.json"));
        return Stream.iterate(0, at -> at < array.size(), at -> at + 1).map(array::get).toList();
    }

    @ParameterizedTest
    @MethodSource("items")
    void each_item_is_what_it_is(JsonNode sample) {
        var inbound = channel.receive(facebook.request((ObjectNode) sample.path("item")));
        assertThat(EventWords.of(inbound)).isEqualTo(sample.path("is").asText());
        assertThat(((Inbound.Accepted) inbound).events()).allSatisfy(event -> {
            assertThat(event.address()).isEqualTo(new Address("messenger", USER));
            assertThat(event.at()).isEqualTo(Instant.ofEpochMilli(1_795_401_234_567L));
        });
    }

    @Test
    void a_poisoned_item_leaves_the_others_and_all_have_names_of_their_own() throws IOException {
        var samples = items();
        var all = samples.stream().map(sample -> (ObjectNode) sample.path("item")).toArray(ObjectNode[]::new);
        var accepted = (Inbound.Accepted) channel.receive(facebook.request(all));
        long malformed = samples.stream().filter(sample -> sample.path("is").asText().startsWith("malformed")).count();
        assertThat(accepted.malformed()).hasSize((int) malformed).allSatisfy(
                item -> assertThat(item.outline()).contains("timestamp").doesNotContain("123456"));
        assertThat(accepted.events()).hasSizeGreaterThan(19);
        var two = (Inbound.Accepted) channel.receive(facebook.request(all[10]));
        assertThat(two.events().stream().map(event -> event.eventId()).distinct()).hasSize(2);
    }

    @Test
    void what_is_said_while_another_app_holds_the_conversation_is_not_answered() {
        assertThat(EventWords.of(channel.receive(signed("{\"object\":\"page\",\"entry\":[{\"id\":\"120000000000009\","
                + "\"time\":1,\"standby\":[{\"sender\":{\"id\":\"7\"},\"recipient\":{\"id\":\"120000000000009\"},"
                + "\"timestamp\":1,\"message\":{\"mid\":\"m_1\",\"text\":\"x\"}}]}]}")))).isEqualTo("nothing");
    }

    @Test
    void the_address_is_confirmed_to_whoever_knows_the_token() {
        assertThat(channel.receive(MessengerSimulator.verification("verify-me", "1158201444")))
                .isEqualTo(new Inbound.Challenge("1158201444"));
        assertThat(channel.receive(MessengerSimulator.verification("verify-mE", "1158201444")))
                .isEqualTo(new Inbound.Forged(false));
        assertThat(channel.receive(new WebhookRequest("GET", Map.of(), Map.of(), new byte[0])))
                .isEqualTo(new Inbound.Forged(false));
        var without = new MessengerChannel(new Secret("a"), null, new Secret("b"), facebook.api(), clock);
        assertThat(without.receive(MessengerSimulator.verification("", "1"))).isEqualTo(new Inbound.Forged(false));
    }

    @Test
    void the_signature_is_made_over_the_bytes_as_they_came() {
        var body = "{\"object\":\"page\",\"entry\":[{\"id\":\"120000000000009\",\"time\":1,\"messaging\":[{\"sender\":"
                + "{\"id\":\"7\"},\"recipient\":{\"id\":\"120000000000009\"},\"timestamp\":1795401234567,\"message\":"
                + "{\"mid\":\"m_1\",\"text\":\"Ch\\u00e0o\"}}]}]}";
        var mac = "sha256=fcf9fae4c0ee47674331a0c869b2f2f5323d83579b13f660ec982a4f533d3a9f";
        assertThat(EventWords.of(channel.receive(posted(body, mac)))).isEqualTo("Said message/m_1 Chào");
        assertThat(channel.receive(posted(body.replace("\\u00e0", "à"), mac))).isEqualTo(new Inbound.Forged(false));
    }

    private static WebhookRequest posted(String body, String signature) {
        return new WebhookRequest("POST", Map.of(), Map.of(HEADER, signature), body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void no_changed_request_is_believed() {
        Mutations.of(says("giải thể công ty"), HEADER, 10_000, 13).forEach(
                forged -> assertThat(channel.receive(forged)).isEqualTo(new Inbound.Forged(false)));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
            190, 463, CredentialsFailed
            10, 2018278, WindowClosed
            10, 2534022, WindowClosed
            10, 1893063, TryLater
            10, 0, CredentialsFailed
            100, 2018001, Unreachable
            100, 0, Refused
            551, 1545041, Unreachable
            200, 0, CredentialsFailed
            200, 1545041, Unreachable
            368, 0, TryLater
            4, 0, TryLater
            32, 0, TryLater
            613, 0, TryLater
            80006, 0, TryLater
            1200, 0, TryLater
            2, 0, TryLater
            1, 0, TryLater
            10, 2018108, Unreachable
            12345, 0, Refused
            """)
    void each_error_means_something(int code, int subcode, String outcome) {
        facebook.next(new Refuse(code, subcode, "as Facebook says it", null));
        var delivery = channel.send(outgoing(new OutboundMessage.Text("a")));
        assertThat(delivery.getClass().getSimpleName()).isEqualTo(outcome);
        assertThat(delivery.toString()).doesNotContain(SETTINGS.pageToken());
    }

    @Test
    void waits_as_long_as_the_rate_header_says() {
        facebook.limit(0);
        assertThat(channel.send(outgoing(new OutboundMessage.Text("a")))).isEqualTo(new Delivery.TryLater(
                Duration.ofMinutes(1), "613/0 (#613) Calls to this api have exceeded the rate limit."));
        clock.advance(Duration.ofMinutes(1));
        facebook.limit(10);
        facebook.next(new Refuse(80006, 0, "limit", 3));
        assertThat(channel.send(outgoing(new OutboundMessage.Text("a")))).isEqualTo(new Delivery.TryLater(
                Duration.ofMinutes(3), "80006/0 limit"));
    }

    private Outgoing at(@Nullable Instant lastHeard, Author author) {
        return new Outgoing("c/4/0", new Address("messenger", USER), new OutboundMessage.Text("a"), author, false,
                lastHeard);
    }

    @ParameterizedTest
    @ValueSource(strings = {"BOT", "OFFICER"})
    void after_a_day_only_an_officer_may_write_and_after_a_week_nobody(Author author) {
        var said = only(says("chào")).at();
        assertThat(channel.window(said, clock.instant()).state()).isEqualTo(State.FREE);
        clock.advance(Duration.ofHours(24).minusMillis(1));
        assertThat(channel.send(at(said, author))).isInstanceOf(Delivery.Sent.class);
        assertThat(facebook.received().getLast().kind()).isEqualTo("RESPONSE");
        clock.advance(Duration.ofMillis(1));
        assertThat(channel.window(said, clock.instant()).state()).isEqualTo(State.OFFICER_ONLY);
        if (author == Author.BOT) {
            assertThat(channel.send(at(said, author))).isInstanceOf(Delivery.WindowClosed.class);
        } else {
            assertThat(channel.send(at(said, author))).isInstanceOf(Delivery.Sent.class);
            assertThat(facebook.received().getLast().kind()).isEqualTo("HUMAN_AGENT");
        }
        clock.advance(Duration.ofDays(6));
        assertThat(channel.window(said, clock.instant()).state()).isEqualTo(State.CLOSED);
        assertThat(channel.send(at(said, author))).isInstanceOf(Delivery.WindowClosed.class);
        assertThat(channel.send(at(null, author))).isInstanceOf(Delivery.WindowClosed.class);
    }

    @Test
    void a_message_whose_echo_came_is_not_sent_again() {
        facebook.next(new TakeAndBreak());
        var message = outgoing(new OutboundMessage.Text("một lần thôi"));
        assertThat(channel.send(message)).isInstanceOf(Delivery.OutcomeUnknown.class);
        facebook.echoes().forEach(echo -> assertThat(EventWords.of(channel.receive(echo))).isEqualTo("nothing"));
        var again = new Outgoing(message.id(), message.to(), message.message(), Author.BOT, true, null);
        assertThat(channel.send(again)).isInstanceOf(Delivery.Sent.class);
        assertThat(received()).containsExactly("một lần thôi");
        assertThat(facebook.received().getFirst().metadata()).isEqualTo(message.id());
    }

    @Test
    void a_message_that_never_arrived_is_sent_again() {
        facebook.next(new Page(502));
        var message = outgoing(new OutboundMessage.Text("lần nữa"));
        assertThat(channel.send(message)).isInstanceOf(Delivery.OutcomeUnknown.class);
        assertThat(channel.send(new Outgoing(message.id(), message.to(), message.message(), Author.BOT, true, null)))
                .isInstanceOf(Delivery.Sent.class);
        assertThat(received()).containsExactly("lần nữa");
    }

    @Test
    void a_file_and_its_words_are_two_messages_sent_once_each() {
        var message = outgoing(new OutboundMessage.Document("Mẫu đơn", "mau.pdf", "application/pdf", new byte[]{1}));
        facebook.next(new Refuse(1200, 0, "later", null));
        assertThat(channel.send(message)).isInstanceOf(Delivery.TryLater.class);
        assertThat(channel.send(message)).isInstanceOf(Delivery.Sent.class);
        assertThat(channel.send(message)).isInstanceOf(Delivery.Sent.class);
        assertThat(received()).hasSize(2).last().isEqualTo("Mẫu đơn");
    }

    @Test
    void a_link_is_a_button_where_it_fits_and_words_where_not() {
        var url = "https://dichvucong.example.vn";
        channel.send(outgoing(new OutboundMessage.Link("Nộp ở đây", "Cổng dịch vụ", url)));
        assertThat(facebook.received().getLast().buttons()).containsExactly(new Button("Cổng dịch vụ", url));
        channel.send(outgoing(new OutboundMessage.Link("Nộp ở đây", "Cổng dịch vụ công quốc gia", url)));
        assertThat(received()).last().isEqualTo("Nộp ở đây\n\nCổng dịch vụ công quốc gia: " + url);
        channel.send(outgoing(new OutboundMessage.Link("ộ".repeat(2_000), "Cổng", url)));
        assertThat(received()).last().isEqualTo("Cổng: " + url);
        assertThat(received()).hasSize(4);
    }

    @Test
    void typing_is_shown() {
        assertThat(channel.send(outgoing(new OutboundMessage.Typing()))).isInstanceOf(Delivery.Sent.class);
        assertThat(received()).containsExactly("typing_on");
    }

    @Test
    void an_outage_is_told_from_an_unclear_end() {
        facebook.next(new Page(503), new Page(502));
        assertThat(channel.send(outgoing(new OutboundMessage.Text("a")))).isInstanceOf(Delivery.TryLater.class);
        assertThat(channel.send(outgoing(new OutboundMessage.Text("a")))).isInstanceOf(Delivery.OutcomeUnknown.class);
        facebook.close();
        assertThat(channel.send(outgoing(new OutboundMessage.Text("a")))).isInstanceOf(Delivery.TryLater.class);
    }
}
