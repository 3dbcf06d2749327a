package vn.motcua.bot.store;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

import vn.motcua.bot.conversation.Conversation;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.Speaker;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.connectors.Address;
import vn.motcua.connectors.OutboundMessage;
import vn.motcua.connectors.Outgoing.Author;

import static org.assertj.core.api.Assertions.assertThat;
import static vn.motcua.bot.store.Samples.NOON;
import static vn.motcua.bot.store.Samples.hash;

/// What moving a conversation promises, on whatever database.
interface MoveContract {
    Duration LEASE = Duration.ofSeconds(20);

    Database database();

    private ConversationStore conversations() {
        return new ConversationStore(database());
    }

    private MovingStore codes() {
        return new MovingStore(database());
    }

    private OutboxStore outgoing() {
        return new OutboxStore(database(), LEASE);
    }

    private Conversation onWeb(byte[] token) {
        var conversation = Samples.stranger();
        conversations().create(conversation, token, NOON);
        return conversation;
    }

    private Conversation on(String channel) {
        var id = ConversationId.next();
        var conversation = Conversation.begin(id, new Address(channel, "person " + id));
        conversations().create(conversation, null, NOON);
        return conversation;
    }

    private static byte[] code() {
        return UUID.randomUUID().toString().getBytes(StandardCharsets.UTF_8);
    }

    /// Gives a conversation a code without a turn of its own.
    private void offer(ConversationId conversation, byte[] code, Instant expires) {
        database().write(connection -> {
            MovingStore.offer(connection, conversation, code, expires);
            return true;
        });
    }

    private static OutboxMessage message(String text) {
        return new OutboxMessage(new OutboundMessage.Text(text), Author.BOT);
    }

    private static Turn turn(Conversation before, String event, Address to, List<TranscriptEvent> events,
            String... pushed) {
        return new Turn(before.address().channel(), before.id() + "/" + event, hash(1), "moved", before,
                before.after(events.size(), Speaker.BOT, before.dialogue()).at(to), events, NOON,
                new Turn.Effects(true, List.of(pushed).stream().map(MoveContract::message).toList(), List.of()));
    }

    private static Conversation says(ConversationStore store, Conversation before, String... texts) {
        var turn = turn(before, UUID.randomUUID().toString(), before.address(), List.of(), texts);
        assertThat(store.commit(turn)).isInstanceOf(CommitResult.Committed.class);
        return turn.after();
    }

    /// The move of a conversation to where another is.
    private static Move move(Conversation carrier, Conversation moved, byte[] code) {
        return move(carrier, "e", moved, code);
    }

    private static Move move(Conversation carrier, String event, Conversation moved, byte[] code) {
        boolean web = carrier.address().channel().equals("web");
        var to = web ? new Address("web", moved.id().value()) : carrier.address();
        var news = new TranscriptEvent.Moved(moved.lastSeq() + 1, NOON, to.channel(), null);
        @Nullable
        Turn left = moved.address().channel().equals("web")
                ? null
                : turn(Conversation.begin(ConversationId.next(), moved.address()), event, moved.address(), List.of(),
                        "it left");
        return new Move(turn(carrier, event, carrier.address(), List.of(new TranscriptEvent.Moved(carrier.lastSeq() + 1,
                NOON, to.channel(), moved.id().value()))),
                turn(moved, event, to, List.of(news), web ? new String[0] : new String[]{"it is here"}), code, left);
    }

    private Conversation now(Conversation conversation) {
        return conversations().find(conversation.id()).orElseThrow().conversation();
    }

    private List<String> sent(String channel) {
        var texts = new ArrayList<String>();
        for (var due : outgoing().due(channel, NOON, 100)) {
            for (var held = outgoing().claim(channel, due, NOON); held.isPresent();) {
                var outgoing = held.get().outgoing();
                texts.add(((OutboundMessage.Text) outgoing.message()).text() + " -> " + outgoing.to().id());
                held = outgoing().sent(held.get(), "id", NOON);
            }
        }
        return texts;
    }

    private static String channel() {
        return "c" + UUID.randomUUID();
    }

    @Test
    default void to_the_website_goes_the_token_and_at_the_address_begins_another() {
        var channel = channel();
        var moved = on(channel);
        var carrier = onWeb(hash(7));
        var code = code();
        offer(moved.id(), code, NOON.plusSeconds(1));
        assertThat(codes().find(code, NOON)).contains(moved.id());
        assertThat(conversations().commit(move(carrier, moved, code))).isInstanceOf(CommitResult.Committed.class);

        assertThat(now(moved).address()).isEqualTo(new Address("web", moved.id().value()));
        assertThat(conversations().find(moved.id()).orElseThrow().tokenHash()).isEqualTo(hash(7));
        assertThat(conversations().find(moved.address()).orElseThrow().conversation().id()).isNotEqualTo(moved.id());
        assertThat(now(carrier).address()).isNotEqualTo(carrier.address());
        assertThat(codes().find(code, NOON)).isEmpty();
        assertThat(sent(channel)).containsExactly("it left -> " + moved.address().id());
        assertThat(conversations().events(carrier.id(), 0, 9)).containsExactly(
                new TranscriptEvent.Moved(1, NOON, "web", moved.id().value()));
        assertThat(conversations().listEverAt(moved.address())).contains(moved.id()).hasSize(2);
    }

    @Test
    default void back_from_the_website_its_reader_reads_up_to_the_move() {
        var moved = onWeb(hash(7));
        var carrier = on(channel());
        var code = code();
        offer(moved.id(), code, NOON.plusSeconds(1));
        conversations().commit(move(carrier, moved, code));
        var later = turn(now(moved), "later", now(moved).address(),
                List.of(new TranscriptEvent.Said(2, NOON, "only there", null)));
        assertThat(conversations().commit(later)).isInstanceOf(CommitResult.Committed.class);
        assertThat(conversations().readable(moved.id(), 0, 9)).hasSize(1);
        assertThat(conversations().events(moved.id(), 0, 9)).hasSize(2);
        assertThat(conversations().find(carrier.address()).orElseThrow().conversation().id()).isEqualTo(moved.id());
        assertThat(conversations().listEverAt(carrier.address())).containsExactlyInAnyOrder(carrier.id(), moved.id());
    }

    @Test
    default void a_code_that_was_used_replaced_or_expired_moves_nothing() {
        var moved = on(channel());
        var old = code();
        var present = code();
        offer(moved.id(), old, NOON.plusSeconds(1));
        offer(moved.id(), present, NOON);
        for (var worthless : List.of(old, present)) {
            assertThat(codes().find(worthless, NOON)).isEmpty();
            assertThat(conversations().commit(move(onWeb(hash(1)), moved, worthless)))
                    .isInstanceOf(CommitResult.Stale.class);
        }
        assertThat(now(moved)).isEqualTo(moved);
        assertThat(conversations().events(moved.id(), 0, 9)).isEmpty();
    }

    @Test
    default void of_many_who_type_it_at_once_one_has_it() throws Exception {
        for (int round = 0; round < 5; round++) {
            var moved = on(channel());
            var code = code();
            offer(moved.id(), code, NOON.plusSeconds(1));
            var carriers = List.of(onWeb(hash(1)), onWeb(hash(2)), on(channel()), on(channel()));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var tries = new ArrayList<Callable<CommitResult>>();
                carriers.forEach(carrier -> tries.add(() -> conversations().commit(move(carrier, moved, code))));
                int won = 0;
                for (var one : threads.invokeAll(tries)) {
                    won += one.get() instanceof CommitResult.Committed ? 1 : 0;
                }
                assertThat(won).isOne();
            }
            assertThat(carriers.stream().filter(carrier -> !now(carrier).address().equals(carrier.address())))
                    .hasSize(1);
        }
    }

    @Test
    default void two_that_move_to_each_other_at_once_do_not_wait_for_ever() throws Exception {
        for (int round = 0; round < 10; round++) {
            var one = on(channel());
            var other = on(channel());
            var codeOfOne = code();
            var codeOfOther = code();
            offer(one.id(), codeOfOne, NOON.plusSeconds(1));
            offer(other.id(), codeOfOther, NOON.plusSeconds(1));
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                var results = threads.invokeAll(List.<Callable<CommitResult>>of(
                        () -> conversations().commit(move(other, one, codeOfOne)),
                        () -> conversations().commit(move(one, other, codeOfOther))));
                int won = 0;
                for (var result : results) {
                    won += result.get() instanceof CommitResult.Committed ? 1 : 0;
                }
                assertThat(won).isOne();
            }
        }
    }

    @Test
    default void what_waits_goes_along_and_what_is_closed_is_still_sent_to_where_it_was() {
        var from = channel();
        var to = channel();
        var moved = says(conversations(), on(from), "first", "second");
        var carrier = says(conversations(), on(to), "answer");
        var underWay = outgoing().claim(from, moved.id(), NOON).orElseThrow();
        var code = code();
        offer(moved.id(), code, NOON.plusSeconds(1));
        assertThat(conversations().commit(move(carrier, moved, code))).isInstanceOf(CommitResult.Committed.class);

        assertThat(outgoing().sent(underWay, "id", NOON)).as("the rest is for another sender").isEmpty();
        var there = carrier.address().id();
        assertThat(sent(to)).containsExactlyInAnyOrder("answer -> " + there, "second -> " + there,
                "it is here -> " + there);
        assertThat(sent(from)).containsExactly("it left -> " + moved.address().id());
        assertThat(outgoing().waiting(from) + outgoing().waiting(to)).isZero();
    }

    @Test
    default void what_waits_is_not_sent_any_more_when_it_is_read_on_the_website_also_when_it_was_under_way() {
        var from = channel();
        var moved = says(conversations(), on(from), "first", "second");
        var underWay = outgoing().claim(from, moved.id(), NOON).orElseThrow();
        var code = code();
        offer(moved.id(), code, NOON.plusSeconds(1));
        conversations().commit(move(onWeb(hash(1)), moved, code));
        outgoing().later(underWay, NOON, "hung", true, true, NOON);
        assertThat(sent(from)).containsExactly("it left -> " + moved.address().id());
        assertThat(outgoing().waiting(from) + outgoing().waiting("web")).isZero();
    }

    @Test
    default void an_event_of_before_is_known_after_the_move() {
        var moved = on(channel());
        var address = moved.address();
        var heard = turn(moved, "e1", address, List.of());
        conversations().commit(heard);
        var code = code();
        offer(moved.id(), code, NOON.plusSeconds(1));
        conversations().commit(move(onWeb(hash(1)), heard.after(), code));
        var successor = conversations().find(address).orElseThrow().conversation();
        assertThat(conversations().commit(turn(successor, "e1", address, List.of())))
                .isInstanceOf(CommitResult.Duplicate.class);
        assertThat(conversations().commit(turn(successor, "e2", address, List.of())))
                .isInstanceOf(CommitResult.Committed.class);
    }

    @Test
    default void only_on_the_website_a_code_is_given_out_without_a_turn() {
        var here = onWeb(hash(1));
        var code = code();
        assertThat(codes().offerOnWeb(here.id(), code, NOON.plusSeconds(1))).isTrue();
        assertThat(codes().find(code, NOON)).contains(here.id());
        assertThat(codes().offerOnWeb(on(channel()).id(), code(), NOON.plusSeconds(1))).isFalse();
        conversations().commit(move(on(channel()), here, code));
        assertThat(codes().offerOnWeb(here.id(), code(), NOON.plusSeconds(1))).isFalse();
    }

    @Test
    default void a_move_that_comes_again_is_known() {
        var moved = on(channel());
        var carrier = onWeb(hash(1));
        var code = code();
        offer(moved.id(), code, NOON.plusSeconds(1));
        conversations().commit(move(carrier, moved, code));
        offer(moved.id(), code, NOON.plusSeconds(1));
        assertThat(conversations().commit(move(carrier, moved, code))).isInstanceOf(CommitResult.Duplicate.class);
    }

    @Test
    default void wrong_codes_are_counted_for_each_for_ten_minutes() {
        var one = code();
        var other = code();
        var before = onWeb(hash(1));
        for (int event = 0; event < 3; event++) {
            var after = before.after(0, Speaker.BOT, before.dialogue());
            conversations().commit(new Turn("web", before.id() + "/" + event, hash(1), "done", before, after, List.of(),
                    NOON.plusSeconds(event), new Turn.Effects(true, List.of(), List.of(),
                            new MovingEffect.Mistyped(event == 0 ? List.of(one) : List.of(one, other)))));
            before = after;
        }
        assertThat(codes().mistyped(one, NOON.minusSeconds(1))).isEqualTo(3);
        assertThat(codes().mistyped(other, NOON.minusSeconds(1))).isEqualTo(2);
        assertThat(codes().mistyped(one, NOON)).isEqualTo(2);
    }
}
