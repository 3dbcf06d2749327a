package vn.motcua.bot.benchmark;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.function.Supplier;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.Vertx;
import io.vertx.core.http.WebSocket;
import io.vertx.core.http.WebSocketClient;
import io.vertx.core.http.WebSocketClientOptions;
import org.jspecify.annotations.Nullable;

import vn.motcua.bot.ChildProgram;
import vn.motcua.connectors.WebhookRequest;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator;

/// How soon webhooks are acknowledged, what one person who floods does to the others, and how many web chats can be open
/// at once. The service is a process of its own with `-Xmx512m`; Zalo runs here, beside the generator.
///
/// Webhooks come at their times whether earlier ones were answered or not, and are timed from when they were due.
///
/// Prints Markdown tables. `docs/benchmarks.md` has the command and the figures.
final class ChannelsBenchmark {
    private static final List<String> JVM = List.of("-XX:+UseSerialGC", "-Xmx512m");
    private static final long SEED = Long.getLong("motcua.benchmark.seed", 1);
    private static final int RATE = Integer.getInteger("motcua.benchmark.webhooks", 500);
    private static final Duration WARM_UP = Duration.ofSeconds(Integer.getInteger("motcua.benchmark.warm-up", 40));
    private static final Duration RUN = Duration.ofSeconds(Integer.getInteger("motcua.benchmark.run", 20));
    private static final int CHATS = Integer.getInteger("motcua.benchmark.chats", 10_000);
    /// Each writes so seldom that nobody's limit is met.
    private static final int PERSONS = 20_000;
    private static final int OTHERS = 100;
    private static final int FLOOD = 1_000;
    private static final int ROUNDS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final ObjectMapper JSON = new ObjectMapper();

    private final ZaloSimulator zalo = ZaloSimulator.start(new ZaloSimulator.Settings("41", "app-secret", "24",
            "oa-secret"), InstantSource.system(), 0);
    private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Supplier<String> questions = Questions
            .read(ChildProgram.home().resolve("knowledge-base/content"), SEED).allDifferent();
    private final AtomicInteger failures = new AtomicInteger();

    private ChannelsBenchmark() {
        zalo.limit(Integer.MAX_VALUE);
    }

    public static void main(String[] arguments) throws Exception {
        System.out.printf(Locale.ROOT, "%s, %d processors, seed %d%n%n", LocalDate.now(),
                Runtime.getRuntime().availableProcessors(), SEED);
        var benchmark = new ChannelsBenchmark();
        try {
            benchmark.webhooks();
            benchmark.openChats();
        } finally {
            benchmark.zalo.close();
        }
        System.out.printf(Locale.ROOT, "%nload average at the end %.1f%n",
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
        System.exit(0); // Threads of clients are left waiting.
    }

    private ChildProgram serve() throws IOException {
        Path data = Files.createTempDirectory("motcua-benchmark");
        return ChildProgram.serve(data, Map.of("MOTCUA_CHANNELS_ZALO_APP_ID", "41",
                "MOTCUA_CHANNELS_ZALO_APP_SECRET", "app-secret", "MOTCUA_CHANNELS_ZALO_OA_ID", "24",
                "MOTCUA_CHANNELS_ZALO_OA_SECRET", "oa-secret", "MOTCUA_CHANNELS_ZALO_REFRESH_TOKEN",
                zalo.refreshToken(), "MOTCUA_CHANNELS_ZALO_API", zalo.api().toString(),
                "MOTCUA_CHANNELS_ZALO_OAUTH", zalo.api().toString(), "MOTCUA_CHANNELS_ZALO_BUSINESS",
                zalo.api().toString()), JVM);
    }

    private void webhooks() throws Exception {
        try (var service = serve()) {
            var address = URI.create("http://127.0.0.1:" + service.awaitPort() + "/webhooks/zalo");
            IntFunction<WebhookRequest> anybody = number -> zalo.says("p" + number % PERSONS, questions.get());
            send(address, RATE, WARM_UP, anybody);
            int cold = failures.getAndSet(0);
            var times = send(address, RATE, RUN.multipliedBy(ROUNDS), anybody);
            System.out
                    .println("| webhooks | a second | p50 ms | p99 ms | p99.9 ms | to be brought again | while cold |");
            System.out.println("|---|---|---|---|---|---|---|");
            System.out.printf(Locale.ROOT, "| every question different | %d | %.1f | %.1f | %.1f | %d | %d |%n%n", RATE,
                    millis(times, 0.5), millis(times, 0.99), millis(times, 0.999), failures.get(), cold);
            flood(address, anybody);
        }
    }

    /// The flood shares the processor with what is measured; so it goes to a route that does nothing, in a process of its
    /// own, where the service is to be alone.
    private void flood(URI address, IntFunction<WebhookRequest> anybody) throws Exception {
        System.out.println("| one person floods | a second | others, a second | others' p50 ms | p99 ms |");
        System.out.println("|---|---|---|---|---|");
        var ratios = new double[ROUNDS];
        try (var bare = ChildProgram.start(JVM, BareRoute.class, List.of(), Map.of(),
                Files.createTempFile("motcua-benchmark", ".log"))) {
            var nowhere = URI.create("http://127.0.0.1:" + bare.awaitPort() + "/api/v1/conversations/x/messages");
            for (int round = 0; round < ROUNDS; round++) {
                var alone = beside(nowhere, address, anybody);
                var beside = beside(address, address, anybody);
                ratios[round] = millis(beside, 0.99) / millis(alone, 0.99);
                System.out.printf(Locale.ROOT, "| a bare route | %d | %d | %.1f | %.1f |%n"
                        + "| the service | %d | %d | %.1f | %.1f |%n", FLOOD, OTHERS, millis(alone, 0.5),
                        millis(alone, 0.99), FLOOD, OTHERS, millis(beside, 0.5), millis(beside, 0.99));
            }
        }
        Arrays.sort(ratios);
        System.out.printf(Locale.ROOT, "%nothers' p99, the service against the bare route, median of %d: %.2f%n%n",
                ROUNDS,
                ratios[ROUNDS / 2]);
    }

    /// The others' times while somebody floods an address.
    private long[] beside(URI flooded, URI address, IntFunction<WebhookRequest> anybody) throws InterruptedException {
        var flooding = Thread.startVirtualThread(
                () -> send(flooded, FLOOD, RUN.plusSeconds(1), _ -> zalo.says("flooding", questions.get())));
        var times = send(address, OTHERS, RUN, anybody);
        flooding.join();
        return times;
    }

    /// Posts at this rate for so long.
    ///
    /// @return nanoseconds from when each was due until it was acknowledged, sorted
    private long[] send(URI address, int perSecond, Duration time, IntFunction<WebhookRequest> events) {
        int count = (int) (perSecond * time.toMillis() / 1_000);
        var nanos = new long[count];
        var done = new CountDownLatch(count);
        long start = System.nanoTime();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < count; i++) {
                long due = start + i * TimeUnit.SECONDS.toNanos(1) / perSecond;
                long wait = due - System.nanoTime();
                if (wait > 0) {
                    TimeUnit.NANOSECONDS.sleep(wait);
                }
                int number = i;
                threads.execute(() -> {
                    var event = events.apply(number);
                    var request = HttpRequest.newBuilder(address).timeout(PATIENCE);
                    event.headers().forEach(request::header);
                    try {
                        var response = client.send(request.POST(BodyPublishers.ofByteArray(event.body())).build(),
                                BodyHandlers.discarding());
                        failures.addAndGet(response.statusCode() == 200 ? 0 : 1);
                    } catch (IOException | InterruptedException failed) {
                        failures.incrementAndGet();
                    }
                    nanos[number] = System.nanoTime() - due;
                    done.countDown();
                });
            }
            done.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
        Arrays.sort(nanos);
        return nanos;
    }

    private static double millis(long[] sorted, double share) {
        return sorted[(int) (share * (sorted.length - 1))] / 1e6;
    }

    private record Chat(String id, String token, WebSocket socket, Semaphore frames) {
    }

    private void openChats() throws Exception {
        var vertx = Vertx.vertx();
        try (var service = serve()) {
            int port = service.awaitPort();
            var sockets = vertx.createWebSocketClient(new WebSocketClientOptions().setMaxConnections(CHATS + 1));
            var chats = new ConcurrentLinkedQueue<Chat>();
            var side = new Semaphore(64);
            long start = System.nanoTime();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CHATS; i++) {
                    side.acquire();
                    threads.execute(() -> {
                        try {
                            chats.add(open(port, sockets));
                        } catch (Exception failed) {
                            failures.incrementAndGet();
                        } finally {
                            side.release();
                        }
                    });
                }
            }
            double seconds = (System.nanoTime() - start) / 1e9;
            var times = new ArrayList<Long>();
            for (var chat : List.copyOf(chats).subList(0, Math.min(500, chats.size()))) {
                chat.frames().drainPermits();
                long asked = System.nanoTime();
                post(port, "/" + chat.id() + "/messages", chat.token(),
                        "{\"client_id\":\"a1\",\"text\":\"Mở hộ kinh doanh cần giấy tờ gì?\"}");
                if (!chat.frames().tryAcquire(2, PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                    failures.incrementAndGet();
                }
                times.add(System.nanoTime() - asked);
            }
            var sorted = times.stream().mapToLong(time -> time).sorted().toArray();
            long closed = chats.stream().filter(chat -> chat.socket().isClosed()).count();
            System.out.println("| web chats open | opened a second | lost | resident MiB | asked: p50 ms | p99 ms |");
            System.out.println("|---|---|---|---|---|---|");
            System.out.printf(Locale.ROOT, "| %d | %.0f | %d | %d | %.1f | %.1f |%n", chats.size(),
                    chats.size() / seconds, closed + CHATS - chats.size(), residentMebibytes(service.id()),
                    millis(sorted, 0.5), millis(sorted, 0.99));
        } finally {
            vertx.close();
        }
    }

    /// Opens a conversation and the socket on which its events come.
    private Chat open(int port, WebSocketClient sockets) throws Exception {
        var made = JSON.readTree(post(port, "", null, "{}"));
        var id = made.path("conversation").asText();
        var token = made.path("token").asText();
        var ticket = JSON.readTree(post(port, "/" + id + "/ticket", token, "")).path("ticket").asText();
        var socket = sockets.connect(port, "127.0.0.1", "/api/v1/conversations/" + id + "/socket")
                .toCompletionStage().toCompletableFuture().get();
        var frames = new Semaphore(0);
        socket.textMessageHandler(_ -> frames.release());
        socket.writeTextMessage("{\"ticket\":\"" + ticket + "\"}").toCompletionStage().toCompletableFuture().get();
        return new Chat(id, token, socket, frames);
    }

    private String post(int port, String path, @Nullable String token, String body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/api/v1/conversations" + path))
                .timeout(PATIENCE).header("Content-Type", "application/json");
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        var response = client.send(request.POST(BodyPublishers.ofString(body)).build(), BodyHandlers.ofString());
        if (response.statusCode() >= 300) {
            throw new IOException("status " + response.statusCode());
        }
        return response.body();
    }

    private static long residentMebibytes(long process) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + process + "/status")).stream()
                .filter(line -> line.startsWith("VmRSS:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024).findFirst().orElse(0);
    }
}
