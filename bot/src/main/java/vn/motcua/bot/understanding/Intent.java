package vn.motcua.bot.understanding;

/// What a citizen wants with a message.
public enum Intent {
    /// Ask something about a procedure, a general matter, or something another agency handles.
    ASK, GREET, THANK, GOODBYE, AFFIRM, DENY,
    /// Who or what is answering.
    IDENTITY,
    /// What the assistant can do.
    CAPABILITIES,
    /// Hear the last answer again.
    REPEAT,
    /// Talk to a person.
    HANDOFF,
    /// Know where a dossier stands.
    STATUS,
    /// Be led through a procedure.
    GUIDE,
    /// Go on with this conversation on the website or in another channel.
    GO_ON_ELSEWHERE,
    /// Have the conversation back that went on elsewhere from here.
    BRING_BACK,
    /// A result is overdue.
    LATE,
    /// Somebody asked for extra money.
    EXTRA_MONEY,
    /// The service was bad.
    DISSATISFIED,
    /// The assistant's answer was bad.
    ANGRY_AT_BOT,
    /// The citizen judged the last answer with one of the two buttons.
    FEEDBACK_YES, FEEDBACK_NO,
    /// Ask about a commune: what it is now, or where its people file.
    COMMUNE,
    /// Ask about a procedure that the national catalogue names and nothing of ours fits.
    CATALOGUED,
    /// Something in Chinese, which is not answered but led on.
    CHINESE,
    /// Asks for a part of a procedure without saying which.
    VAGUE,
    /// Cannot be understood.
    UNCLEAR
}
