package vn.motcua.bot.web;

/// Builds a page piece by piece; every text is escaped on its way in, so there is no other way to write one.
final class Html {
    private final StringBuilder html = new StringBuilder(16_384);

    /// Opens an element.
    ///
    /// @param tag with its attributes, written by us and never taken from content
    Html open(String tag) {
        html.append('<').append(tag).append('>');
        return this;
    }

    Html close(String tag) {
        html.append("</").append(tag).append(">\n");
        return this;
    }

    Html text(String text) {
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            switch (sign) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(sign);
            }
        }
        return this;
    }

    /// An element with nothing but a text in it.
    Html element(String tag, String text) {
        int space = tag.indexOf(' ');
        return open(tag).text(text).close(space < 0 ? tag : tag.substring(0, space));
    }

    /// A link to one of our own pages.
    ///
    /// @param path escaped like a text
    Html link(String path, String text) {
        html.append("<a href=\"");
        text(path);
        html.append("\">");
        return text(text).close("a");
    }

    @Override
    public String toString() {
        return html.toString();
    }
}
