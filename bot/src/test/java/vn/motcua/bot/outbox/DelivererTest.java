package vn.motcua.bot.outbox;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.function.Function;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.motcua.bot.Await;
import vn.motcua.bot.Scenario;
import vn.motcua.bot.channel.Switchboard;
import vn.motcua.bot.conversation.Conversation;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.Speaker;
import vn.motcua.bot.store.ChannelSwitches;
import vn.motcua.bot.store.OutboxMessage;
import vn.motcua.bot.store.OutboxStore;
import vn.motcua.bot.store.Turn;
import vn.motcua.connectors.Address;
import vn.motcua.connectors.Channel;
import vn.motcua.connectors.Delivery;
import vn.motcua.connectors.Inbound;
import vn.motcua.connectors.OutboundMessage;
import vn.motcua.connectors.Outgoing;
import vn.motcua.connectors.Outgoing.Author;
import vn.motcua.connectors.Traits;
import vn.motcua.connectors.WebhookRequest;

import static org.assertj.core.api.Assertions.assertThat;

/// Delivering from a real database through channels that behave as a test wants.
class DelivererTest {
    private static final Pace QUICK = new Pace(Duration.ofMillis(20), Duration.ofMillis(1), Duration.ofMillis(5),
            Duration.ofMillis(5), Duration.ofDays(1), 4);
    private static final int CONVERSATIONS = 12;

    @TempDir
    private Path data;
    private Scenario scenario;
    private @Nullable Deliverer deliverer;
    private OutboxStore outbox;
    private final CountDownLatch released = new CountDownLatch(1);

    /// A channel that does with each message what a test says, and notes what it has taken.
    private static final class Scripted implements Channel {
        private final String name;
        private final Function<Outgoing, Delivery> script;
        private final List<String> taken = new CopyOnWriteArrayList<>();

        Scripted(String name, Function<Outgoing, Delivery> script) {
            this.name = name;
            this.script = script;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public Traits traits() {
            return new Traits(1_000, 3, 20, 60, false, false);
        }

        @Override
        public Inbound receive(WebhookRequest request) {
            return new Inbound.Forged(false);
        }

        @Override
        public Delivery send(Outgoing outgoing) {
            var delivery = script.apply(outgoing);
            if (delivery instanceof Delivery.Sent) {
                taken.add(((OutboundMessage.Text) outgoing.message()).text());
            }
            return delivery;
        }
    }

    @BeforeEach
    void begin() {
        scenario = new Scenario(data);
        outbox = new OutboxStore(scenario.database, Duration.ofSeconds(20));
    }

    @AfterEach
    void end() {
        released.countDown();
        if (deliverer != null) {
            deliverer.close();
        }
        scenario.close();
    }

    private void deliver(Channel... channels) {
        var started = new Deliverer(List.of(channels), outbox, Instant::now, scenario.live, new SimpleMeterRegistry(),
                QUICK, new Switchboard(new ChannelSwitches(scenario.database), Duration.ofMillis(20)), scenario.codes);
        deliverer = started;
        started.start();
    }

    private void commit(String channel, String... texts) {
        var id = ConversationId.next();
        var before = Conversation.begin(id, new Address(channel, id.value()));
        scenario.store.create(before, null, Instant.now());
        var after = before.after(0, Speaker.BOT, before.dialogue());
        scenario.store.commit(new Turn(channel, "e" + id, new byte[32], "done", before, after, List.of(), Instant.now(),
                new Turn.Effects(true, List.of(texts).stream()
                        .map(text -> new OutboxMessage(new OutboundMessage.Text(text), Author.BOT)).toList(),
                        List.of())));
    }

    @Test
    void a_channel_that_hangs_keeps_no_other_waiting() {
        var hanging = new Scripted("hanging", _ -> {
            try {
                released.await();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
            }
            return new Delivery.TryLater(null, "released");
        });
        var working = new Scripted("working", outgoing -> new Delivery.Sent(outgoing.id()));
        var expected = new ArrayList<String>();
        for (int i = 0; i < CONVERSATIONS; i++) {
            commit("hanging", "không tới " + i);
            commit("working", "tới " + i);
            expected.add("tới " + i);
        }
        deliver(hanging, working);

        Await.until("everything of the working channel is sent", () -> working.taken.size() == CONVERSATIONS);
        assertThat(working.taken).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(outbox.waiting("hanging")).isEqualTo(CONVERSATIONS);
        assertThat(hanging.taken).isEmpty();
    }

    @Test
    void what_fails_is_tried_again_and_what_follows_in_its_conversation_waits_for_it() {
        var failures = new CountDownLatch(3);
        var channel = new Scripted("c", outgoing -> {
            if (failures.getCount() > 0) {
                failures.countDown();
                return new Delivery.TryLater(Duration.ofMillis(1), "busy");
            }
            return new Delivery.Sent(outgoing.id());
        });
        commit("c", "một", "hai", "ba");
        deliver(channel);
        Await.until("all three are sent", () -> channel.taken.size() == 3);
        assertThat(channel.taken).containsExactly("một", "hai", "ba");
        assertThat(outbox.deadLetters(null, 10)).isEmpty();
    }

    @Test
    void what_is_refused_is_put_aside_with_its_reason_and_the_rest_is_sent() {
        var channel = new Scripted("c", outgoing -> ((OutboundMessage.Text) outgoing.message()).text().equals("hai")
                ? new Delivery.WindowClosed("48 hours are over")
                : new Delivery.Sent(outgoing.id()));
        commit("c", "một", "hai", "ba");
        deliver(channel);
        Await.until("the others are sent", () -> channel.taken.size() == 2);
        assertThat(channel.taken).containsExactly("một", "ba");
        assertThat(outbox.deadLetters(null, 10)).singleElement()
                .satisfies(letter -> assertThat(letter.reason()).isEqualTo("window closed: 48 hours are over"));
    }

    @Test
    void a_mistake_in_a_channel_loses_nothing() {
        var first = new CountDownLatch(1);
        var channel = new Scripted("c", outgoing -> {
            if (first.getCount() > 0) {
                first.countDown();
                throw new IllegalStateException("a mistake of ours");
            }
            return new Delivery.Sent(String.valueOf(outgoing.again()));
        });
        commit("c", "một");
        deliver(channel);
        Await.until("it is sent", () -> channel.taken.size() == 1);
        assertThat(channel.taken).containsExactly("một");
    }
}
