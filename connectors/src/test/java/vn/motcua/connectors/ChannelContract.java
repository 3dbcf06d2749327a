package vn.motcua.connectors;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import vn.motcua.connectors.Inbound.Accepted;
import vn.motcua.connectors.InboundEvent.Kind;
import vn.motcua.connectors.Outgoing.Author;

import static org.assertj.core.api.Assertions.assertThat;

/// What every channel promises, against a provider that runs here. A channel's test says how its provider does things.
public interface ChannelContract {
    Channel channel();

    /// Requests as the provider makes and signs them.
    WebhookRequest says(String text);

    WebhookRequest presses(String value);

    WebhookRequest sends(Kind kind);

    /// Somebody sends a file that the provider has.
    WebhookRequest sendsFile(byte[] content);

    /// Empty for a provider that does not tell.
    Optional<WebhookRequest> leaves();

    /// A good request with another body, unsigned anew.
    default WebhookRequest withBody(WebhookRequest request, String body) {
        return new WebhookRequest(request.method(), request.query(), request.headers(),
                body.getBytes(StandardCharsets.UTF_8));
    }

    /// Signs a body as the provider would.
    WebhookRequest signed(String body);

    /// What the provider received, as text.
    List<String> received();

    /// Labels of the buttons of the last message.
    List<String> lastButtons();

    /// Lets the next send end so.
    void next(Class<? extends Delivery> outcome);

    /// Outcomes that the provider can bring about.
    Set<Class<? extends Delivery>> outcomes();

    /// Bodies that are signed and make no sense, none of which may be taken for an event.
    Stream<String> malformed();

    /// A header that carries the signature.
    String signatureHeader();

    default Outgoing outgoing(OutboundMessage message) {
        return new Outgoing("c/1/0", ((Accepted) channel().receive(says("xin chào"))).events().getFirst().address(),
                message, Author.BOT, false, null);
    }

    default InboundEvent only(WebhookRequest request) {
        assertThat(channel().receive(request)).isInstanceOf(Accepted.class);
        var accepted = (Accepted) channel().receive(request);
        assertThat(accepted.malformed()).isEmpty();
        assertThat(accepted.events()).hasSize(1);
        assertThat(accepted.events().getFirst().address().channel()).isEqualTo(channel().name());
        return accepted.events().getFirst();
    }

    @Test
    default void text_arrives_as_it_was_written() {
        var text = "Đăng ký hộ kinh doanh ở xã 🙏🏽 \"'\\ có được không?";
        assertThat(only(says(text))).isInstanceOfSatisfying(InboundEvent.Said.class,
                said -> assertThat(said.text()).isEqualTo(text));
    }

    @Test
    default void a_redelivered_event_has_the_same_id_and_another_one_another() {
        var once = says("một");
        assertThat(only(once).eventId()).isEqualTo(only(once).eventId());
        assertThat(only(once).eventId()).isNotEqualTo(only(says("hai")).eventId());
    }

    @Test
    default void a_button_brings_back_its_value() {
        var event = only(presses("ask:dn-ctcp:fee"));
        assertThat(event instanceof InboundEvent.Picked picked ? picked.value() : ((InboundEvent.Said) event).text())
                .isEqualTo("ask:dn-ctcp:fee");
    }

    @Test
    default void what_is_not_text_arrives_by_its_kind() {
        for (var kind : List.of(Kind.PHOTO, Kind.VOICE, Kind.FILE, Kind.STICKER, Kind.LOCATION)) {
            assertThat(only(sends(kind))).isInstanceOfSatisfying(InboundEvent.Shared.class,
                    shared -> assertThat(shared.kind()).isEqualTo(kind));
        }
    }

    @Test
    default void a_file_that_was_sent_is_downloaded_as_it_is_and_no_larger_than_asked_for() {
        var file = new byte[100_000];
        new Random(3).nextBytes(file);
        var reference = Objects.requireNonNull(((InboundEvent.Shared) only(sendsFile(file))).reference());
        for (int time = 0; time < 2; time++) {
            assertThat(channel().download(reference, file.length)).isInstanceOfSatisfying(Download.Content.class,
                    content -> assertThat(content.bytes()).isEqualTo(file));
        }
        assertThat(channel().download(reference, file.length - 1))
                .isEqualTo(new Download.Refused(Download.Reason.TOO_LARGE));
    }

    @Test
    default void a_reference_that_leads_elsewhere_leads_nowhere() {
        for (var reference : List.of("https://evil.example/a.jpg", "http://127.0.0.1:6379/", "https://169.254.169.254/",
                "../../bot/getMe", "", "file:///etc/passwd", "file-../../x")) {
            assertThat(channel().download(reference, 1_000)).as(reference).isInstanceOf(Download.Refused.class);
        }
    }

    @Test
    default void who_leaves_is_told_apart() {
        leaves().ifPresent(request -> assertThat(only(request)).isInstanceOf(InboundEvent.Left.class));
    }

    @Test
    default void forged_requests_are_never_believed() {
        var random = new Random(7);
        var good = says("giải thể công ty");
        var signature = good.header(signatureHeader()).orElseThrow();
        for (int time = 0; time < 10_000; time++) {
            var headers = new java.util.HashMap<>(good.headers());
            var changed = new StringBuilder(signature);
            switch (time % 4) {
                case 0 -> headers.keySet().removeIf(signatureHeader()::equalsIgnoreCase);
                case 1 -> changed.setCharAt(random.nextInt(signature.length()), '~');
                case 2 -> changed.setLength(random.nextInt(signature.length()));
                default -> changed.append((char) ('a' + random.nextInt(26)));
            }
            headers.computeIfPresent(signatureHeader().toLowerCase(java.util.Locale.ROOT),
                    (_, _) -> changed.toString());
            var forged = new WebhookRequest(good.method(), good.query(), headers, good.body());
            assertThat(channel().receive(forged)).isInstanceOf(Inbound.Forged.class);
        }
    }

    @Test
    default void what_makes_no_sense_does_no_harm() {
        malformed().forEach(body -> {
            var inbound = channel().receive(signed(body));
            if (inbound instanceof Accepted accepted) {
                assertThat(accepted.events()).as(body).isEmpty();
                assertThat(accepted.malformed().toString()).doesNotContain("secret words");
            } else {
                assertThat(inbound).as(body).isInstanceOf(Inbound.Unreadable.class);
            }
        });
    }

    @Test
    default void cut_off_anywhere_a_good_body_is_refused_without_harm() {
        var good = new String(says("giải thể công ty").body(), StandardCharsets.UTF_8);
        for (int length = 0; length < good.length(); length++) {
            var inbound = channel().receive(signed(good.substring(0, length)));
            assertThat(inbound instanceof Accepted accepted ? accepted.events() : List.of()).isEmpty();
        }
    }

    @Test
    default void the_longest_text_and_every_button_are_taken() {
        var traits = channel().traits();
        assertThat(channel().send(outgoing(new OutboundMessage.Text("ộ".repeat(traits.longestText())))))
                .isInstanceOf(Delivery.Sent.class);
        var buttons = new ArrayList<OutboundMessage.Button>();
        for (int number = 0; number < traits.mostChoices(); number++) {
            buttons.add(new OutboundMessage.Button(number + "x".repeat(traits.longestLabel() - 2),
                    "v".repeat(traits.longestValue() - 2) + (char) ('a' + number)));
        }
        if (!buttons.isEmpty()) {
            assertThat(channel().send(outgoing(new OutboundMessage.Choices("Chọn đi", buttons))))
                    .isInstanceOf(Delivery.Sent.class);
            assertThat(lastButtons()).isEqualTo(buttons.stream().map(OutboundMessage.Button::label).toList());
        }
        assertThat(received()).isNotEmpty();
    }

    @Test
    default void every_outcome_is_told_as_what_it_is() {
        assertThat(new TreeSet<>(outcomes().stream().map(Class::getSimpleName).toList())).contains("TryLater",
                "Unreachable", "Refused", "CredentialsFailed", "OutcomeUnknown");
        for (var outcome : outcomes()) {
            next(outcome);
            assertThat(channel().send(outgoing(new OutboundMessage.Text("xin chào")))).isInstanceOf(outcome);
        }
        assertThat(channel().send(outgoing(new OutboundMessage.Text("xin chào")))).isInstanceOf(Delivery.Sent.class);
    }
}
