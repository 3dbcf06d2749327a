package vn.motcua.bot.web;

import java.util.function.Supplier;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;

import vn.motcua.bot.messages.Messages;
import vn.motcua.bot.wire.Json;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.Language;
import vn.motcua.knowledge.content.Procedure;

/// What the department knows of each procedure, open to everybody: as pages to read, print and link to, and as JSON.
/// Served from memory alone, so they stay when the store is gone.
final class ProcedureRoutes {
    private final Supplier<Content> content;
    private final Messages messages;

    ProcedureRoutes(Supplier<Content> content, Messages messages) {
        this.content = content;
        this.messages = messages;
    }

    void addTo(Routes routes) {
        routes.page("/procedures", this::list).page("/procedures/:id", this::read).page("/api/v1/procedures/:id",
                this::json);
    }

    private void list(RoutingContext ctx) {
        var language = language(ctx);
        Page.html(new ProcedurePages(content.get(), messages, language).list()).send(ctx.request());
    }

    private void read(RoutingContext ctx) {
        var now = content.get();
        var procedure = find(now, ctx);
        var language = language(ctx);
        Page.html(new ProcedurePages(now, messages, language).page(procedure)).send(ctx.request());
    }

    private void json(RoutingContext ctx) {
        var now = content.get();
        var procedure = find(now, ctx);
        Page.of("application/json", Page.REVALIDATE, Json.bytes(json -> ProcedureJson.write(json, now, procedure)))
                .send(ctx.request());
    }

    private static Procedure find(Content now, RoutingContext ctx) {
        return now.findProcedure(Routes.id(ctx))
                .orElseThrow(() -> new RejectedRequest(HttpProblem.NOT_FOUND));
    }

    /// `?lang=en` or `?lang=vi`, else what the browser prefers.
    private static Language language(RoutingContext ctx) {
        ctx.response().putHeader(HttpHeaders.VARY, "Accept-Language");
        var asked = ctx.queryParam("lang");
        var language = asked.isEmpty()
                ? Languages.preferred(ctx.request().getHeader(HttpHeaders.ACCEPT_LANGUAGE))
                : Languages.preferred(asked.getFirst());
        ctx.response().putHeader(HttpHeaders.CONTENT_LANGUAGE, language.tag());
        return language;
    }
}
