package vn.motcua.bot.reliability;

import java.io.IOException;
import java.net.ConnectException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.random.RandomGenerator.SplittableGenerator;

import vn.motcua.bot.Await;
import vn.motcua.bot.reliability.ChatClient.Talk;

/// Citizens who talk all at once, two in each conversation, until the service is gone. One message in ten is sent twice
/// at the same time, and one in ten is followed by an earlier one once more.
final class Load {
    private static final int CONVERSATIONS = 6;
    private static final int CITIZENS = 2;
    private static final List<String> QUESTIONS = List.of("lệ phí thành lập công ty cổ phần là bao nhiêu",
            "mất bao lâu?", "cần giấy tờ gì", "giai the cong ty", "xin chào", "thế còn hộ kinh doanh thì sao",
            "công ty tạm ngừng kinh doanh thì thời hạn bao lâu", "làm hộ chiếu ở đâu", "how much does it cost?");

    private final ChatClient client;
    private final String name;
    private final Queue<Message> messages = new ConcurrentLinkedQueue<>();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<?>> citizens = new ArrayList<>();
    private volatile boolean over;

    private Load(ChatClient client, String name) {
        this.client = client;
        this.name = name;
    }

    /// Opens the conversations and begins.
    ///
    /// @param name distinguishes its messages from those of other loads on the same data
    static Load begin(ChatClient client, String name, SplittableGenerator random) throws IOException {
        var load = new Load(client, name);
        for (int conversation = 0; conversation < CONVERSATIONS; conversation++) {
            var talk = client.open();
            for (int citizen = 0; citizen < CITIZENS; citizen++) {
                var who = "%s-%d-%d".formatted(name, conversation, citizen);
                var choices = random.split();
                load.citizens.add(load.threads.submit(() -> load.talk(talk, who, choices)));
            }
        }
        return load;
    }

    private void talk(Talk talk, String who, RandomGenerator random) {
        var mine = new ArrayList<Message>();
        while (!over) {
            var message = new Message(talk, who + "-" + mine.size(), QUESTIONS.get(random.nextInt(QUESTIONS.size())));
            messages.add(message);
            mine.add(message);
            int whim = random.nextInt(10);
            if (whim == 0) {
                var twin = threads.submit(() -> deliver(message));
                deliver(message);
                get(twin);
            } else {
                deliver(message);
            }
            if (whim == 1) {
                deliver(mine.get(random.nextInt(mine.size())));
            }
        }
    }

    private void deliver(Message message) {
        try {
            var answer = client.say(message);
            if (answer.status() == 200) {
                message.acknowledged(answer.body());
            } else {
                refused.incrementAndGet();
                over = true;
            }
        } catch (ConnectException _) {
            over = true; // It never left.
        } catch (IOException _) {
            unanswered.incrementAndGet();
            over = true;
        }
    }

    /// Waits until so many messages were acknowledged, or the service is gone.
    void awaitAcknowledged(int count) {
        Await.until(count + " messages are acknowledged", () -> over || acknowledged() >= count);
    }

    /// Waits until all citizens have noticed that the service is gone.
    ///
    /// @throws AssertionError when one of them was told two different things
    void awaitEnd() {
        over = true;
        citizens.forEach(Load::get);
        threads.close();
    }

    private static void get(Future<?> future) {
        try {
            future.get();
        } catch (ExecutionException failed) {
            throw new AssertionError(failed.getCause());
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    String name() {
        return name;
    }

    Collection<Message> messages() {
        return messages;
    }

    /// Messages whose sender received a 200.
    int acknowledged() {
        return (int) messages.stream().filter(message -> message.acknowledgement().isPresent()).count();
    }

    /// Requests that were sent and got no answer.
    int unanswered() {
        return unanswered.get();
    }

    /// Requests answered with something else than 200.
    int refused() {
        return refused.get();
    }
}
