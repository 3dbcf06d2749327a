package vn.motcua.bot.conversation;

import java.util.Locale;

/// Who speaks to the citizen now. There is exactly one at any time.
public enum Speaker {
    /// The assistant answers by itself.
    BOT,
    /// A person was asked for and has not come yet; the assistant still answers.
    WAITING,
    /// An officer holds the conversation; the assistant stays silent.
    OFFICER;

    /// The word on the wire.
    public String wire() {
        return name().toLowerCase(Locale.ROOT);
    }
}
