package vn.motcua.bot.turn;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.motcua.bot.Scenario;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.TranscriptEvent;

import static org.assertj.core.api.Assertions.assertThat;

/// One message, one effect.
class TurnRunnerTest {
    @TempDir
    private Path data;
    private Scenario scenario;

    @BeforeEach
    void begin() {
        scenario = new Scenario(data);
    }

    @AfterEach
    void end() {
        scenario.close();
    }

    private static TurnEvent said(ConversationId conversation, String id, String text) {
        return new TurnEvent.Said(conversation, id, text);
    }

    @Test
    void a_repeated_event_gets_the_stored_outcome_unchanged() {
        var id = scenario.conversations.open().id();
        var first = scenario.turns.run(said(id, "a", "giải thể công ty cần giấy tờ gì"));
        scenario.turns.run(said(id, "b", "xin chào"));
        assertThat(scenario.turns.run(said(id, "a", "giải thể công ty cần giấy tờ gì"))).isEqualTo(first);
        assertThat(scenario.conversations.events(id, 0, 100)).hasSize(4);
    }

    @Test
    void the_same_event_id_with_other_content_is_a_conflict() {
        var id = scenario.conversations.open().id();
        scenario.turns.run(said(id, "a", "giải thể công ty"));
        assertThat(scenario.turns.run(said(id, "a", "tạm ngừng"))).isEqualTo(new TurnOutcome.Conflict());
        assertThat(scenario.turns.run(new TurnEvent.Picked(id, "a", "handoff"))).isEqualTo(new TurnOutcome.Conflict());
        assertThat(scenario.conversations.events(id, 0, 100)).hasSize(2);
    }

    @Test
    void event_ids_of_different_conversations_have_nothing_to_do_with_each_other() {
        var an = scenario.conversations.open().id();
        var binh = scenario.conversations.open().id();
        scenario.turns.run(said(an, "a", "giải thể công ty"));
        assertThat(scenario.turns.run(said(binh, "a", "tạm ngừng kinh doanh"))).isInstanceOf(TurnOutcome.Done.class);
    }

    @Test
    void an_unknown_conversation_is_unknown() {
        assertThat(scenario.turns.run(said(ConversationId.next(), "a", "xin chào")))
                .isEqualTo(new TurnOutcome.Unknown());
    }

    @Test
    void twenty_deliveries_at_once_have_one_effect() throws Exception {
        var id = scenario.conversations.open().id();
        var outcomes = new ArrayList<TurnOutcome>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var deliveries = new ArrayList<Callable<TurnOutcome>>();
            for (int i = 0; i < 20; i++) {
                deliveries.add(() -> scenario.turns.run(said(id, "a", "lập hợp tác xã cần mấy người")));
            }
            for (var delivery : threads.invokeAll(deliveries)) {
                outcomes.add(delivery.get());
            }
        }
        assertThat(outcomes).hasSize(20).containsOnly(outcomes.getFirst());
        assertThat(scenario.conversations.events(id, 0, 100)).hasSize(2);
    }

    @Test
    void two_nodes_on_one_database_lose_and_double_nothing() throws Exception {
        var brain = Scenario.BRAIN;
        var conversations = new Conversations(scenario.store, java.time.Instant::now);
        var otherNode = new TurnRunner(conversations, scenario.store, () -> brain, new vn.motcua.bot.live.LocalLive(),
                java.time.Instant::now, Fingerprints.inFolder(data), Scenario.RENDERING, null);
        var id = scenario.conversations.open().id();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var deliveries = new ArrayList<Callable<TurnOutcome>>();
            for (int i = 0; i < 10; i++) {
                var event = said(id, "e" + i, "đổi tên công ty mất bao lâu");
                deliveries.add(() -> scenario.turns.run(event));
                deliveries.add(() -> otherNode.run(event));
            }
            for (var delivery : threads.invokeAll(deliveries)) {
                assertThat(delivery.get()).isInstanceOf(TurnOutcome.Done.class);
            }
        }
        var events = scenario.conversations.events(id, 0, 100);
        assertThat(events).extracting(TranscriptEvent::seq)
                .containsExactly(java.util.stream.LongStream.rangeClosed(1, 20).boxed().toArray(Long[]::new));
    }

    @Test
    void whoever_watches_a_conversation_is_woken_after_the_commit() {
        var id = scenario.conversations.open().id();
        var seen = new ArrayList<Long>();
        try (var _ = scenario.live.watch(id,
                () -> seen.add(scenario.conversations.events(id, 0, 10).getLast().seq()))) {
            scenario.turns.run(said(id, "a", "xin chào"));
        }
        scenario.turns.run(said(id, "b", "xin chào"));
        assertThat(seen).containsExactly(2L);
    }

    @Test
    void personal_data_is_masked_before_it_is_stored_and_the_citizen_is_told() {
        var id = scenario.conversations.open().id();
        var outcome = scenario.turns
                .run(said(id, "a", "số căn cước 020095001234, điện thoại 0912345678, tôi muốn giải thể công ty"));
        assertThat(((TurnOutcome.Done) outcome).replies().getFirst().text()).contains("đã che thông tin cá nhân")
                .doesNotContain("020095001234").doesNotContain("0912345678");
        assertThat(scenario.conversations.events(id, 0, 10).toString()).doesNotContain("020095001234")
                .doesNotContain("0912345678").contains("[số giấy tờ]");
        assertThat(scenario.store.find(id).orElseThrow().conversation().toString()).doesNotContain("0912345678");
    }

    @Test
    void a_token_opens_its_own_conversation_only() {
        var an = scenario.conversations.open();
        var binh = scenario.conversations.open();
        assertThat(scenario.conversations.admits(an.id(), an.token())).isTrue();
        assertThat(scenario.conversations.admits(an.id(), binh.token())).isFalse();
        assertThat(scenario.conversations.admits(ConversationId.next(), an.token())).isFalse();
    }

    @Test
    void what_was_said_survives_a_restart() {
        var opened = scenario.conversations.open();
        scenario.turns.run(said(opened.id(), "a", "hồ sơ thành lập công ty cổ phần gồm gì"));
        scenario.close();
        scenario = new Scenario(data);
        assertThat(scenario.conversations.admits(opened.id(), opened.token())).isTrue();
        var outcome = scenario.turns.run(said(opened.id(), "b", "mất bao lâu?"));
        assertThat(((TurnOutcome.Done) outcome).replies().getFirst().procedure()).isEqualTo("dn-ctcp");
        assertThat(scenario.conversations.events(opened.id(), 0, 100)).hasSize(4);
    }
}
