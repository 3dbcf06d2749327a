package vn.motcua.bot.channel;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.bot.Await;
import vn.motcua.bot.Scenario;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.SharedFile;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.bot.conversation.TranscriptEvent.Attached;
import vn.motcua.bot.inbox.Inbox;
import vn.motcua.bot.keys.RootKey;
import vn.motcua.bot.keys.Sealed;
import vn.motcua.bot.live.Rate;
import vn.motcua.bot.media.Fetching;
import vn.motcua.bot.media.Specimens;
import vn.motcua.bot.outbox.Pace;
import vn.motcua.bot.store.DatabaseSettings;
import vn.motcua.bot.store.Erasure;
import vn.motcua.bot.store.MalformedItems;
import vn.motcua.bot.store.SharedFiles;
import vn.motcua.bot.store.TaskStore;
import vn.motcua.bot.store.ZaloAccountStore;
import vn.motcua.bot.task.TaskRunner;
import vn.motcua.bot.task.TaskWork;
import vn.motcua.connectors.Address;
import vn.motcua.connectors.Channel;
import vn.motcua.connectors.Delivery;
import vn.motcua.connectors.Download;
import vn.motcua.connectors.Inbound;
import vn.motcua.connectors.Inbound.Accepted;
import vn.motcua.connectors.InboundEvent;
import vn.motcua.connectors.InboundEvent.Kind;
import vn.motcua.connectors.Outgoing;
import vn.motcua.connectors.Secret;
import vn.motcua.connectors.Traits;
import vn.motcua.connectors.WebhookRequest;
import vn.motcua.connectors.messenger.MessengerChannel;
import vn.motcua.connectors.messenger.simulator.MessengerSimulator;
import vn.motcua.connectors.telegram.TelegramChannel;
import vn.motcua.connectors.telegram.simulator.TelegramSimulator;
import vn.motcua.connectors.zalo.ZaloAccount;
import vn.motcua.connectors.zalo.ZaloChannel;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator;

import static org.assertj.core.api.Assertions.assertThat;

/// What citizens send by messengers, from the provider's server into the conversation.
class FetchingTest {
    private static final int LARGEST = 1 << 20;
    private static final InstantSource CLOCK = InstantSource.system();
    private static final Pace QUICK = new Pace(Duration.ofMillis(5), Duration.ofMillis(1), Duration.ofMillis(2),
            Duration.ofMillis(5), Duration.ofDays(1), 4);

    @TempDir
    private Path data;
    private Scenario scenario;
    private Inbox inbox;
    private final ZaloSimulator zalo = ZaloSimulator.start(new ZaloSimulator.Settings("41", "app", "24", "oa"), CLOCK,
            0);
    private final MessengerSimulator facebook = MessengerSimulator
            .start(new MessengerSimulator.Settings("12", "app", "page"), CLOCK, 0);
    private final TelegramSimulator telegram = TelegramSimulator.start("7:t", 0);
    private Map<String, Channel> channels;

    @BeforeEach
    void begin() {
        scenario = new Scenario(data);
        inbox = new Inbox(scenario.conversations, scenario.turns, new MalformedItems(scenario.database), Instant::now,
                new SimpleMeterRegistry(), scenario.live.limit("person", new Rate(1_000, Duration.ofHours(1))));
        var people = new ZaloAccountStore(scenario.database,
                new Sealed(RootKey.inFile(data.resolve("tokens.key")), "tokens of zalo"), "41", null, null);
        channels = Map.of("zalo", new ZaloChannel(new ZaloAccount("41", new Secret("app"), "24", new Secret("oa"),
                zalo.api(), zalo.api(), zalo.api()), people, people, CLOCK), "messenger",
                new MessengerChannel(new Secret("app"), null, new Secret("page"), facebook.api(), CLOCK), "telegram",
                new TelegramChannel(new Secret("7:t"), new Secret("s"), telegram.api(), null));
    }

    @AfterEach
    void end() {
        inbox.close();
        scenario.close();
        zalo.close();
        facebook.close();
        telegram.close();
    }

    /// Somebody sends something by a channel.
    private Attached sends(String channel, Kind kind, byte[] file) {
        var request = switch (channel) {
            case "zalo" -> zalo.sends("83", switch (kind) {
                case PHOTO -> "image";
                case VOICE -> "audio";
                case STICKER -> "sticker";
                default -> "file";
            }, "{\"url\":\"" + zalo.host("tệp", file) + "\",\"name\":\"đơn.doc\"}");
            case "messenger" -> facebook.sends("83", switch (kind) {
                case PHOTO -> "image";
                case VOICE -> "audio";
                case STICKER -> "sticker";
                default -> "file";
            }, "{\"url\":\"" + facebook.host("tệp", file) + "\"}");
            default -> {
                var id = "\"file_id\":\"" + telegram.host("tệp", file) + "\",\"file_unique_id\":\"u\"";
                var lan = new TelegramSimulator.Person(83, "Lan");
                yield new WebhookRequest("POST", Map.of(), Map.of("X-Telegram-Bot-Api-Secret-Token", "s"),
                        (switch (kind) {
                            case PHOTO -> telegram.sends(lan, "photo", "[{" + id + ",\"width\":9,\"height\":9}]");
                            case VOICE -> telegram.sends(lan, "voice", "{" + id + ",\"duration\":7}");
                            case STICKER -> telegram.sends(lan, "sticker", "{" + id + ",\"width\":9,\"height\":9,"
                                    + "\"is_animated\":false,\"is_video\":false,\"type\":\"regular\"}");
                            default -> telegram.sends(lan, "document", "{" + id + ",\"file_name\":\"đơn.doc\"}");
                        }).getBytes(StandardCharsets.UTF_8));
            }
        };
        var through = through(channel);
        inbox.take(through, (Accepted) through.receive(request));
        var conversation = conversation(channel);
        fetch(List.copyOf(channels.values()));
        return attached(conversation);
    }

    private Channel through(String channel) {
        return Objects.requireNonNull(channels.get(channel));
    }

    private ConversationId conversation(String channel) {
        return scenario.conversations.at(new Address(channel, "83"));
    }

    private Attached attached(ConversationId conversation) {
        return (Attached) scenario.conversations.events(conversation, 0, 100).stream()
                .filter(Attached.class::isInstance).reduce((_, last) -> last).orElseThrow();
    }

    private Fetching fetching(List<Channel> from) {
        return new Fetching(from, scenario.media, scenario.store, LARGEST);
    }

    /// Two at it at once, none of which holds a task.
    private void fetch(List<Channel> from) {
        var tasks = new TaskStore(scenario.database, Duration.ZERO);
        var kinds = Map.<String, TaskWork>of("fetch", fetching(from));
        try (var one = new TaskRunner(kinds, tasks, scenario.turns, Instant::now, QUICK);
                var other = new TaskRunner(kinds, tasks, scenario.turns, Instant::now, QUICK)) {
            one.start();
            other.start();
            Await.until("everything is fetched",
                    () -> tasks.due(List.of("fetch"), Instant.now().plusSeconds(600), 1).isEmpty());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"zalo", "messenger", "telegram"})
    void photos_voice_notes_files_and_stickers_are_kept_and_opened_in_their_conversation_alone(String channel) {
        var photo = sends(channel, Kind.PHOTO, Specimens.photo(6, 40, 30));
        var kept = Objects.requireNonNull(photo.file());
        assertThat(photo.missing()).isNull();
        assertThat(photo.reference()).isNotNull();
        var conversation = conversation(channel);
        var opened = scenario.media.open(conversation, kept.id()).orElseThrow();
        assertThat(new String(opened.content(), StandardCharsets.ISO_8859_1)).doesNotContain("GPS", "Exif");
        assertThat(scenario.media.open(scenario.citizen().conversation, kept.id())).isEmpty();

        var voice = sends(channel, Kind.VOICE, "OggS\0\2motcua".getBytes(StandardCharsets.ISO_8859_1));
        assertThat(Objects.requireNonNull(voice.file()).kind())
                .isEqualTo(SharedFile.Kind.AUDIO);
        assertThat(sends(channel, Kind.STICKER, Specimens.image("png", 8, 8)).file()).isNotNull();
        var file = Objects.requireNonNull(sends(channel, Kind.FILE, Specimens.pdf("đơn")).file());
        assertThat(file.mediaType()).as("by content, whatever it is called").isEqualTo("application/pdf");
        assertThat(file.name()).endsWith(".pdf");
    }

    @ParameterizedTest
    @CsvSource({"zalo, html, type", "messenger, html, type", "telegram, html, type", "zalo, bomb, unreadable",
            "zalo, large, too_large", "messenger, large, too_large", "telegram, large, too_large"})
    void what_is_not_taken_stays_with_the_provider_and_the_officer_reads_why(String channel, String what,
            String reason) {
        var attached = sends(channel, Kind.PHOTO, switch (what) {
            case "html" -> "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8);
            case "bomb" -> Specimens.hugePng(20_000, 20_000);
            default -> noise();
        });
        assertThat(attached.file()).isNull();
        assertThat(attached.missing()).isEqualTo(reason);
        assertThat(attached.reference()).isNotNull();
    }

    @ParameterizedTest
    @CsvSource({"soun, audio/mp4", "vide,"})
    void the_container_of_videos_is_taken_when_there_is_nothing_but_sound_in_it(String track, String type) {
        var container = ("\0\0\0\030ftypisom\0\0\2\0isommp42 moov trak hdlr\0\0\0\0\0\0\0\0" + track + "\0\0")
                .getBytes(StandardCharsets.ISO_8859_1);
        var attached = sends("messenger", Kind.VOICE, container);
        var file = attached.file();
        assertThat(file == null ? null : file.mediaType()).isEqualTo(type);
        assertThat(attached.missing()).isEqualTo(type == null ? "type" : null);
    }

    @Test
    void a_voice_note_of_zalo_is_kept() {
        var adts = new byte[]{(byte) 0xff, (byte) 0xf1, 0x50, (byte) 0x80, 0x02, 0x1f, (byte) 0xfc, 0};
        assertThat(Objects.requireNonNull(sends("zalo", Kind.VOICE, adts).file()).mediaType()).isEqualTo("audio/aac");
    }

    private static byte[] noise() {
        var noise = new byte[LARGEST + 1];
        new Random(5).nextBytes(noise);
        return noise;
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/", "https://169.254.169.254/latest", "https://evil.example/a.jpg"})
    void an_address_elsewhere_is_never_visited(String address) {
        var through = through("zalo");
        inbox.take(through, (Accepted) through.receive(zalo.sends("83", "image", "{\"url\":\"" + address + "\"}")));
        fetch(List.copyOf(channels.values()));
        assertThat(attached(conversation("zalo")).missing()).isEqualTo("foreign");
    }

    @Test
    void killed_after_it_was_kept_it_is_told_by_the_next_try() {
        var photo = sends("zalo", Kind.PHOTO, Specimens.photo(1, 40, 30));
        // As if the process had ended between keeping and telling.
        scenario.store.complete(conversation("zalo"),
                new Attached(photo.seq(), photo.at(), photo.kind(), photo.reference(), photo.name(), null));
        var again = new TaskWork.Task("fetch/x", conversation("zalo"), "zalo/" + photo.seq(), 1);
        fetching(List.copyOf(channels.values())).perform(again);
        assertThat(attached(conversation("zalo")).file()).isEqualTo(photo.file());
    }

    @Test
    void a_provider_that_is_away_is_asked_again_and_given_up_with_a_reason() {
        var tries = new AtomicInteger();
        var away = new AwayChannel(tries);
        inbox.take(away, new Accepted(List.of(new InboundEvent.Shared(new Address("telegram", "83"), "update/1",
                Instant.EPOCH, Kind.PHOTO, "file-1", null, null)), List.of()));
        fetch(List.of(away));
        assertThat(tries.get()).isGreaterThanOrEqualTo(12);
        assertThat(attached(conversation("telegram")).missing()).isEqualTo("unreachable");
    }

    @Test
    void whoever_is_erased_meanwhile_gets_no_file_back() {
        var through = through("zalo");
        inbox.take(through, (Accepted) through.receive(zalo.sends("83", "image",
                "{\"url\":\"" + zalo.host("a", Specimens.photo(1, 40, 30)) + "\"}")));
        var conversation = conversation("zalo");
        new Erasure(scenario.database, SharedFiles.of(scenario.database, DatabaseSettings.inFolder(data)))
                .erase(conversation, Instant.now());
        var result = fetching(List.copyOf(channels.values()))
                .perform(new TaskWork.Task("fetch/x", conversation, "zalo/1", 0));
        assertThat(result).isInstanceOf(TaskWork.Done.class);
        assertThat(scenario.conversations.events(conversation, 0, 10)).isEmpty();
    }

    @Test
    void what_tells_of_misconduct_is_not_fetched() {
        var through = through("zalo");
        inbox.take(through, new Accepted(List.of(new InboundEvent.Shared(new Address("zalo", "83"), "message/1",
                Instant.EPOCH, Kind.PHOTO, zalo.host("a", Specimens.photo(1, 40, 30)).toString(), null,
                "cán bộ vòi tiền tôi, phải đưa phong bì mới nhận hồ sơ")), List.of()));
        assertThat(scenario.conversations.events(conversation("zalo"), 0, 10).getFirst())
                .isInstanceOf(TranscriptEvent.Withheld.class);
        assertThat(
                new TaskStore(scenario.database, Duration.ZERO).due(List.of("fetch"), Instant.now().plusSeconds(9), 9))
                .isEmpty();
    }

    /// Nothing can be downloaded from it.
    private record AwayChannel(AtomicInteger tries) implements Channel {
        @Override
        public String name() {
            return "telegram";
        }

        @Override
        public Traits traits() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Inbound receive(WebhookRequest request) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Delivery send(Outgoing outgoing) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Download download(String reference, int most) {
            tries.incrementAndGet();
            return new Download.TryLater("away");
        }
    }
}
