package vn.motcua.bot.web;

import java.util.Locale;
import java.util.OptionalLong;
import java.util.function.Consumer;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import org.jspecify.annotations.Nullable;

/// Reads the body of a request, up to a limit.
final class RequestBody {
    static final int LIMIT = 64 << 10;
    /// What providers may post to a webhook.
    static final int WEBHOOK_LIMIT = 1 << 20;

    /// How much of a body that is too large is still read, so that the caller gets to read the answer.
    private static final int DISCARDED = 4 << 20;

    private final HttpServerRequest request;
    private final Problems problems;
    private final Consumer<Buffer> onComplete;
    private Buffer body = Buffer.buffer();
    private final int limit;
    private long length;

    private RequestBody(HttpServerRequest request, int limit, Problems problems, Consumer<Buffer> onComplete) {
        this.limit = limit;
        this.request = request;
        this.problems = problems;
        this.onComplete = onComplete;
    }

    /// Calls `onComplete` with a JSON body on the request's event loop. It must be called before that loop is left.
    ///
    /// @throws RejectedRequest when the body is said to be something else than JSON in UTF-8
    static void json(HttpServerRequest request, Problems problems, Consumer<Buffer> onComplete) {
        if (!isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            throw new RejectedRequest(HttpProblem.UNSUPPORTED_MEDIA_TYPE);
        }
        read(new RequestBody(request, LIMIT, problems, onComplete));
    }

    /// Calls `onComplete` with the body as it is, whatever it is said to be.
    static void raw(HttpServerRequest request, Problems problems, Consumer<Buffer> onComplete) {
        read(new RequestBody(request, WEBHOOK_LIMIT, problems, onComplete));
    }

    private static void read(RequestBody reading) {
        var request = reading.request;
        request.handler(reading::append).endHandler(_ -> reading.end());
        if ("100-continue".equalsIgnoreCase(request.getHeader(HttpHeaders.EXPECT))) {
            request.response().writeContinue();
        }
    }

    /// Answers a request whose body is declared too large; called for every request, whatever its route.
    ///
    /// @param largestFile bytes that a file may have where files are taken
    /// @return whether it was answered
    static boolean refuseTooLarge(HttpServerRequest request, long largestFile, Problems problems) {
        var declared = declaredLength(request);
        if (declared.isEmpty()
                || declared.getAsLong() <= (Upload.isOne(request) ? largestFile + LIMIT : limit(request))) {
            return false;
        }
        if (declared.getAsLong() > DISCARDED) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
        }
        problems.send(request, Upload.isOne(request) ? HttpProblem.FILE_TOO_LARGE : HttpProblem.BODY_TOO_LARGE);
        return true;
    }

    private static int limit(HttpServerRequest request) {
        return request.path() != null && request.path().startsWith(WebhookRoutes.PATH) ? WEBHOOK_LIMIT : LIMIT;
    }

    private void append(Buffer chunk) {
        length += chunk.length();
        if (length <= limit) {
            body = body.length() == 0 ? chunk : body.appendBuffer(chunk);
        } else if (length > DISCARDED) {
            request.connection().close();
        } else {
            body = Buffer.buffer();
            problems.send(request, HttpProblem.BODY_TOO_LARGE);
        }
    }

    private void end() {
        if (length <= limit) {
            try {
                onComplete.accept(body);
            } catch (RejectedRequest rejected) {
                problems.send(request, rejected.problem(), rejected.retryAfter());
            }
        }
    }

    private static OptionalLong declaredLength(HttpServerRequest request) {
        var length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        try {
            return length == null ? OptionalLong.empty() : OptionalLong.of(Long.parseLong(length));
        } catch (NumberFormatException endless) {
            return OptionalLong.of(Long.MAX_VALUE);
        }
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        if (contentType.equals("application/json")) {
            return true;
        }
        var parts = contentType.toLowerCase(Locale.ROOT).split(";", -1);
        for (int at = 1; at < parts.length; at++) {
            var parameter = parts[at].strip().replace("\"", "");
            if (parameter.startsWith("charset=") && !parameter.equals("charset=utf-8")) {
                return false;
            }
        }
        return parts[0].strip().equals("application/json");
    }
}
