package vn.motcua.bot.web;

import vn.motcua.bot.answer.FactWords;

/// What the pages have in common that this program writes: head, navigation, end.
final class PageFrame {
    private PageFrame() {
    }

    /// Begins a page; its text follows.
    static Html begin(Html html, FactWords words, String title) {
        html.open("!doctype html").open("html lang=\"" + words.language().tag() + "\"").open("head")
                .open("meta charset=\"utf-8\"")
                .open("meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"").element("title", title)
                .open("link rel=\"stylesheet\" href=\"/web/procedures.css\"")
                .open("link rel=\"icon\" type=\"image/svg+xml\" href=\"/web/chat/logo.svg\"").close("head")
                .open("body");
        return html.open("nav").link("/procedures", words.say("page.procedures")).text(" · ")
                .link("/chat", words.say("page.chat")).close("nav").open("main").element("h1", title);
    }

    /// Ends the text, with a small line below it, and the page.
    static String end(Html html, String below) {
        return html.close("main").open("footer").element("small", below).close("footer").close("body").close("html")
                .toString();
    }
}
