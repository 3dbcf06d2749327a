package vn.motcua.bot.live;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;

import vn.motcua.bot.Await;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.live.Live.Typist;

import static org.assertj.core.api.Assertions.assertThat;

/// What [Live] promises, whatever is between the nodes.
interface LiveContract {

    Live node();

    /// Another one, or the same when there is only one.
    Live otherNode();

    @Test
    default void all_nodes_together_give_out_the_rate_and_no_more() {
        var rate = new Rate(20, Duration.ofHours(10));
        var limits = List.of(node().limit("rate", rate), otherNode().limit("rate", rate));
        var taken = new AtomicInteger();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int at = 0; at < 400; at++) {
                var limit = limits.get(node() == otherNode() ? 0 : at % 2);
                threads.execute(() -> {
                    if (limit.take("an").join().isZero()) {
                        taken.incrementAndGet();
                    }
                });
            }
        }
        assertThat(taken).hasValue(20);
    }

    @Test
    default void what_is_used_up_comes_back_evenly() {
        var limit = node().limit("evenly", new Rate(2, Duration.ofHours(2)));
        limit.take("an").join();
        limit.take("an").join();
        assertThat(limit.take("an").join()).isBetween(Duration.ofMinutes(55), Duration.ofHours(1));
        assertThat(limit.take("an").join()).isBetween(Duration.ofMinutes(55), Duration.ofHours(1));
        assertThat(limit.take("binh").join()).isZero();

        var quick = node().limit("quick", new Rate(2, Duration.ofSeconds(1)));
        Await.until("used up", () -> quick.take("an").join().isPositive());
        Await.until("there again", () -> quick.take("an").join().isZero());
    }

    @Test
    default void limits_of_different_names_have_nothing_to_do_with_each_other() {
        var rate = new Rate(1, Duration.ofHours(1));
        var one = node().limit("one", rate);
        var two = node().limit("two", rate);
        assertThat(one.take("an").join()).isZero();
        assertThat(two.take("an").join()).isZero();
        assertThat(one.take("an").join()).isPositive();
    }

    @Test
    default void whoever_watches_a_conversation_hears_of_it_on_every_node_until_they_leave() {
        var an = ConversationId.next();
        var binh = ConversationId.next();
        var here = new Ear();
        var there = new Ear();
        var gone = new Ear();
        try (var _ = node().watch(an, here); var _ = otherNode().watch(an, there)) {
            otherNode().watch(an, gone).close();
            node().wake(binh);
            node().wake(an);
            node().typing(an, Typist.OFFICER);
            otherNode().typing(an, Typist.CITIZEN);
            var all = Set.of("news", "OFFICER", "CITIZEN");
            Await.until("both heard all", () -> here.heard.containsAll(all) && there.heard.containsAll(all));
        }
        here.heard.clear();
        node().wake(an);
        assertThat(here.heard).isEmpty();
        assertThat(gone.heard).isEmpty();
    }

    @Test
    default void news_of_this_node_come_at_once() {
        var an = ConversationId.next();
        var here = new Ear();
        try (var _ = node().watch(an, here)) {
            node().wake(an);
            assertThat(here.heard).contains("news");
        }
    }

    @Test
    default void a_conversation_is_open_while_somebody_watches_it_on_whatever_node() {
        var an = ConversationId.next();
        assertThat(node().isOpen(an).join()).isFalse();
        try (var _ = otherNode().watch(an, new Ear()); var _ = otherNode().watch(an, new Ear())) {
            Await.until("open", () -> node().isOpen(an).join() && otherNode().isOpen(an).join());
        }
        Await.until("closed", () -> !node().isOpen(an).join() && !otherNode().isOpen(an).join());
    }

    @Test
    default void a_sender_is_woken_here_or_where_there_is_one() {
        var here = new AtomicInteger();
        var there = new AtomicInteger();
        otherNode().sendFor("telegram", there::incrementAndGet);
        otherNode().wakeSender("telegram");
        assertThat(there).hasValue(1);
        node().wakeSender("telegram");
        Await.until("woken", () -> there.get() == 2);
        node().sendFor("telegram", here::incrementAndGet);
        node().wakeSender("telegram");
        assertThat(here).hasValue(1);
        node().wakeSender("zalo");
    }

    /// Remembers what it hears.
    final class Ear implements Live.Watcher {
        final List<String> heard = new CopyOnWriteArrayList<>();

        @Override
        public void news() {
            heard.add("news");
        }

        @Override
        public void typing(Typist who) {
            heard.add(who.name());
        }
    }
}
