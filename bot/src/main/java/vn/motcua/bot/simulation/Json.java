package vn.motcua.bot.simulation;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/// Texts as they stand inside quotes in JSON.
final class Json {
    private Json() {
    }

    static String inside(String text) {
        return new String(JsonStringEncoder.getInstance().quoteAsString(text));
    }
}
