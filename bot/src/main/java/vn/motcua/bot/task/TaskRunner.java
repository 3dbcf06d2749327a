package vn.motcua.bot.task;

import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import vn.motcua.bot.outbox.Pace;
import vn.motcua.bot.store.TaskStore;
import vn.motcua.bot.store.TaskStore.Held;
import vn.motcua.bot.turn.TurnEvent;
import vn.motcua.bot.turn.TurnRunner;

/// Does the tasks that are due. What one leads to comes back as a turn whose event carries the task's id.
public final class TaskRunner implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(TaskRunner.class);
    private static final int MOST_ATTEMPTS = 20;

    private final Map<String, TaskWork> kinds;
    private final TaskStore tasks;
    private final TurnRunner turns;
    private final InstantSource clock;
    private final Pace pace;
    private final Semaphore places;
    private final Semaphore stop = new Semaphore(0);
    private final ExecutorService threads = Executors
            .newThreadPerTaskExecutor(Thread.ofVirtual().name("task-", 0).factory());

    /// @param kinds what can be done here, by kind; tasks of other kinds wait
    public TaskRunner(Map<String, TaskWork> kinds, TaskStore tasks, TurnRunner turns, InstantSource clock, Pace pace) {
        this.kinds = Map.copyOf(kinds);
        this.tasks = tasks;
        this.turns = turns;
        this.clock = clock;
        this.pace = pace;
        this.places = new Semaphore(pace.side());
    }

    /// Begins to work.
    public void start() {
        if (!kinds.isEmpty()) {
            threads.execute(this::look);
        }
    }

    private void look() {
        try {
            do {
                try {
                    begin();
                } catch (RuntimeException failed) {
                    log.warn("tasks cannot be looked at: {}", failed.toString());
                }
            } while (!stop.tryAcquire(pace.look().toMillis(), TimeUnit.MILLISECONDS));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void begin() {
        for (var id : tasks.due(List.copyOf(kinds.keySet()), clock.instant(), pace.side())) {
            if (!places.tryAcquire()) {
                return;
            }
            threads.execute(() -> {
                try {
                    tasks.claim(id, clock.instant()).ifPresent(this::perform);
                } catch (RuntimeException failed) { // The hold runs out, and it is done again.
                    log.warn("task {} was broken off: {}", id, failed.toString());
                } finally {
                    places.release();
                }
            });
        }
    }

    private void perform(Held held) {
        switch (result(held)) {
            case TaskWork.Done(var words) -> {
                tell(held, words);
                tasks.done(held, clock.instant());
            }
            case TaskWork.TryLater(var reason) when held.attempts() + 1 < MOST_ATTEMPTS -> tasks.later(held,
                    clock.instant().plus(pace.pause(held.attempts(), ThreadLocalRandom.current())), reason);
            case TaskWork.TryLater(var reason) -> tasks.dead(held, reason, clock.instant());
            case TaskWork.Failed(var reason, var words) -> {
                tell(held, words);
                tasks.dead(held, reason, clock.instant());
            }
        }
    }

    private TaskWork.Result result(Held held) {
        var work = kinds.get(held.kind());
        try {
            return work == null
                    ? new TaskWork.TryLater("nobody here does this")
                    : work.perform(
                            new TaskWork.Task(held.id(), held.conversation(), held.payload(), held.attempts()));
        } catch (RuntimeException failed) {
            log.error("task {} of kind {} failed", held.id(), held.kind(), failed);
            return new TaskWork.TryLater(failed.getClass().getSimpleName());
        }
    }

    private void tell(Held held, @Nullable String words) {
        if (words != null) {
            turns.run(new TurnEvent.TaskDone(held.conversation(), "task/" + held.id(), words));
        }
    }

    @Override
    public void close() {
        stop.release();
        threads.close();
    }
}
