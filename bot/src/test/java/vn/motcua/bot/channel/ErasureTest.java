package vn.motcua.bot.channel;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.motcua.bot.Await;
import vn.motcua.bot.Scenario;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.bot.inbox.Inbox;
import vn.motcua.bot.keys.RootKey;
import vn.motcua.bot.keys.Sealed;
import vn.motcua.bot.live.Rate;
import vn.motcua.bot.media.Keeping;
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
import vn.motcua.connectors.Inbound.Accepted;
import vn.motcua.connectors.InboundEvent;
import vn.motcua.connectors.Secret;
import vn.motcua.connectors.telegram.TelegramChannel;

import static org.assertj.core.api.Assertions.assertThat;

/// Somebody takes back the consent: what was held is gone from the data folder, and nothing is done twice because of that.
class ErasureTest {
    private static final Address LAN = new Address("zalo", "8000000000000000003");
    private static final byte[] PDF = "%PDF-1.4\nsecret paper\n%%EOF".getBytes(StandardCharsets.UTF_8);
    private static final Pace QUICK = new Pace(Duration.ofMillis(5), Duration.ofMillis(1), Duration.ofMillis(2),
            Duration.ofMillis(5), Duration.ofDays(1), 4);

    @TempDir
    private Path data;
    private Scenario scenario;
    private Inbox inbox;
    private Erasure erasure;
    private ZaloAccountStore people;
    private final TelegramChannel channel = new TelegramChannel(new Secret("1:t"), null,
            URI.create("http://127.0.0.1:1"), null);

    @BeforeEach
    void begin() {
        scenario = new Scenario(data);
        erasure = new Erasure(scenario.database, SharedFiles.of(scenario.database, DatabaseSettings.inFolder(data)));
        people = new ZaloAccountStore(scenario.database,
                new Sealed(RootKey.inFile(data.resolve("tokens.key")), "tokens of zalo"), "41", null, null);
        inbox = new Inbox(scenario.conversations, scenario.turns, new MalformedItems(scenario.database), Instant::now,
                new SimpleMeterRegistry(), scenario.live.limit("person", new Rate(1_000, Duration.ofHours(1))));
    }

    @AfterEach
    void end() {
        inbox.close();
        scenario.close();
    }

    private static InboundEvent said(int number, String text) {
        return new InboundEvent.Said(LAN, "message/" + number, Instant.EPOCH, text);
    }

    private void take(InboundEvent... events) {
        inbox.take(channel, new Accepted(List.of(events), List.of()));
    }

    private List<TranscriptEvent> transcript() {
        return scenario.conversations.events(scenario.conversations.at(LAN), 0, 100);
    }

    private TaskWork erasing() {
        return task -> {
            erasure.erase(task.conversation(), Instant.now());
            return new TaskWork.Done(null);
        };
    }

    private List<Path> papers() throws Exception {
        var folder = data.resolve("papers");
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (var files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    @Test
    void who_takes_back_the_consent_is_erased_once_by_whoever_is_faster_and_begins_anew_afterwards() throws Exception {
        people.note("5001", LAN.id());
        take(said(1, "phí thành lập công ty cổ phần, câu này rất lạ lùng"), said(2, "mất bao lâu"));
        var conversation = scenario.conversations.at(LAN);
        assertThat(scenario.media.keep(conversation, "giấy tờ lạ lùng.pdf", PDF)).isInstanceOf(Keeping.Kept.class);
        assertThat(papers()).hasSize(1);
        take(new InboundEvent.WithdrewConsent(LAN, "body/9", Instant.EPOCH));
        var tasks = new TaskStore(scenario.database, Duration.ZERO); // No hold: both may be at it at once.
        try (var one = new TaskRunner(Map.of("erase", erasing()), tasks, scenario.turns, Instant::now, QUICK);
                var other = new TaskRunner(Map.of("erase", erasing()), tasks, scenario.turns, Instant::now, QUICK)) {
            one.start();
            other.start();
            Await.until("it is done", () -> tasks.due(List.of("erase"), Instant.now().plusSeconds(60), 1).isEmpty());
        }
        assertThat(scenario.store.find(conversation)).isEmpty();
        assertThat(papers()).isEmpty();
        assertThat(people.find("5001")).isEmpty();
        assertThat(everything()).doesNotContain("lạ lùng").doesNotContain(LAN.id());

        take(said(2, "mất bao lâu"), said(1, "phí thành lập công ty cổ phần, câu này rất lạ lùng"));
        assertThat(scenario.store.find(LAN)).as("what is brought again begins nothing").isEmpty();
        people.note("5001", LAN.id());
        take(said(3, "xin chào"), said(2, "mất bao lâu"));
        assertThat(transcript()).hasSize(2);
        assertThat(scenario.conversations.at(LAN)).isNotEqualTo(conversation);
        assertThat(people.find("5001")).contains(LAN.id());
    }

    @Test
    void an_erasure_cut_short_before_the_files_were_removed_is_finished_by_the_next_one() throws Exception {
        take(said(1, "xin chào"));
        var conversation = scenario.conversations.at(LAN);
        scenario.media.keep(conversation, "a.pdf", PDF);
        var shelf = papers().getFirst().getParent();
        // The content cannot be removed now, as if the process ended here.
        var elsewhere = data.resolve("elsewhere");
        Files.move(shelf, elsewhere);
        Files.writeString(shelf, "no folder");
        try {
            erasure.erase(conversation, Instant.now());
        } catch (RuntimeException cutShort) {
            // The task stays and is done again.
        }
        Files.delete(shelf);
        Files.move(elsewhere, shelf);
        assertThat(papers()).hasSize(1);
        erasure.erase(conversation, Instant.now());
        assertThat(papers()).isEmpty();
    }

    @Test
    void a_file_that_arrives_while_its_conversation_is_erased_is_not_kept() throws Exception {
        take(said(1, "xin chào"));
        var conversation = scenario.conversations.at(LAN);
        erasure.erase(conversation, Instant.now());
        assertThat(scenario.media.keep(conversation, "a.pdf", PDF)).isInstanceOf(Keeping.Refused.class);
        assertThat(papers()).isEmpty();
    }

    /// When this fails, a new table holds something of a conversation and must be erased too.
    @Test
    void every_table_that_refers_to_a_conversation_is_erased() {
        var refer = scenario.database.read(connection -> {
            var tables = new TreeSet<String>();
            try (var select = connection.prepareStatement("""
                    SELECT name FROM sqlite_master WHERE type = 'table' AND sql LIKE '%REFERENCES conversation%'""")) {
                for (var row = select.executeQuery(); row.next();) {
                    tables.add(row.getString(1));
                }
            }
            return tables;
        });
        assertThat(refer).containsExactlyInAnyOrderElementsOf(Erasure.OF_A_CONVERSATION);
    }

    /// Every text in every row of the database.
    private String everything() {
        return scenario.database.read(connection -> {
            var tables = new ArrayList<String>();
            try (var select = connection.prepareStatement("SELECT name FROM sqlite_master WHERE type = 'table'")) {
                for (var row = select.executeQuery(); row.next();) {
                    tables.add(row.getString(1));
                }
            }
            var all = new StringBuilder();
            for (var table : tables) {
                try (var select = connection.prepareStatement("SELECT * FROM " + table)) {
                    var row = select.executeQuery();
                    int columns = row.getMetaData().getColumnCount();
                    while (row.next()) {
                        for (int at = 1; at <= columns; at++) {
                            all.append(row.getString(at)).append('\n');
                        }
                    }
                }
            }
            return all.toString();
        });
    }
}
