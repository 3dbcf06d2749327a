package vn.motcua.bot.channel;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.motcua.bot.Await;
import vn.motcua.bot.Scenario;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.bot.inbox.Inbox;
import vn.motcua.bot.live.Rate;
import vn.motcua.bot.outbox.Pace;
import vn.motcua.bot.store.MalformedItems;
import vn.motcua.bot.store.TaskStore;
import vn.motcua.bot.task.TaskRunner;
import vn.motcua.bot.task.TaskWork;
import vn.motcua.connectors.Address;
import vn.motcua.connectors.Inbound.Accepted;
import vn.motcua.connectors.Inbound.MalformedItem;
import vn.motcua.connectors.InboundEvent;
import vn.motcua.connectors.Secret;
import vn.motcua.connectors.telegram.TelegramChannel;

import static org.assertj.core.api.Assertions.assertThat;

/// What becomes of the events that channels bring, in the database.
class InboxTest {
    private static final Address LAN = new Address("telegram", "1");
    private static final Pace QUICK = new Pace(Duration.ofMillis(5), Duration.ofMillis(1), Duration.ofMillis(2),
            Duration.ofMillis(5), Duration.ofDays(1), 4);

    @TempDir
    private Path data;
    private Scenario scenario;
    private Inbox inbox;
    private MalformedItems malformed;
    private final TelegramChannel channel = new TelegramChannel(new Secret("1:t"), null,
            URI.create("http://127.0.0.1:1"), null);

    @BeforeEach
    void begin() {
        scenario = new Scenario(data);
        malformed = new MalformedItems(scenario.database);
        inbox = new Inbox(scenario.conversations, scenario.turns, malformed, Instant::now, new SimpleMeterRegistry(),
                scenario.live.limit("person", new Rate(3, Duration.ofHours(1))));
    }

    @AfterEach
    void end() {
        inbox.close();
        scenario.close();
    }

    private static InboundEvent said(int number, String text) {
        return new InboundEvent.Said(LAN, "update/" + number, Instant.EPOCH, text);
    }

    private void take(InboundEvent... events) {
        inbox.take(channel, new Accepted(List.of(events), List.of()));
    }

    private List<TranscriptEvent> transcript() {
        return scenario.conversations.events(scenario.conversations.at(LAN), 0, 100);
    }

    @Test
    void who_writes_too_fast_is_left_unread_and_told_once() {
        IntStream.range(0, 40).forEach(number -> take(said(number, "câu số " + number)));
        var events = transcript();
        assertThat(events.stream().filter(TranscriptEvent.Said.class::isInstance)).hasSize(3);
        assertThat(events.stream().filter(TranscriptEvent.Replied.class::isInstance)).hasSize(4);
        var conversation = scenario.conversations.at(LAN);
        assertThat(scenario.store.recorded("telegram", conversation + "/update/39").orElseThrow().outcome())
                .isEqualTo("limited");
        assertThat(events.toString()).doesNotContain("câu số 39");
    }

    @Test
    void an_item_that_cannot_be_read_does_not_keep_the_others() {
        inbox.take(channel, new Accepted(List.of(said(1, "xin chào")),
                List.of(new MalformedItem("update/2", "message", "no chat"))));
        assertThat(transcript()).hasSize(2);
        assertThat(malformed.count("telegram")).isOne();
    }

    @Test
    void signs_that_no_database_stores_are_replaced() {
        take(said(1, "giải thể\u0000 công ty \ud83d"));
        assertThat(((TranscriptEvent.Said) transcript().getFirst()).text()).isEqualTo("giải thể công ty \ufffd");
    }

    @Test
    void personal_data_in_captions_and_file_names_is_masked_and_the_caption_is_answered() {
        take(new InboundEvent.Shared(LAN, "update/1", Instant.EPOCH, InboundEvent.Kind.PHOTO, "file-1",
                "0912345678.jpg", "điện thoại 0912345678, giải thể công ty cần gì"));
        assertThat(transcript().toString()).doesNotContain("0912345678").contains("file-1");
        assertThat(((TranscriptEvent.Replied) transcript().getLast()).reply().procedure()).isEqualTo("gt-tunguyen");
    }

    @Test
    void a_picture_that_tells_of_misconduct_leaves_no_trace() {
        take(new InboundEvent.Shared(LAN, "update/1", Instant.EPOCH, InboundEvent.Kind.PHOTO, "file-1",
                "bang-chung.jpg",
                "cán bộ vòi tiền tôi, phải đưa phong bì mới nhận hồ sơ"));
        assertThat(transcript().getFirst()).isInstanceOf(TranscriptEvent.Withheld.class);
        assertThat(transcript().toString()).doesNotContain("file-1").doesNotContain("phong bì")
                .doesNotContain("bang-chung");
    }

    @Test
    void a_task_that_is_done_twice_has_one_effect_and_one_that_fails_is_tried_again() {
        take(new InboundEvent.WithdrewConsent(LAN, "update/1", Instant.EPOCH));
        var tries = new AtomicInteger();
        TaskWork work = task -> tries.incrementAndGet() < 3
                ? new TaskWork.TryLater("away")
                : new TaskWork.Done("Đã xong " + task.id().substring(0, 5));
        // No hold at all: the task is due again even while it is being done.
        var tasks = new TaskStore(scenario.database, Duration.ZERO);
        try (var one = new TaskRunner(Map.of("erase", work), tasks, scenario.turns, Instant::now, QUICK);
                var other = new TaskRunner(Map.of("erase", work), tasks, scenario.turns, Instant::now, QUICK)) {
            one.start();
            other.start();
            Await.until("it is done", () -> tries.get() >= 3 && !transcript().isEmpty()
                    && tasks.due(List.of("erase"), Instant.now().plusSeconds(60), 1).isEmpty());
        }
        assertThat(transcript()).hasSize(1);
    }
}
