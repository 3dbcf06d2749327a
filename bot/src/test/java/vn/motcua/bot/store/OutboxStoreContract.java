package vn.motcua.bot.store;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.junit.jupiter.api.Test;

import vn.motcua.bot.conversation.Conversation;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.Speaker;
import vn.motcua.bot.store.OutboxStore.Held;
import vn.motcua.connectors.Address;
import vn.motcua.connectors.Inbound.MalformedItem;
import vn.motcua.connectors.OutboundMessage;
import vn.motcua.connectors.OutboundMessage.Button;
import vn.motcua.connectors.Outgoing.Author;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.motcua.bot.store.Samples.NOON;
import static vn.motcua.bot.store.Samples.hash;

/// What outbox, tasks and leases promise, on whatever database.
interface OutboxStoreContract {
    Duration HOLD = Duration.ofSeconds(20);

    Database database();

    default OutboxStore outbox() {
        return new OutboxStore(database(), HOLD);
    }

    default TaskStore tasks() {
        return new TaskStore(database(), HOLD);
    }

    /// A conversation on a channel that no other test uses.
    default Conversation pushed() {
        var id = ConversationId.next();
        var conversation = Conversation.begin(id, new Address("c" + id.value(), id.value()));
        new ConversationStore(database()).create(conversation, null, NOON);
        return conversation;
    }

    /// Commits a turn with these messages and tasks.
    default Conversation commit(Conversation before, List<OutboundMessage> messages, List<NewTask> work) {
        var after = before.after(0, Speaker.BOT, before.dialogue());
        var turn = new Turn(before.address().channel(), before.id() + "/e" + after.revision(), hash(1), "done", before,
                after,
                List.of(), NOON, new Turn.Effects(true,
                        messages.stream().map(message -> new OutboxMessage(message, Author.BOT)).toList(), work));
        assertThat(new ConversationStore(database()).commit(turn)).isInstanceOf(CommitResult.Committed.class);
        return after;
    }

    default Conversation says(Conversation before, String... texts) {
        return commit(before, List.of(texts).stream().<OutboundMessage>map(OutboundMessage.Text::new).toList(),
                List.of());
    }

    static String text(Optional<Held> held) {
        return ((OutboundMessage.Text) held.orElseThrow().outgoing().message()).text();
    }

    @Test
    default void messages_come_in_the_order_of_their_turns() {
        var second = says(says(pushed(), "một", "hai"), "ba");
        var held = outbox().claim(second.address().channel(), second.id(), NOON);
        for (var expected : List.of("một", "hai", "ba")) {
            assertThat(text(held)).isEqualTo(expected);
            assertThat(held.orElseThrow().outgoing().again()).isFalse();
            assertThat(held.orElseThrow().outgoing().lastHeard()).isEqualTo(NOON);
            held = outbox().sent(held.orElseThrow(), "id", NOON);
        }
        assertThat(held).isEmpty();
        assertThat(outbox().due(second.address().channel(), NOON.plusSeconds(60), 10)).isEmpty();
        assertThat(outbox().waiting(second.address().channel())).isZero();
    }

    @Test
    default void every_kind_of_message_comes_back_as_it_was() {
        List<OutboundMessage> messages = List.of(new OutboundMessage.Text("Phí: 50.000 đồng 🙏🏽"),
                new OutboundMessage.Choices("Chọn?", List.of(new Button("Có", "ask:x"))),
                new OutboundMessage.Link("Mở", "Cổng", "https://example.vn"));
        var conversation = commit(pushed(), messages, List.of());
        var held = outbox().claim(conversation.address().channel(), conversation.id(), NOON);
        for (var message : messages) {
            assertThat(held.orElseThrow().outgoing().message()).isEqualTo(message);
            held = outbox().sent(held.orElseThrow(), "id", NOON);
        }
    }

    @Test
    default void of_many_who_want_a_conversation_one_holds_it() throws Exception {
        var conversation = says(pushed(), "một");
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var claims = new ArrayList<Callable<Boolean>>();
            for (int claim = 0; claim < 20; claim++) {
                claims.add(() -> outbox().claim(conversation.address().channel(), conversation.id(), NOON).isPresent());
            }
            int held = 0;
            for (var claim : threads.invokeAll(claims)) {
                held += claim.get() ? 1 : 0;
            }
            assertThat(held).isOne();
        }
    }

    @Test
    default void who_vanishes_while_sending_leaves_a_message_that_is_sent_once_more_and_marked() {
        var conversation = says(pushed(), "một", "hai");
        var vanished = outbox().claim(conversation.address().channel(), conversation.id(), NOON).orElseThrow();
        assertThat(outbox().claim(conversation.address().channel(), conversation.id(), NOON.plusSeconds(5))).isEmpty();

        var later = NOON.plus(HOLD).plusSeconds(1);
        var next = outbox().claim(conversation.address().channel(), conversation.id(), later);
        assertThat(text(next)).isEqualTo("một");
        assertThat(next.orElseThrow().outgoing().again()).isTrue();
        assertThat(outbox().sent(vanished, "too late", later)).as("the first holder has lost it").isEmpty();

        var second = outbox().sent(next.orElseThrow(), "id", later);
        assertThat(text(second)).isEqualTo("hai");
        assertThat(second.orElseThrow().outgoing().again()).isFalse();
    }

    @Test
    default void what_is_tried_later_keeps_its_place_and_waits_its_time() {
        var conversation = says(pushed(), "một", "hai");
        var held = outbox().claim(conversation.address().channel(), conversation.id(), NOON).orElseThrow();
        var at = NOON.plusSeconds(7);
        outbox().later(held, at, "429", false, true, NOON);
        says(conversation, "ba");
        assertThat(outbox().claim(conversation.address().channel(), conversation.id(), at.minusMillis(1))).isEmpty();
        var again = outbox().claim(conversation.address().channel(), conversation.id(), at);
        assertThat(text(again)).isEqualTo("một");
        assertThat(again.orElseThrow().attempts()).isOne();
        assertThat(again.orElseThrow().outgoing().again()).isFalse();
        outbox().later(again.orElseThrow(), at, "reset", true, true, at);
        assertThat(outbox().claim(conversation.address().channel(), conversation.id(), at).orElseThrow().outgoing()
                .again()).isTrue();
    }

    @Test
    default void a_dead_letter_is_kept_with_its_reason_and_the_next_goes_on() {
        var conversation = says(pushed(), "một", "hai");
        var next = outbox().dead(
                outbox().claim(conversation.address().channel(), conversation.id(), NOON).orElseThrow(), "refused: 400",
                NOON);
        assertThat(text(next)).isEqualTo("hai");
        assertThat(outbox().deadLetters(null, 1_000)).anySatisfy(letter -> {
            assertThat(letter.conversation()).isEqualTo(conversation.id());
            assertThat(letter.reason()).isEqualTo("refused: 400");
        });
    }

    @Test
    default void a_dead_letter_that_is_put_back_comes_before_what_waits_and_is_as_young_as_a_new_message() {
        var conversation = says(pushed(), "một", "hai");
        var channel = conversation.address().channel();
        var second = outbox().dead(
                outbox().claim(conversation.address().channel(), conversation.id(), NOON).orElseThrow(), "refused: 400",
                NOON);
        outbox().later(second.orElseThrow(), NOON.plusSeconds(60), "429", false, true, NOON);
        var letter = outbox().deadLetters(channel, 10).getFirst();
        assertThat(outbox().dead(channel)).isOne();
        assertThat(letter.to()).isEqualTo(conversation.address());
        var later = NOON.plusSeconds(60);
        assertThat(outbox().again(letter.conversation(), letter.turn(), letter.part(), later)).isTrue();
        assertThat(outbox().again(letter.conversation(), letter.turn(), letter.part(), later)).isFalse();
        var again = outbox().claim(conversation.address().channel(), conversation.id(), later);
        assertThat(text(again)).isEqualTo("một");
        assertThat(again.orElseThrow().since()).isEqualTo(later);
        assertThat(text(outbox().sent(again.orElseThrow(), "id", later))).isEqualTo("hai");
        assertThat(outbox().dead(channel)).isZero();

        var gone = says(pushed(), "ba");
        outbox().dead(outbox().claim(gone.address().channel(), gone.id(), NOON).orElseThrow(), "unreachable", NOON);
        assertThat(outbox().oldest(gone.address().channel())).isZero();
        var only = outbox().deadLetters(gone.address().channel(), 10).getFirst();
        assertThat(outbox().again(only.conversation(), only.turn(), only.part(), NOON)).isTrue();
        assertThat(outbox().due(gone.address().channel(), NOON, 10)).containsExactly(gone.id());
        assertThat(outbox().oldest(gone.address().channel())).isEqualTo(NOON.toEpochMilli());
    }

    @Test
    default void a_task_that_was_given_up_can_be_tried_again() {
        var id = "look-up/" + ConversationId.next();
        commit(pushed(), List.of(), List.of(new NewTask(id, "look-up", "{}", NOON)));
        assertThat(tasks().again(id, NOON)).isFalse();
        tasks().dead(tasks().claim(id, NOON).orElseThrow(), "away", NOON);
        assertThat(tasks().dead(1_000)).anySatisfy(dead -> assertThat(dead.id()).isEqualTo(id));
        assertThat(tasks().again(id, NOON)).isTrue();
        assertThat(tasks().claim(id, NOON).orElseThrow().attempts()).isZero();
    }

    @Test
    default void a_switch_stands_as_it_was_turned_last_and_serving_does_not_turn_it() {
        var channel = "s" + ConversationId.next();
        var switches = new ChannelSwitches(database());
        assertThat(switches.turn(channel, false, NOON)).isTrue();
        assertThat(switches.turn(channel, false, NOON.plusSeconds(1))).isFalse();
        switches.served(List.of(channel), NOON.plusSeconds(2));
        assertThat(switches.list()).contains(
                new ChannelSwitches.Switch(channel, false, NOON, NOON.plusSeconds(2)));
        assertThat(switches.turn(channel, true, NOON.plusSeconds(3))).isTrue();
        assertThat(switches.list()).contains(
                new ChannelSwitches.Switch(channel, true, NOON.plusSeconds(3), NOON.plusSeconds(2)));
    }

    @Test
    default void what_was_erased_is_gone_and_its_events_have_no_effect_in_whatever_conversation_comes_next()
            throws Exception {
        var store = new ConversationStore(database());
        var erasure = new Erasure(database(), SharedFiles.of(database(),
                DatabaseSettings.inFolder(Files.createTempDirectory("motcua-erasure"))));
        var before = says(says(pushed(), "một"), "hai");
        assertThat(outbox().claim(before.address().channel(), before.id(), NOON)).isPresent();
        assertThat(erasure.erase(before.id(), NOON)).isPresent();
        assertThat(erasure.erase(before.id(), NOON)).isEmpty();
        assertThat(store.find(before.id())).isEmpty();
        assertThat(store.wasErased(before.id(), null)).isTrue();
        assertThat(store.wasErased(before.id(), hash(1))).as("nobody held a token").isFalse();
        assertThat(outbox().waiting(before.address().channel())).isZero();

        var next = Conversation.begin(ConversationId.next(), before.address());
        store.create(next, null, NOON);
        var brought = turn(next, next.id() + "/e2");
        assertThat(store.commit(brought)).isInstanceOf(CommitResult.Duplicate.class);
        assertThat(store.find(before.address())).as("no address is kept for nothing").isEmpty();
        store.create(next, null, NOON);
        assertThat(store.commit(turn(next, next.id() + "/e3"))).isInstanceOf(CommitResult.Committed.class);
        assertThat(store.commit(turn(next.after(0, Speaker.BOT, next.dialogue()), next.id() + "/e1")))
                .isInstanceOf(CommitResult.Duplicate.class);
        assertThat(store.find(before.address())).isPresent();
    }

    private static Turn turn(Conversation before, String event) {
        return new Turn(before.address().channel(), event, hash(1), "done", before,
                before.after(0, Speaker.BOT, before.dialogue()), List.of(), NOON);
    }

    @Test
    default void nothing_is_left_behind_when_turns_and_senders_meet() throws Exception {
        var conversation = pushed();
        var sent = new ArrayList<String>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sender = threads.submit(() -> {
                while (sent.size() < 60) {
                    for (var due : outbox().due(conversation.address().channel(), NOON, 5)) {
                        for (var held = outbox().claim(conversation.address().channel(), due, NOON); held
                                .isPresent();) {
                            sent.add(text(held));
                            held = outbox().sent(held.orElseThrow(), "id", NOON);
                        }
                    }
                }
            });
            var before = conversation;
            for (int turn = 0; turn < 60; turn++) {
                before = says(before, "t" + turn);
            }
            sender.get(60, java.util.concurrent.TimeUnit.SECONDS);
        }
        assertThat(sent).containsExactlyElementsOf(
                java.util.stream.IntStream.range(0, 60).mapToObj(turn -> "t" + turn).toList());
    }

    @Test
    default void a_task_waits_for_its_time_and_for_who_can_do_it_and_is_held_by_one() {
        var id = "look-up/" + ConversationId.next();
        commit(pushed(), List.of(), List.of(new NewTask(id, "look-up", "{}", NOON.plusSeconds(60))));
        var due = NOON.plusSeconds(60);
        assertThat(tasks().claim(id, NOON)).isEmpty();
        assertThat(tasks().due(List.of("other"), due, 1_000)).doesNotContain(id);
        assertThat(tasks().due(List.of("look-up", "other"), due, 1_000)).contains(id);

        var held = tasks().claim(id, due).orElseThrow();
        assertThat(tasks().claim(id, due)).isEmpty();
        tasks().later(held, due.plusSeconds(1), "away");
        var again = tasks().claim(id, due.plus(HOLD)).orElseThrow();
        assertThat(again.attempts()).isOne();

        var taken = tasks().claim(id, due.plus(HOLD.multipliedBy(3))).orElseThrow();
        tasks().done(again, due);
        assertThat(tasks().due(List.of("look-up"), due.plus(HOLD.multipliedBy(9)), 1_000)).contains(id);
        tasks().done(taken, due);
        assertThat(tasks().due(List.of("look-up"), due.plus(HOLD.multipliedBy(9)), 1_000)).doesNotContain(id);
    }

    @Test
    default void a_lease_has_one_holder_who_alone_says_how_far_it_is() {
        var name = "poll " + ConversationId.next();
        var one = new Leases(database(), HOLD);
        var other = new Leases(database(), HOLD);
        assertThat(one.take(name, NOON)).hasValue(0);
        assertThat(other.take(name, NOON.plusSeconds(1))).isEmpty();
        assertThat(one.advance(name, 9_999_999_999L)).isTrue();
        assertThat(other.advance(name, 1)).isFalse();
        assertThat(other.take(name, NOON.plus(HOLD))).hasValue(9_999_999_999L);
        assertThat(one.advance(name, 5)).isFalse();
        other.leave(name);
        assertThat(one.take(name, Instant.EPOCH.plusMillis(1))).hasValue(9_999_999_999L);
    }

    @Test
    default void a_malformed_item_is_kept_once() {
        var channel = "m" + ConversationId.next();
        var items = new MalformedItems(database());
        for (int time = 0; time < 3; time++) {
            items.keep(channel, List.of(new MalformedItem("update/1", "message message.text", "no chat")), NOON);
        }
        assertThat(items.count(channel)).isOne();
    }
}
