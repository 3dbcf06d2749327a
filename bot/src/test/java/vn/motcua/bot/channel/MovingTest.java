package vn.motcua.bot.channel;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.bot.Scenario;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.bot.inbox.Inbox;
import vn.motcua.bot.live.LocalLive;
import vn.motcua.bot.live.Rate;
import vn.motcua.bot.store.DatabaseSettings;
import vn.motcua.bot.store.Erasure;
import vn.motcua.bot.store.MalformedItems;
import vn.motcua.bot.store.OutboxStore;
import vn.motcua.bot.store.SharedFiles;
import vn.motcua.bot.turn.Conversations;
import vn.motcua.bot.turn.Fingerprints;
import vn.motcua.bot.turn.Sender;
import vn.motcua.bot.turn.TurnEvent;
import vn.motcua.bot.turn.TurnOutcome;
import vn.motcua.bot.turn.TurnRunner;
import vn.motcua.connectors.Address;
import vn.motcua.connectors.Inbound.Accepted;
import vn.motcua.connectors.InboundEvent;
import vn.motcua.connectors.OutboundMessage;
import vn.motcua.connectors.Secret;
import vn.motcua.connectors.telegram.TelegramChannel;

import static org.assertj.core.api.Assertions.assertThat;

/// A conversation goes on elsewhere.
class MovingTest {
    private static final Pattern CODE = Pattern.compile("\\b[2-9A-Z]{3}-[2-9A-Z]{3}\\b");

    @TempDir
    private Path data;
    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-25T02:00:00Z"));
    private Scenario scenario;
    private Inbox inbox;
    private final AtomicInteger events = new AtomicInteger();
    private final TelegramChannel anyChannel = new TelegramChannel(new Secret("1:t"), null,
            URI.create("http://127.0.0.1:1"), null);

    @BeforeEach
    void begin() {
        scenario = new Scenario(data, now::get);
        inbox = inbox(scenario.conversations, scenario.turns);
    }

    @AfterEach
    void end() {
        inbox.close();
        scenario.close();
    }

    private Inbox inbox(Conversations conversations, TurnRunner turns) {
        return new Inbox(conversations, turns, new MalformedItems(scenario.database), now::get,
                new SimpleMeterRegistry(), scenario.live.limit("person", new Rate(1_000, Duration.ofSeconds(1))));
    }

    /// A citizen in a messenger.
    private final class Person {
        private final Address address;

        Person(String channel, String id) {
            address = new Address(channel, id);
        }

        void sends(String text) {
            receives(inbox, event(text));
        }

        InboundEvent event(String text) {
            return new InboundEvent.Said(address, "event" + events.incrementAndGet(), now.get(), text);
        }

        void receives(Inbox by, InboundEvent event) {
            by.take(anyChannel, new Accepted(List.of(event), List.of()));
        }

        /// Everything that waits to be sent to this channel, as it is sent.
        List<String> hears() {
            var outbox = new OutboxStore(scenario.database, Duration.ofSeconds(20));
            var heard = new ArrayList<String>();
            for (var due : outbox.due(address.channel(), now.get(), 100)) {
                var held = outbox.claim(address.channel(), due, now.get());
                while (held.isPresent()) {
                    var outgoing = scenario.codes.filled(held.get().outgoing());
                    if (outgoing.to().equals(address)) {
                        heard.add(switch (outgoing.message()) {
                            case OutboundMessage.Text(var text) -> text;
                            case OutboundMessage.Choices(var text, var _) -> text;
                            default -> throw new AssertionError(outgoing);
                        });
                    }
                    held = outbox.sent(held.get(), "id", now.get());
                }
            }
            return heard;
        }

        String asksForCode() {
            hears();
            sends("tôi muốn tiếp tục trên máy tính");
            return code(hears().getLast());
        }

        ConversationId conversationOrNew() {
            sends("xin chào");
            return conversation();
        }

        /// What waits first, without sending it.
        String peek() {
            var outbox = new OutboxStore(scenario.database, Duration.ZERO);
            var held = outbox.claim(address.channel(), conversation(), now.get()).orElseThrow();
            return ((OutboundMessage.Text) scenario.codes.filled(held.outgoing()).message()).text();
        }

        ConversationId conversation() {
            return scenario.store.find(address).orElseThrow().conversation().id();
        }
    }

    /// A citizen on the website.
    private final class Page {
        private ConversationId conversation;
        private final String token;

        Page() {
            var opened = scenario.conversations.open();
            conversation = opened.id();
            token = opened.token();
        }

        TurnOutcome sends(String text) {
            return sends("client" + events.incrementAndGet(), text);
        }

        TurnOutcome sends(String clientId, String text) {
            return sends(clientId, text, null);
        }

        TurnOutcome sends(String clientId, String text, @Nullable String network) {
            return scenario.turns.run(new TurnEvent.Said(conversation, clientId, text),
                    new Sender(new Address("web", conversation.value()), network));
        }

        String says(String text) {
            return ((TurnOutcome.Done) sends(text)).replies().getLast().text();
        }

        List<TranscriptEvent> reads() {
            return scenario.conversations.events(conversation, 0, 100);
        }

        /// Does what the page does on the news that another conversation goes on here.
        Page follows() {
            var moved = (TranscriptEvent.Moved) reads().getLast();
            conversation = new ConversationId(Objects.requireNonNull(moved.into()));
            assertThat(scenario.conversations.admits(conversation, token)).isTrue();
            return this;
        }
    }

    private String offer(ConversationId conversation) {
        return scenario.moving.offer(conversation).orElseThrow().shown();
    }

    private static String code(String text) {
        var found = CODE.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group();
    }

    private static List<String> said(List<TranscriptEvent> events) {
        return events.stream().map(event -> switch (event) {
            case TranscriptEvent.Said said -> said.text();
            case TranscriptEvent.Replied replied -> replied.reply().text();
            case TranscriptEvent.Moved moved -> "-> " + moved.channel();
            default -> event.toString();
        }).toList();
    }

    @Test
    void from_zalo_to_the_website_and_back_it_is_one_conversation() {
        var lan = new Person("zalo", "83");
        lan.sends("phí thành lập công ty cổ phần");
        var conversation = lan.conversation();
        lan.hears();
        lan.sends("tôi muốn tiếp tục trên máy tính");
        var offer = lan.hears().getLast();
        var code = code(offer);
        assertThat(offer).contains("https://motcua.example.vn/chat#code=" + code, "10 phút", "Telegram");

        var page = new Page();
        page.sends("xin chào");
        var aside = page.conversation;
        assertThat(page.sends(code)).isInstanceOf(TurnOutcome.Done.class);
        assertThat(lan.hears()).singleElement().asString().contains("đã chuyển sang website");
        page.follows();
        assertThat(page.conversation).isEqualTo(conversation);
        assertThat(said(page.reads())).contains("phí thành lập công ty cổ phần", "-> web")
                .last().asString().contains("từ Zalo tiếp tục tại đây", "trước đó ở đây đã được đóng lại");
        assertThat(page.says("thế còn thời hạn?")).contains("ngày");
        assertThat(scenario.store.find(aside)).isPresent();

        var back = offer(conversation);
        lan.sends(back.toLowerCase(Locale.ROOT).replace("-", ""));
        assertThat(lan.hears()).singleElement().asString().contains("từ website tiếp tục tại đây")
                .doesNotContain("Zalo giữ một bản");
        assertThat(lan.conversation()).isEqualTo(conversation);
        lan.sends("còn hồ sơ thì sao");
        assertThat(lan.hears().getLast()).contains("Điều lệ");

        assertThat(page.sends("còn ai ở đây không")).isEqualTo(new TurnOutcome.MovedAway());
        assertThat(said(page.reads())).last().isEqualTo("-> zalo");
        assertThat(scenario.conversations.admits(conversation, page.token)).isTrue();
        assertThat(page.reads()).noneMatch(event -> event.toString().contains("còn hồ sơ thì sao"));
    }

    @ParameterizedTest
    @CsvSource({"web,messenger", "telegram,web", "telegram,zalo", "zalo,messenger", "web,web"})
    void from_any_channel_to_any_other(String from, String to) {
        var person = new Person(from, "7");
        var page = new Page();
        var conversation = page.conversation;
        String code;
        if (from.equals("web")) {
            page.sends("giải thể công ty cần gì");
            code = offer(conversation);
        } else {
            person.sends("giải thể công ty cần gì");
            conversation = person.conversation();
            code = person.asksForCode();
        }
        if (to.equals("web")) {
            var other = new Page();
            other.sends(code);
            assertThat(other.follows().conversation).isEqualTo(conversation);
            assertThat(said(other.reads())).contains("giải thể công ty cần gì");
        } else {
            var there = new Person(to, "9");
            there.sends(code);
            assertThat(there.conversation()).isEqualTo(conversation);
            assertThat(there.hears()).singleElement().asString().contains("tiếp tục tại đây",
                    (to.equals("zalo") ? "Zalo" : "Facebook") + " giữ một bản");
        }
        if (from.equals("web")) {
            assertThat(said(page.reads())).contains("-> " + to);
        } else {
            assertThat(person.hears()).singleElement().asString().contains("đã chuyển sang");
            var before = conversation;
            person.sends("xin chào");
            assertThat(person.conversation()).isNotEqualTo(before);
            assertThat(person.hears()).hasSize(1);
        }
    }

    @Test
    void a_code_works_once_for_ten_minutes_and_until_the_next_one() {
        var lan = new Person("zalo", "83");
        var first = lan.asksForCode();
        var second = lan.asksForCode();
        var page = new Page();
        assertThat(page.says(first)).contains("không đúng, đã dùng hoặc đã hết hạn");
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(10)));
        assertThat(page.says(second)).contains("không đúng, đã dùng hoặc đã hết hạn");
        var third = lan.asksForCode();
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(10).minusMillis(1)));
        assertThat(((TurnOutcome.Done) page.sends(third)).replies()).isEmpty();
        assertThat(new Page().says(third)).contains("không đúng, đã dùng hoặc đã hết hạn");
    }

    @Test
    void the_code_of_the_conversation_itself_moves_nothing() {
        var lan = new Person("zalo", "83");
        var code = lan.asksForCode();
        lan.sends(code);
        assertThat(lan.hears().getLast()).contains("mã của chính cuộc trò chuyện này");
        assertThat(((TurnOutcome.Done) new Page().sends(code)).replies()).isEmpty();
    }

    @Test
    void after_five_wrong_codes_no_more_are_looked_up_but_questions_are_answered() {
        var lan = new Person("zalo", "83");
        var right = lan.asksForCode();
        var guesser = new Person("zalo", "666");
        for (int number = 2; number < 7; number++) {
            guesser.sends("ABC-D2" + number);
        }
        assertThat(guesser.hears()).hasSize(5).allMatch(text -> text.contains("không đúng"));
        guesser.sends(right);
        guesser.sends("ABC-D29");
        assertThat(guesser.hears()).hasSize(2).allMatch(text -> text.contains("không xem mã nữa"));
        guesser.sends("phí thành lập công ty cổ phần");
        assertThat(guesser.hears().getLast()).contains("50.000");
        now.updateAndGet(time -> time.plus(Duration.ofMinutes(10)));
        guesser.sends(lan.asksForCode());
        assertThat(guesser.conversation()).isNotEqualTo(scenario.conversations.at(lan.address));
        assertThat(guesser.hears().getLast()).contains("tiếp tục tại đây");
    }

    @Test
    void fresh_pages_of_one_network_do_not_help_to_guess() {
        var right = new Person("zalo", "83").asksForCode();
        for (int number = 0; number < 20; number++) {
            var text = "A2" + (char) ('B' + number % 6) + "-" + (2 + number % 7) + "C2";
            assertThat(((TurnOutcome.Done) new Page().sends("c", text, "198.51.100.7")).replies().getLast().text())
                    .contains("không đúng");
        }
        assertThat(((TurnOutcome.Done) new Page().sends("c", right, "198.51.100.7")).replies().getLast().text())
                .contains("không xem mã nữa");
        assertThat(((TurnOutcome.Done) new Page().sends("c", right, "198.51.100.8")).replies()).isEmpty();
    }

    @Test
    void a_code_that_is_none_is_always_said_to_be_none_whatever_it_may_mean_as_a_question() {
        var page = new Page();
        for (int turn = 0; turn < 300; turn++) {
            var said = ((TurnOutcome.Done) new Page().sends("c", scenario.codes.code(page.conversation, turn).shown()))
                    .replies().getLast().text();
            assertThat(said).startsWith("Mã này không đúng");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONGTY", "congty", "lephi"})
    void a_word_in_the_shape_of_a_code_is_a_question(String word) {
        assertThat(new Page().says(word)).doesNotContain("mã");
    }

    @Test
    void of_two_who_type_the_code_at_once_one_has_the_conversation_and_the_other_is_told() throws Exception {
        var lan = new Person("zalo", "83");
        for (int round = 0; round < 10; round++) {
            var conversation = lan.conversationOrNew();
            var code = lan.asksForCode();
            var pages = List.of(new Page(), new Page(), new Page());
            var outcomes = new ArrayList<TurnOutcome.Done>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var tries = new ArrayList<Callable<TurnOutcome>>();
                pages.forEach(page -> tries.add(() -> page.sends(code)));
                for (var one : threads.invokeAll(tries)) {
                    outcomes.add((TurnOutcome.Done) one.get());
                }
            }
            assertThat(outcomes.stream().filter(one -> one.replies().isEmpty())).hasSize(1);
            assertThat(outcomes.stream().filter(one -> !one.replies().isEmpty()
                    && one.replies().getLast().text().contains("không đúng"))).hasSize(2);
            assertThat(pages.stream().filter(page -> scenario.conversations.admits(conversation, page.token)))
                    .hasSize(1);
            assertThat(lan.hears()).hasSize(1);
        }
    }

    @Test
    void events_that_come_again_after_the_move_have_no_second_effect() {
        var lan = new Person("telegram", "7");
        var question = lan.event("phí thành lập công ty cổ phần");
        lan.receives(inbox, question);
        var page = new Page();
        page.sends(lan.asksForCode());
        lan.hears();
        lan.receives(inbox, question);
        assertThat(lan.hears()).isEmpty();

        page.follows();
        var typed = lan.event(offer(page.conversation));
        for (int time = 0; time < 3; time++) {
            lan.receives(inbox, typed);
        }
        assertThat(lan.hears()).hasSize(1);
        assertThat(said(scenario.store.events(page.conversation, 0, 100)).stream().filter("-> telegram"::equals))
                .hasSize(1);
    }

    @Test
    void a_page_that_did_not_hear_the_answer_gets_it_by_asking_again() {
        var code = new Person("zalo", "83").asksForCode();
        var page = new Page();
        var first = page.sends("once", code);
        assertThat(page.sends("once", code)).isEqualTo(first);
        assertThat(page.sends("other", "xin chào")).isEqualTo(new TurnOutcome.MovedAway());
        page.follows();
    }

    @Test
    void a_node_that_knows_only_where_the_conversation_was_finds_it() {
        var conversations = new Conversations(scenario.store, now::get);
        var turns = new TurnRunner(conversations, scenario.store, () -> Scenario.BRAIN, new LocalLive(), now::get,
                Fingerprints.inFolder(data), Scenario.RENDERING, scenario.moving);
        try (var otherNode = inbox(conversations, turns)) {
            var lan = new Person("zalo", "83");
            lan.receives(otherNode, lan.event("phí thành lập công ty cổ phần"));
            var moved = lan.conversation();
            var page = new Page();
            page.sends(lan.asksForCode());
            lan.hears();
            lan.receives(otherNode, lan.event("xin chào"));
            assertThat(lan.hears()).hasSize(1);
            assertThat(lan.conversation()).isNotEqualTo(moved);
            assertThat(conversations.admits(moved, page.token)).isTrue();
            lan.sends(offer(moved));
            lan.hears();
            lan.receives(otherNode, lan.event("giải thể công ty cần gì"));
            assertThat(lan.conversation()).isEqualTo(moved);
            assertThat(said(scenario.store.events(moved, 0, 100))).contains("giải thể công ty cần gì");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"back", "Đưa về đây", "1"})
    void who_moved_away_from_a_messenger_has_it_back_at_one_press_for_a_day(String press) {
        var lan = new Person("zalo", "83");
        lan.sends("phí thành lập công ty cổ phần");
        var conversation = lan.conversation();
        var page = new Page();
        page.sends(lan.asksForCode());
        page.follows();
        assertThat(lan.hears()).singleElement().asString().contains("«Đưa về đây»");
        lan.receives(inbox, press.equals("back")
                ? new InboundEvent.Picked(lan.address, "press", now.get(), press)
                : lan.event(press));
        assertThat(lan.hears()).singleElement().asString().contains("từ website tiếp tục tại đây");
        assertThat(lan.conversation()).isEqualTo(conversation);
        assertThat(said(page.reads())).last().isEqualTo("-> zalo");

        lan.receives(inbox, new InboundEvent.Picked(lan.address, "again", now.get(), "back"));
        assertThat(lan.hears()).singleElement().asString().contains("Không có cuộc trò chuyện nào");
        var other = new Page();
        other.sends(lan.asksForCode());
        now.updateAndGet(time -> time.plus(Duration.ofDays(1)));
        lan.hears();
        lan.receives(inbox, new InboundEvent.Picked(lan.address, "late", now.get(), "back"));
        assertThat(lan.hears()).singleElement().asString().contains("Không có cuộc trò chuyện nào");
    }

    @Test
    void a_page_that_was_left_cannot_take_the_conversation_with_a_code_it_had_before_or_asks_for_now() {
        var lan = new Person("zalo", "83");
        var thief = new Page();
        thief.sends(lan.asksForCode());
        var conversation = thief.follows().conversation;
        var before = offer(conversation);
        lan.hears();
        lan.receives(inbox, new InboundEvent.Picked(lan.address, "press", now.get(), "back"));
        assertThat(lan.conversation()).isEqualTo(conversation);
        assertThat(new Page().says(before)).startsWith("Mã này không đúng");
        assertThat(scenario.moving.offer(conversation)).isEmpty();
    }

    @Test
    void nobody_else_has_it_back_without_a_code() {
        var lan = new Person("zalo", "83");
        var page = new Page();
        page.sends(lan.asksForCode());
        var stranger = new Person("zalo", "666");
        stranger.receives(inbox, new InboundEvent.Picked(stranger.address, "press", now.get(), "back"));
        assertThat(stranger.hears().getLast()).contains("Không có cuộc trò chuyện nào");
        var conversation = page.follows().conversation;
        lan.sends(offer(conversation));
        assertThat(scenario.turns.run(new TurnEvent.Picked(conversation, "press", "back"),
                new Sender(new Address("web", conversation.value())))).isEqualTo(new TurnOutcome.MovedAway());
    }

    @Test
    void what_waits_to_be_sent_is_read_where_the_conversation_goes_on() {
        var lan = new Person("zalo", "83");
        var code = lan.asksForCode();
        lan.sends("giải thể công ty cần gì");
        var page = new Page();
        page.sends(code);
        assertThat(lan.hears()).singleElement().asString().contains("đã chuyển sang website");
        assertThat(said(page.follows().reads())).contains("giải thể công ty cần gì");

        page.sends("tạm ngừng kinh doanh");
        var hung = new Person("messenger", "9");
        hung.sends("giải thể hợp tác xã cần gì");
        hung.sends(offer(page.conversation));
        assertThat(hung.hears()).as("also what waited in the conversation that is closed").hasSize(2);
    }

    @Test
    void a_code_stands_nowhere_in_the_clear() throws IOException {
        var lan = new Person("zalo", "83");
        lan.sends("tôi muốn tiếp tục trên máy tính");
        assertKeptNowhere(code(lan.peek()));
        var code = lan.asksForCode();
        var page = new Page();
        page.sends(code);
        page.follows();
        var back = offer(page.conversation);
        lan.sends(back);
        assertKeptNowhere(code);
        assertKeptNowhere(back);
        assertThat(said(scenario.store.events(page.conversation, 0, 100)))
                .anyMatch(text -> text.contains("(mã chuyển)"))
                .anyMatch(text -> text.contains("https://motcua.example.vn/chat\n"));
    }

    private void assertKeptNowhere(String code) throws IOException {
        try (var files = Files.list(data)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var content = new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1);
                assertThat(content.contains(code) || content.contains(code.replace("-", ""))).as(file.toString())
                        .isFalse();
            }
        }
    }

    @Test
    void whoever_was_at_an_address_is_found_by_it() {
        var lan = new Person("zalo", "83");
        lan.sends("xin chào");
        var first = lan.conversation();
        var page = new Page();
        page.sends("xin chào");
        lan.sends(offer(page.conversation));
        assertThat(scenario.store.listEverAt(lan.address)).containsExactlyInAnyOrder(first, page.conversation);
        assertThat(scenario.store.listEverAt(new Address("web", page.conversation.value())))
                .containsExactly(page.conversation);
    }

    @Test
    void on_the_website_those_channels_are_offered_that_are_on() {
        var reply = ((TurnOutcome.Done) new Page().sends("chuyển sang zalo")).replies().getLast();
        assertThat(reply.choices()).extracting(choice -> choice.value()).containsExactly("move:messenger",
                "move:telegram", "move:zalo", "move:phone");
    }

    @Test
    void a_channel_that_is_turned_off_is_not_offered() {
        scenario.off.add("zalo");
        var reply = ((TurnOutcome.Done) new Page().sends("chuyển sang zalo")).replies().getLast();
        assertThat(reply.choices()).extracting(choice -> choice.value()).containsExactly("move:messenger",
                "move:telegram", "move:phone");
    }

    @Test
    void whoever_moved_is_erased_wherever_the_conversation_is_by_now() {
        var lan = new Person("zalo", "83");
        lan.sends("xin chào");
        var first = lan.conversation();
        var page = new Page();
        page.sends("phí thành lập công ty cổ phần");
        lan.sends(offer(page.conversation));
        var erasure = new Erasure(scenario.database,
                SharedFiles.of(scenario.database, DatabaseSettings.inFolder(data)));

        assertThat(erasure.erase(lan.address, now.get())).hasSize(2);

        assertThat(scenario.store.find(first)).isEmpty();
        assertThat(scenario.store.find(page.conversation)).isEmpty();
        assertThat(scenario.store.listEverAt(lan.address)).isEmpty();
        scenario.conversations.lookAgain(lan.address);
        lan.sends("xin chào");
        assertThat(lan.conversation()).isNotIn(first, page.conversation);
    }

    @Test
    void an_event_from_before_the_move_has_no_effect_after_the_erasure() {
        var lan = new Person("zalo", "83");
        var early = lan.event("mở công ty");
        lan.receives(inbox, early);
        var page = new Page();
        page.sends("xin chào");
        lan.sends(offer(page.conversation));
        var erasure = new Erasure(scenario.database,
                SharedFiles.of(scenario.database, DatabaseSettings.inFolder(data)));
        erasure.erase(lan.address, now.get());
        lan.hears();

        lan.receives(inbox, early);

        assertThat(lan.hears()).isEmpty();
    }
}
