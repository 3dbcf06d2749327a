package vn.motcua.bot.turn;

import java.time.Instant;
import java.time.ZoneId;

import vn.motcua.bot.answer.ReplyWriter;
import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.dialogue.Circumstances;
import vn.motcua.bot.dialogue.DialoguePolicy;
import vn.motcua.bot.messages.Messages;
import vn.motcua.bot.privacy.PersonalData;
import vn.motcua.bot.understanding.Understander;
import vn.motcua.bot.understanding.Understanding;
import vn.motcua.knowledge.search.KnowledgeBase;

/// Understanding, deciding and wording of one message, without any storage. Bound to one content version; immutable and
/// safe to share between threads.
public final class Brain {

    /// What a message led to.
    ///
    /// @param next what the dialogue remembers from here on
    public record Thought(Understanding understood, Reply reply, DialogueState next) {
    }

    private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");

    private final KnowledgeBase knowledge;
    private final Understander understander;
    private final ReplyWriter writer;
    private final Circumstances.Costs costs;

    /// @throws vn.motcua.knowledge.content.InvalidContentException when the content lacks what the program leads to
    public Brain(KnowledgeBase knowledge, Messages messages, Circumstances.Costs costs) {
        NeededContent.require(knowledge.content());
        this.knowledge = knowledge;
        this.understander = new Understander(knowledge);
        this.writer = new ReplyWriter(messages);
        this.costs = costs;
    }

    public KnowledgeBase knowledge() {
        return knowledge;
    }

    /// Thinks about what was typed. Personal data in it is masked first and the citizen is told.
    public Thought hear(DialogueState before, String text, Instant now) {
        var masked = PersonalData.mask(text);
        var thought = decide(before, understander.understand(before, masked.text()), now);
        return masked.kinds().isEmpty()
                ? thought
                : new Thought(thought.understood(), writer.warn(thought.reply(), masked.kinds(),
                        thought.understood().language()), thought.next());
    }

    /// Thinks about a picked choice.
    public Thought see(DialogueState before, String value, Instant now) {
        return decide(before, understander.understandPick(before, value), now);
    }

    private Thought decide(DialogueState before, Understanding understood, Instant now) {
        var content = knowledge.content();
        var decision = DialoguePolicy.decide(before, understood, new Circumstances(now, content, costs));
        var reply = writer.write(decision, understood, before, content, now.atZone(HANOI).toLocalDate());
        var next = DialoguePolicy.next(before, understood, decision).offering(reply.choices());
        return new Thought(understood, reply, next);
    }
}
