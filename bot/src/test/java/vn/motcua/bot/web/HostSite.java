package vn.motcua.bot.web;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

import com.sun.net.httpserver.HttpServer;

/// Another website, on an origin of its own and with a strict content security policy, that embeds the chat.
final class HostSite implements AutoCloseable {
    private final HttpServer server;
    private volatile String service = "";

    HostSite() {
        try {
            server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        server.createContext("/", exchange -> {
            var page = """
                    <!doctype html><html lang="%s"><head><meta charset="utf-8"><title>Cổng thông tin</title>
                    <meta name="viewport" content="width=device-width, initial-scale=1"></head>
                    <body><h1>Cổng thông tin</h1><p><a href="/vi">Trang sau</a></p>
                    <script src="%s/widget.js" async></script></body></html>"""
                    .formatted(exchange.getRequestURI().getPath().equals("/en") ? "en" : "vi", service)
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.getResponseHeaders().add("Content-Security-Policy", "default-src 'none'; script-src " + service
                    + "; frame-src " + service + "; base-uri 'none'; require-trusted-types-for 'script'");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
            exchange.close();
        });
        server.start();
    }

    /// `localhost`, while the service is `127.0.0.1`: to a browser these are different sites.
    String origin() {
        return "http://localhost:" + server.getAddress().getPort();
    }

    void embeds(TestService chat) {
        service = chat.url();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
