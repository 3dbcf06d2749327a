package vn.motcua.bot.web;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.regex.Pattern;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerFileUpload;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// Receives one file of a multipart form into memory: never in clear on disk. All files on their way together have a
/// budget, counted by the bytes that have come, so slow senders hold little.
final class Upload {
    private static final Pattern PATH = Pattern.compile("/api/v1/conversations/[^/]+/files");
    /// How much of a file that was refused is still received, so that the sender gets to read the answer.
    private static final int DISCARDED = 4 << 20;
    private static final Duration LATER = Duration.ofSeconds(3);

    /// Bytes of files that are in memory at once.
    static final class Budget {
        private final long most;
        private final AtomicLong used = new AtomicLong();

        Budget(long most) {
            this.most = most;
        }

        private boolean take(int bytes) {
            if (used.addAndGet(bytes) <= most) {
                return true;
            }
            used.addAndGet(-bytes);
            return false;
        }

        private void give(long bytes) {
            used.addAndGet(-bytes);
        }

        /// Bytes in memory now.
        long used() {
            return used.get();
        }
    }

    /// A form that has arrived.
    ///
    /// @param clientId as it was sent
    /// @param name     the file's name, as it was sent
    record Form(@Nullable String clientId, String name, Buffer content) {
    }

    private final HttpServerRequest request;
    private final long largest;
    private final Budget budget;
    private final Problems problems;
    private final Consumer<Form> onComplete;
    private final Buffer content = Buffer.buffer();
    private @Nullable String name;
    private @Nullable RejectedRequest wrong;
    private long taken;
    private long discarded;
    private boolean released;

    private Upload(HttpServerRequest request, long largest, Budget budget, Problems problems,
            Consumer<Form> onComplete) {
        this.request = request;
        this.largest = largest;
        this.budget = budget;
        this.problems = problems;
        this.onComplete = onComplete;
    }

    /// Whether a request goes where files are taken.
    static boolean isOne(HttpServerRequest request) {
        var path = request.path();
        return request.method() == HttpMethod.POST && path != null && PATH.matcher(path).matches();
    }

    /// Begins to receive; the request stays paused until it is resumed or answered. Calls `onComplete` on the request's
    /// event loop. The memory counts as used until the request is answered or its connection gone.
    ///
    /// @throws RejectedRequest when the body is said to be something else than a form with a file
    static void receive(HttpServerRequest request, long largest, Budget budget, Problems problems,
            Consumer<Form> onComplete) {
        var type = request.getHeader(HttpHeaders.CONTENT_TYPE);
        if (type == null || !type.toLowerCase(Locale.ROOT).startsWith("multipart/form-data")) {
            throw new RejectedRequest(HttpProblem.NOT_MULTIPART);
        }
        var upload = new Upload(request, largest, budget, problems, onComplete);
        request.setExpectMultipart(true).uploadHandler(upload::part).endHandler(_ -> upload.end())
                .exceptionHandler(_ -> upload.broken());
        request.response().closeHandler(_ -> upload.release()).bodyEndHandler(_ -> {
            upload.release();
            request.resume();
        });
        request.pause();
    }

    private void part(HttpServerFileUpload part) {
        if (!part.name().equals("file") || name != null) {
            wrong = new RejectedRequest(HttpProblem.MISSING_FILE);
            part.handler(this::discard);
            return;
        }
        name = part.filename() == null ? "" : part.filename();
        part.handler(this::append);
    }

    private void append(Buffer chunk) {
        if (wrong != null || released) {
            discard(chunk);
        } else if (content.length() + chunk.length() > largest) {
            refuse(new RejectedRequest(HttpProblem.FILE_TOO_LARGE));
        } else if (!budget.take(chunk.length())) {
            refuse(new RejectedRequest(HttpProblem.OVERLOADED, LATER));
        } else {
            taken += chunk.length();
            content.appendBuffer(chunk);
        }
    }

    private void discard(Buffer chunk) {
        discarded += chunk.length();
        if (discarded > DISCARDED) {
            request.connection().close();
        }
    }

    /// Answers now; what still comes is thrown away.
    private void refuse(RejectedRequest why) {
        wrong = why;
        release();
        problems.send(request, why.problem(), why.retryAfter());
    }

    private void broken() {
        refuse(new RejectedRequest(HttpProblem.BAD_REQUEST));
    }

    private void end() {
        var refused = wrong;
        if (refused == null && name == null) {
            refused = new RejectedRequest(HttpProblem.MISSING_FILE);
        }
        if (refused != null || released) {
            refuse(refused == null ? new RejectedRequest(HttpProblem.BAD_REQUEST) : refused);
            return;
        }
        try {
            onComplete.accept(new Form(request.getFormAttribute("client_id"), name == null ? "" : name, content));
        } catch (RejectedRequest rejected) {
            refuse(rejected);
        }
    }

    private void release() {
        if (!released) {
            released = true;
            budget.give(taken);
        }
    }
}
