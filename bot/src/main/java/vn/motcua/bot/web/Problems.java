package vn.motcua.bot.web;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import vn.motcua.bot.answer.FactWords;
import vn.motcua.bot.messages.Messages;
import vn.motcua.bot.store.OverloadedException;
import vn.motcua.bot.store.StorageUnavailableException;
import vn.motcua.bot.wire.Json;
import vn.motcua.knowledge.content.Language;

/// Answers with problem documents (RFC 9457) in the caller's language, and with a page where a browser asks for one. They
/// say what is wrong in general and never repeat what was sent, so two callers with the same problem get the same bytes.
final class Problems {
    private static final Logger log = LoggerFactory.getLogger(Problems.class);
    private static final Duration OVERLOADED = Duration.ofSeconds(2);
    private static final Duration UNAVAILABLE = Duration.ofSeconds(5);

    /// What is sent: to programs, and to people.
    private record Answer(Buffer document, Buffer page) {
    }

    private final Map<Language, Map<HttpProblem, Answer>> answers = new EnumMap<>(Language.class);

    Problems(Messages messages) {
        for (var language : Language.values()) {
            var byProblem = new EnumMap<HttpProblem, Answer>(HttpProblem.class);
            for (var problem : HttpProblem.values()) {
                byProblem.put(problem,
                        new Answer(document(messages, language, problem), page(messages, language, problem)));
            }
            answers.put(language, byProblem);
        }
    }

    private static Buffer document(Messages messages, Language language, HttpProblem problem) {
        var key = "problem." + problem.slug();
        return Buffer.buffer(Json.bytes(json -> {
            json.writeStartObject();
            json.writeStringField("type", "urn:motcua:problem:" + problem.slug());
            json.writeStringField("title", messages.text(language, key + ".title"));
            json.writeNumberField("status", problem.status());
            json.writeStringField("detail", messages.text(language, key + ".detail"));
            json.writeEndObject();
        }));
    }

    private static Buffer page(Messages messages, Language language, HttpProblem problem) {
        var key = "problem." + problem.slug();
        var html = PageFrame.begin(new Html(), new FactWords(messages, language),
                messages.text(language, key + ".title"));
        html.element("p", messages.text(language, key + ".detail"));
        return Buffer.buffer(PageFrame.end(html, String.valueOf(problem.status())));
    }

    private Answer answer(Language language, HttpProblem problem) {
        return Objects.requireNonNull(Objects.requireNonNull(answers.get(language)).get(problem));
    }

    /// The whole answer in bytes, for a request that never got as far as to become one; the connection is to be closed
    /// after it.
    Buffer raw(HttpProblem problem) {
        var document = answer(Language.VI, problem).document();
        return Buffer.buffer("HTTP/1.1 " + HttpResponseStatus.valueOf(problem.status()) + "\r\nConnection: close\r\n"
                + "Content-Type: application/problem+json\r\nContent-Language: vi\r\nCache-Control: no-store\r\n"
                + "Content-Length: " + document.length() + "\r\n\r\n").appendBuffer(document);
    }

    /// Answers a request with a problem.
    void send(HttpServerRequest request, HttpProblem problem) {
        send(request, problem, Duration.ZERO);
    }

    /// Answers a request with a problem and says when to try again.
    void send(HttpServerRequest request, HttpProblem problem, Duration retryAfter) {
        var response = request.response();
        if (response.headWritten() || response.closed()) {
            return;
        }
        var language = Languages.preferred(request.getHeader(HttpHeaders.ACCEPT_LANGUAGE));
        response.setStatusCode(problem.status());
        var answer = answer(language, problem);
        boolean page = wantsPage(request);
        response.putHeader(HttpHeaders.CONTENT_TYPE, page ? "text/html; charset=utf-8" : "application/problem+json");
        response.putHeader(HttpHeaders.CONTENT_LANGUAGE, language.tag());
        response.putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
        if (problem == HttpProblem.UNAUTHORIZED) {
            response.putHeader("WWW-Authenticate", "Bearer");
        }
        if (retryAfter.isPositive()) {
            response.putHeader(HttpHeaders.RETRY_AFTER, Long.toString(seconds(retryAfter)));
        }
        response.end((page ? answer.page() : answer.document()).copy());
    }

    /// Whether a browser shows the answer to somebody: not what a page fetches by itself, nor what programs call.
    private static boolean wantsPage(HttpServerRequest request) {
        var accept = request.getHeader(HttpHeaders.ACCEPT);
        var path = request.path();
        return accept != null && accept.contains("text/html") && path != null && !path.startsWith("/api/")
                && (request.method() == HttpMethod.GET || request.method() == HttpMethod.HEAD);
    }

    /// Answers a request whose handling ended in an exception. What is not expected is logged by the kind of exception
    /// and where it came from: its message could repeat what the citizen wrote.
    ///
    /// @param label the route's pattern, never the path itself
    void send(HttpServerRequest request, String label, Throwable failure) {
        switch (failure) {
            case RejectedRequest rejected -> send(request, rejected.problem(), rejected.retryAfter());
            case OverloadedException _ -> send(request, HttpProblem.OVERLOADED, OVERLOADED);
            case StorageUnavailableException _ -> send(request, HttpProblem.UNAVAILABLE, UNAVAILABLE);
            default -> {
                log.error("{} {} failed: {}", request.method(), label, describe(failure));
                send(request, HttpProblem.INTERNAL);
            }
        }
    }

    /// The kinds of an exception and its causes, each with the place in our code it came from.
    static String describe(Throwable failure) {
        var described = new StringBuilder();
        int depth = 0;
        for (var cause = failure; cause != null && depth < 5; cause = cause.getCause(), depth++) {
            described.append(depth == 0 ? "" : ", caused by ").append(cause.getClass().getName());
            for (var frame : cause.getStackTrace()) {
                if (frame.getClassName().startsWith("vn.motcua.")) {
                    described.append(" at ").append(frame.getClassName()).append('.').append(frame.getMethodName())
                            .append(':').append(frame.getLineNumber());
                    break;
                }
            }
        }
        return described.toString();
    }

    private static long seconds(Duration duration) {
        return duration.plusMillis(999).toSeconds();
    }
}
