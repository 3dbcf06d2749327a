package vn.motcua.bot.store;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;

import vn.motcua.bot.conversation.Conversation;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.SharedFile;
import vn.motcua.bot.conversation.Speaker;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.bot.conversation.TranscriptEvent.Replied;
import vn.motcua.bot.conversation.TranscriptEvent.Said;
import vn.motcua.bot.conversation.TranscriptEvent.Shared;
import vn.motcua.bot.conversation.TranscriptEvent.SpeakerChanged;
import vn.motcua.connectors.Address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static vn.motcua.bot.store.Samples.NOON;
import static vn.motcua.bot.store.Samples.hash;
import static vn.motcua.bot.store.Samples.stranger;
import static vn.motcua.bot.store.Samples.turn;

/// What a conversation store promises, on whatever database.
interface ConversationStoreContract {
    Duration SOON = Duration.ofSeconds(10);

    Database database();

    default ConversationStore store() {
        return new ConversationStore(database());
    }

    /// A conversation just stored.
    default Conversation stored() {
        var conversation = stranger();
        store().create(conversation, hash(7), NOON);
        return conversation;
    }

    @Test
    default void finds_nothing_of_a_stranger() {
        var stranger = stranger();
        assertThat(store().find(stranger.id())).isEmpty();
        assertThat(store().find(stranger.address())).isEmpty();
        assertThat(store().recorded("web", stranger.id() + "/1")).isEmpty();
        assertThat(store().events(stranger.id(), 0, 10)).isEmpty();
    }

    @Test
    default void finds_a_new_conversation_by_id_and_by_address() {
        var conversation = stored();
        for (var found : List.of(store().find(conversation.id()), store().find(conversation.address()))) {
            assertThat(found).hasValueSatisfying(stored -> {
                assertThat(stored.conversation()).isEqualTo(conversation);
                assertThat(stored.tokenHash()).isEqualTo(hash(7));
            });
        }
    }

    @Test
    default void keeps_a_conversation_without_a_token() {
        var conversation = stranger();
        store().create(conversation, null, NOON);
        assertThat(store().find(conversation.id())).hasValueSatisfying(
                stored -> assertThat(stored.tokenHash()).isNull());
    }

    @Test
    default void keeps_every_kind_of_event_as_it_was() {
        var conversation = stored();
        List<TranscriptEvent> events = List.of(
                new Said(1, NOON, "Đăng ký hộ kinh doanh ở xã có được không ạ? 🙏🏽 \u0000 \"'\\\n", null),
                new Said(2, NOON, "Công ty cổ phần", "dn-ctcp#fee"), new Replied(3, NOON, Samples.fullReply()),
                new Replied(4, NOON.plusMillis(1), Samples.bareReply()), new SpeakerChanged(5, NOON, Speaker.OFFICER),
                new SpeakerChanged(6, NOON, Speaker.WAITING), new SpeakerChanged(7, NOON, Speaker.BOT),
                new Shared(8, NOON,
                        new SharedFile("0a", "Giấy tờ.pdf", "application/pdf", 12, SharedFile.Kind.DOCUMENT)));
        var turn = turn(conversation, conversation.id() + "/1", events);

        assertThat(store().commit(turn)).isEqualTo(new CommitResult.Committed());

        assertThat(store().events(conversation.id(), 0, 100)).isEqualTo(events);
        assertThat(store().find(conversation.id())).hasValueSatisfying(
                stored -> assertThat(stored.conversation()).isEqualTo(turn.after()));
    }

    @Test
    default void keeps_files_in_rows_where_several_nodes_need_them() {
        var files = SharedFiles.of(database(),
                new DatabaseSettings("postgresql://db.example/motcua", null, null, Path.of("."), true));
        var conversation = stored().id();
        var file = new SharedFile("0a".repeat(20), "Giấy tờ.pdf", "application/pdf", 3, SharedFile.Kind.DOCUMENT);
        assertThat(files.save(conversation, file, hash(1), 1, NOON)).isTrue();
        assertThat(files.find(conversation, file.id())).contains(file);
        assertThat(files.content(conversation, file.id())).isEqualTo(hash(1));
        assertThat(files.find(stored().id(), file.id())).isEmpty();
        assertThat(files.save(conversation, file, hash(2), 1, NOON)).as("one is enough").isFalse();
        assertThat(files.save(conversation, file, hash(2), 2, NOON)).isTrue();
        assertThat(files.content(conversation, file.id())).as("the first stays").isEqualTo(hash(1));
    }

    @Test
    default void keeps_long_texts_whole() {
        var conversation = stored();
        var text = "Giấy chứng nhận đăng ký 📄 ".repeat(800).substring(0, 20_000);
        store().commit(turn(conversation, conversation.id() + "/1", List.of(new Said(1, NOON, text, null))));
        assertThat(store().events(conversation.id(), 0, 1)).containsExactly(new Said(1, NOON, text, null));
    }

    @Test
    default void keeps_half_a_surrogate_pair_as_a_question_mark() {
        var conversation = stored();
        store().commit(turn(conversation, conversation.id() + "/1", List.of(new Said(1, NOON, "a\ud83d!", null))));
        assertThat(store().events(conversation.id(), 0, 1)).containsExactly(new Said(1, NOON, "a?!", null));
    }

    @Test
    default void remembers_what_came_of_an_event() {
        var conversation = stored();
        var turn = turn(conversation, conversation.id() + "/1");
        store().commit(turn);
        assertThat(store().recorded("web", conversation.id() + "/1")).hasValueSatisfying(event -> {
            assertThat(event.conversation()).isEqualTo(conversation.id());
            assertThat(event.contentHash()).isEqualTo(hash(1));
            assertThat(event.outcome()).isEqualTo("answered");
            assertThat(event.firstSeq()).isEqualTo(1);
            assertThat(event.lastSeq()).isEqualTo(2);
        });
        assertThat(store().recorded("zalo", conversation.id() + "/1")).isEmpty();
    }

    @Test
    default void stores_a_turn_that_says_nothing() {
        var conversation = stored();
        var turn = turn(conversation, conversation.id() + "/1", List.of());
        assertThat(store().commit(turn)).isEqualTo(new CommitResult.Committed());
        assertThat(store().recorded("web", conversation.id() + "/1")).hasValueSatisfying(event -> {
            assertThat(event.firstSeq()).isEqualTo(1);
            assertThat(event.lastSeq()).isZero();
        });
    }

    @Test
    default void stores_an_event_once() {
        var conversation = stored();
        var first = turn(conversation, conversation.id() + "/1");
        store().commit(first);

        var again = store().commit(turn(first.after(), conversation.id() + "/1"));

        assertThat(again).isInstanceOfSatisfying(CommitResult.Duplicate.class,
                duplicate -> assertThat(duplicate.first().lastSeq()).isEqualTo(2));
        assertThat(store().events(conversation.id(), 0, 100)).hasSize(2);
    }

    @Test
    default void knows_an_event_that_another_conversation_had() {
        var one = stored();
        var other = stored();
        store().commit(turn(one, one.id() + "/1"));

        assertThat(store().commit(turn(other, one.id() + "/1"))).isInstanceOfSatisfying(CommitResult.Duplicate.class,
                duplicate -> assertThat(duplicate.first().conversation()).isEqualTo(one.id()));
        assertThat(store().events(other.id(), 0, 1)).isEmpty();
    }

    @Test
    default void commits_an_event_once_when_it_comes_sixteen_times_at_once() {
        for (var round = 0; round < 20; round++) {
            var conversation = stored();
            var turn = turn(conversation, conversation.id() + "/1");
            var results = atOnce(
                    IntStream.range(0, 16).mapToObj(_ -> (Callable<CommitResult>) () -> store().commit(turn))
                            .toList());
            assertThat(results).filteredOn(CommitResult.Committed.class::isInstance).hasSize(1);
            assertThat(results).filteredOn(CommitResult.Duplicate.class::isInstance).hasSize(15);
            assertThat(store().events(conversation.id(), 0, 100)).hasSize(2);
        }
    }

    @Test
    default void refuses_the_slower_of_two_turns() {
        var conversation = stored();
        store().commit(turn(conversation, conversation.id() + "/1"));

        assertThat(store().commit(turn(conversation, conversation.id() + "/2"))).isEqualTo(new CommitResult.Stale());

        assertThat(store().recorded("web", conversation.id() + "/2")).isEmpty();
        assertThat(store().events(conversation.id(), 0, 100)).hasSize(2);
    }

    @Test
    default void refuses_a_turn_of_a_conversation_that_is_gone() {
        var stranger = stranger();
        assertThat(store().commit(turn(stranger, stranger.id() + "/1"))).isEqualTo(new CommitResult.Stale());
        assertThat(store().recorded("web", stranger.id() + "/1")).isEmpty();
    }

    @Test
    default void lands_every_turn_of_eight_writers_that_try_again_when_stale() {
        var conversation = stored();
        var writers = 8;
        var each = 25;
        atOnce(IntStream.range(0, writers).mapToObj(writer -> (Callable<Void>) () -> {
            for (var number = 0; number < each; number++) {
                commitInTheEnd(conversation.id(), "%s/%d-%d".formatted(conversation.id(), writer, number));
            }
            return null;
        }).toList());

        var total = 2 * writers * each;
        assertThat(store().events(conversation.id(), 0, total + 1)).extracting(TranscriptEvent::seq)
                .containsExactlyElementsOf(LongStream.rangeClosed(1, total).boxed().toList());
        assertThat(store().find(conversation.id())).hasValueSatisfying(stored -> {
            assertThat(stored.conversation().lastSeq()).isEqualTo(total);
            assertThat(stored.conversation().revision()).isEqualTo(total / 2);
        });
    }

    private void commitInTheEnd(ConversationId id, String eventId) {
        while (true) {
            var before = store().find(id).orElseThrow().conversation();
            switch (store().commit(turn(before, eventId))) {
                case CommitResult.Committed _ -> {
                    return;
                }
                case CommitResult.Stale _ -> Thread.onSpinWait();
                case CommitResult.Duplicate duplicate -> throw new AssertionError(duplicate);
            }
        }
    }

    @Test
    default void opens_one_conversation_at_an_address() {
        var first = stored();
        var second = Conversation.begin(ConversationId.next(), first.address());
        assertThatExceptionOfType(AddressTakenException.class)
                .isThrownBy(() -> store().create(second, hash(8), NOON))
                .satisfies(taken -> assertThat(taken.address()).isEqualTo(first.address()));
        assertThat(store().find(second.id())).isEmpty();
        assertThat(store().find(first.address())).map(StoredConversation::conversation).contains(first);
    }

    @Test
    default void opens_one_conversation_when_two_messages_arrive_first_at_once() {
        var address = new Address("telegram", "chat-" + ConversationId.next());
        var opened = atOnce(IntStream.range(0, 8).mapToObj(_ -> (Callable<Boolean>) () -> {
            try {
                store().create(Conversation.begin(ConversationId.next(), address), null, NOON);
                return true;
            } catch (AddressTakenException taken) {
                return false;
            }
        }).toList());
        assertThat(opened).containsOnlyOnce(true);
    }

    @Test
    default void tells_addresses_apart_by_channel_and_by_case() {
        var id = "U" + ConversationId.next();
        for (var address : List.of(new Address("zalo", id), new Address("messenger", id),
                new Address("zalo", "u" + id))) {
            var conversation = Conversation.begin(ConversationId.next(), address);
            store().create(conversation, null, NOON);
            assertThat(store().find(address)).map(StoredConversation::conversation).contains(conversation);
        }
    }

    @Test
    default void pages_through_a_transcript() {
        var conversation = stored();
        for (var number = 0; number < 5; number++) {
            var before = store().find(conversation.id()).orElseThrow().conversation();
            store().commit(turn(before, conversation.id() + "/" + number));
        }
        assertThat(seqs(conversation.id(), 0, 4)).containsExactly(1L, 2L, 3L, 4L);
        assertThat(seqs(conversation.id(), 4, 4)).containsExactly(5L, 6L, 7L, 8L);
        assertThat(seqs(conversation.id(), 8, 4)).containsExactly(9L, 10L);
        assertThat(seqs(conversation.id(), 10, 4)).isEmpty();
    }

    private List<Long> seqs(ConversationId id, long after, int limit) {
        return store().events(id, after, limit).stream().map(TranscriptEvent::seq).toList();
    }

    @Test
    default void leaves_nothing_of_a_work_that_fails_half_way_while_its_neighbours_stay() {
        var holding = new CountDownLatch(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var holder = callers.submit(() -> database().write(_ -> awaited(holding)));
            var ids = IntStream.range(0, 9).mapToObj(_ -> stranger()).toList();
            var works = new ArrayList<Future<Boolean>>();
            for (var i = 0; i < ids.size(); i++) {
                var id = ids.get(i).id().value();
                var fails = i % 3 == 1;
                works.add(callers.submit(() -> database().write(connection -> {
                    insertBare(connection, id);
                    if (fails) {
                        throw new IllegalStateException("half way");
                    }
                    return true;
                })));
            }
            holding.countDown();
            assertThat(holder).succeedsWithin(SOON);
            for (var i = 0; i < ids.size(); i++) {
                var fails = i % 3 == 1;
                if (fails) {
                    assertThat(works.get(i)).failsWithin(SOON)
                            .withThrowableThat().havingCause().isInstanceOf(IllegalStateException.class)
                            .withMessage("half way");
                } else {
                    assertThat(works.get(i)).succeedsWithin(SOON);
                }
                assertThat(exists(ids.get(i).id())).isEqualTo(!fails);
            }
        }
    }

    @Test
    default void leaves_nothing_of_a_work_whose_second_statement_is_refused() {
        var id = stranger().id();
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> database().write(connection -> {
            insertBare(connection, id.value());
            insertBare(connection, id.value());
            return true;
        }));
        assertThat(exists(id)).isFalse();
    }

    @Test
    default void keeps_the_transcript_of_a_conversation_that_exists_only() {
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> database().write(connection -> {
            try (var insert = connection.prepareStatement(
                    "INSERT INTO transcript (conversation, seq, at, type, by_whom, body) VALUES ('nobody', 1, 1, '', '', '')")) {
                return insert.executeUpdate();
            }
        }));
    }

    @Test
    default void reads_rows_of_another_version() {
        var conversation = stored();
        store().commit(turn(conversation, conversation.id() + "/1"));
        database().write(connection -> {
            var id = conversation.id().value();
            update(connection, "UPDATE conversation SET state = ? WHERE id = ?",
                    "{\"language\":\"vi\",\"misses\":3,\"mood\":{\"is\":[1]}}", id);
            update(connection, "UPDATE transcript SET body = ? WHERE conversation = ? AND seq = 1",
                    "{\"text\":\"Chào\",\"voice\":true}", id);
            update(connection, "UPDATE transcript SET type = ? WHERE conversation = ? AND seq = 2", "horoscope", id);
            return true;
        });
        assertThat(store().find(conversation.id())).hasValueSatisfying(stored -> {
            assertThat(stored.conversation().dialogue().misses()).isEqualTo(3);
            assertThat(stored.conversation().dialogue().offered()).isEmpty();
        });
        assertThat(store().events(conversation.id(), 0, 10)).containsExactly(new Said(1, NOON, "Chào", null));
    }

    @Test
    default void says_that_a_garbled_row_cannot_be_read() {
        var conversation = stored();
        database().write(connection -> {
            update(connection, "UPDATE conversation SET state = ? WHERE id = ?", "{", conversation.id().value());
            return true;
        });
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store().find(conversation.id()));
    }

    private static void update(Connection connection, String sql, String value, String id)
            throws SQLException {
        try (var update = connection.prepareStatement(sql)) {
            update.setString(1, value);
            update.setString(2, id);
            assertThat(update.executeUpdate()).isEqualTo(1);
        }
    }

    private static void insertBare(Connection connection, String id) throws SQLException {
        try (var insert = connection.prepareStatement("""
                INSERT INTO conversation (id, channel, address, revision, last_seq, speaker, state, created_at, updated_at)
                VALUES (?, 'web', ?, 0, 0, 'bot', '{}', 0, 0)""")) {
            insert.setString(1, id);
            insert.setString(2, id);
            insert.executeUpdate();
        }
    }

    /// Keeps a thread of the database busy.
    static boolean awaited(CountDownLatch latch) {
        try {
            return latch.await(SOON.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException interruption) {
            throw new AssertionError(interruption);
        }
    }

    private boolean exists(ConversationId id) {
        return database().read(connection -> {
            try (var select = connection.prepareStatement("SELECT 1 FROM conversation WHERE id = ?")) {
                select.setString(1, id.value());
                return select.executeQuery().next();
            }
        });
    }

    /// Runs all of them at the same moment and returns what they returned.
    private static <T> List<T> atOnce(List<Callable<T>> calls) {
        var start = new CountDownLatch(1);
        try (var callers = Executors.newVirtualThreadPerTaskExecutor()) {
            var futures = calls.stream().map(call -> callers.submit(() -> {
                start.await();
                return call.call();
            })).toList();
            start.countDown();
            var results = new ArrayList<T>();
            for (var future : futures) {
                results.add(future.get());
            }
            return results;
        } catch (Exception failure) {
            throw new AssertionError(failure);
        }
    }
}
