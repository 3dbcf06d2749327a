package vn.motcua.bot.benchmark;

import java.io.IOException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Supplier;

/// A closed loop: so many citizens, each asking again as soon as they are answered. One thread without locks, because it
/// shares the processor with what it measures.
final class Generator {
    private final int port;
    private final int connections;
    private final Supplier<String> questions;
    private final boolean opensConversations;

    /// @param opensConversations false against a service that knows no conversations
    Generator(int port, int connections, Supplier<String> questions, boolean opensConversations) {
        this.port = port;
        this.connections = connections;
        this.questions = questions;
        this.opensConversations = opensConversations;
    }

    /// Asks for a while on new connections, and then waits for the last answers.
    ///
    /// @return the times of the questions answered within that while
    Latencies run(Duration time) throws IOException {
        var citizens = new ArrayList<Citizen>();
        try (var selector = Selector.open()) {
            for (int connection = 0; connection < connections; connection++) {
                var citizen = new Citizen(port, questions, opensConversations);
                citizens.add(citizen);
                citizen.channel().register(selector, SelectionKey.OP_READ, citizen);
            }
            return run(selector, citizens, time);
        } finally {
            for (var citizen : citizens) {
                citizen.channel().close();
            }
        }
    }

    private static Latencies run(Selector selector, List<Citizen> citizens, Duration time) throws IOException {
        var latencies = new Latencies();
        long end = System.nanoTime() + time.toNanos();
        for (var citizen : citizens) {
            citizen.send();
        }
        int waiting = citizens.size();
        while (waiting > 0) {
            selector.select();
            for (var key : selector.selectedKeys()) {
                var citizen = (Citizen) key.attachment();
                if (!citizen.receive()) {
                    continue;
                }
                boolean over = System.nanoTime() > end;
                if (citizen.asked() && !over) {
                    latencies.add(citizen.nanosSinceSent());
                }
                if (over) {
                    waiting--;
                } else {
                    citizen.send();
                }
            }
            selector.selectedKeys().clear();
        }
        return latencies;
    }

    /// Times in nanoseconds, in the order they were taken.
    static final class Latencies {
        private long[] nanos = new long[1 << 16];
        private int count;

        private void add(long time) {
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, 2 * count);
            }
            nanos[count++] = time;
        }

        int count() {
            return count;
        }

        /// Those of several runs together, sorted.
        static long[] sorted(List<Latencies> runs) {
            return runs.stream().flatMapToLong(run -> Arrays.stream(run.nanos, 0, run.count)).sorted().toArray();
        }
    }
}
