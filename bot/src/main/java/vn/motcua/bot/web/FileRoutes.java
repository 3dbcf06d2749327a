package vn.motcua.bot.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

/// Serves what is shipped inside the program: the chat page, files under `/web/`, and the OpenAPI description. Only names
/// of plain form and known kind are looked for, so nothing else of the class path can be reached.
final class FileRoutes {
    private static final String PREFIX = "/web/";
    private static final String CHAT = "chat/index.html";
    private static final Pattern NAME = Pattern.compile("([A-Za-z0-9_-]+/){0,4}[A-Za-z0-9_-]+(\\.[A-Za-z0-9_-]+)*"
            + "\\.(html|css|js|json|svg|png|ico|woff2|webmanifest|txt|yaml)");
    private static final Map<String, String> TYPES = Map.ofEntries(Map.entry("html", "text/html; charset=utf-8"),
            Map.entry("css", "text/css; charset=utf-8"), Map.entry("js", "text/javascript; charset=utf-8"),
            Map.entry("json", "application/json"), Map.entry("svg", "image/svg+xml"), Map.entry("png", "image/png"),
            Map.entry("ico", "image/x-icon"), Map.entry("woff2", "font/woff2"),
            Map.entry("webmanifest", "application/manifest+json"), Map.entry("txt", "text/plain; charset=utf-8"),
            Map.entry("yaml", "application/yaml"));

    private final Problems problems;
    private final Map<String, Page> pages = new ConcurrentHashMap<>();

    private final String chatPolicy;
    private final int fileMegabytes;
    private final String channels;

    /// @param chatPolicy    content security policy of the chat page, which other websites may show in a frame
    /// @param fileMegabytes how large a file may be, which the chat page says before it sends one
    /// @param channels      where else a conversation can go on, which the chat page offers
    FileRoutes(Problems problems, String chatPolicy, int fileMegabytes, List<String> channels) {
        this.problems = problems;
        this.chatPolicy = chatPolicy;
        this.fileMegabytes = fileMegabytes;
        this.channels = String.join(" ", channels);
    }

    void addTo(Routes routes) {
        routes.page("/", FileRoutes::toTheChat).page("/chat", this::chat).page("/widget.js", this::widget)
                .page("/api/v1/openapi.yaml", ctx -> send(ctx, "openapi.yaml"))
                .page(PREFIX + "*", ctx -> send(ctx, ctx.normalizedPath().substring(PREFIX.length())));
    }

    /// Who types the bare address of the service wants to talk to it.
    private static void toTheChat(RoutingContext ctx) {
        ctx.response().setStatusCode(HttpResponseStatus.FOUND.code()).putHeader(HttpHeaders.LOCATION, "/chat").end();
    }

    private void chat(RoutingContext ctx) {
        ctx.response().putHeader("Content-Security-Policy", chatPolicy);
        send(ctx, CHAT);
    }

    /// Any website may load this; what it may do there, its own policy says.
    private void widget(RoutingContext ctx) {
        ctx.response().putHeader("Cross-Origin-Resource-Policy", "cross-origin");
        send(ctx, "widget.js");
    }

    private void send(RoutingContext ctx, String name) {
        find(name).ifPresentOrElse(page -> page.send(ctx.request()),
                () -> problems.send(ctx.request(), HttpProblem.NOT_FOUND));
    }

    private Optional<Page> find(String name) {
        var known = pages.get(name);
        if (known != null) {
            return Optional.of(known);
        }
        var shape = NAME.matcher(name);
        if (!shape.matches()) {
            return Optional.empty();
        }
        var kind = shape.group(3);
        try (var stream = FileRoutes.class.getResourceAsStream(PREFIX + name)) {
            if (stream == null) {
                return Optional.empty();
            }
            var caching = kind.equals("png") || kind.equals("woff2") ? Page.AN_HOUR : Page.REVALIDATE;
            var bytes = stream.readAllBytes();
            if (name.equals(CHAT)) {
                bytes = new String(bytes, StandardCharsets.UTF_8)
                        .replace("data-file-megabytes=\"10\"", "data-file-megabytes=\"" + fileMegabytes + "\"")
                        .replace("data-channels=\"\"", "data-channels=\"" + channels + "\"")
                        .getBytes(StandardCharsets.UTF_8);
            }
            var page = Page.of(TYPES.getOrDefault(kind, "application/octet-stream"), caching, bytes);
            pages.put(name, page);
            return Optional.of(page);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
