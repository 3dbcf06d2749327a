package vn.motcua.bot.conversation;

import vn.motcua.connectors.Address;

/// One citizen's conversation, at one revision. Immutable.
///
/// @param id       names it
/// @param address  where the citizen is; no two conversations share one
/// @param revision grows by one with each stored turn; 0 when nothing is stored yet
/// @param lastSeq  number of the newest transcript event; 0 when there is none
/// @param speaker  who speaks to the citizen
/// @param dialogue what the dialogue remembers
public record Conversation(ConversationId id, Address address, long revision, long lastSeq, Speaker speaker,
        DialogueState dialogue) {

    /// A conversation in which nothing has happened.
    public static Conversation begin(ConversationId id, Address address) {
        return new Conversation(id, address, 0, 0, Speaker.BOT, DialogueState.fresh());
    }

    /// The same conversation one stored turn later.
    ///
    /// @param events how many transcript events the turn added
    public Conversation after(int events, Speaker nextSpeaker, DialogueState nextDialogue) {
        return new Conversation(id, address, revision + 1, lastSeq + events, nextSpeaker, nextDialogue);
    }

    /// The same conversation at another address.
    public Conversation at(Address elsewhere) {
        return new Conversation(id, elsewhere, revision, lastSeq, speaker, dialogue);
    }
}
