package vn.motcua.bot.turn;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.answer.ReplyWriter;
import vn.motcua.bot.configuration.Configuration.Contacts;
import vn.motcua.bot.conversation.Choice;
import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.conversation.PickedValue;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.conversation.SharedFile;
import vn.motcua.bot.dialogue.Circumstances;
import vn.motcua.bot.dialogue.Decision;
import vn.motcua.bot.dialogue.DialoguePolicy;
import vn.motcua.bot.messages.Messages;
import vn.motcua.bot.privacy.Misconduct;
import vn.motcua.bot.privacy.Screened;
import vn.motcua.bot.understanding.Clauses;
import vn.motcua.bot.understanding.Intent;
import vn.motcua.bot.understanding.Understander;
import vn.motcua.bot.understanding.Understanding;
import vn.motcua.knowledge.content.Article;
import vn.motcua.knowledge.content.Language;
import vn.motcua.knowledge.search.KnowledgeBase;

/// Understanding, deciding and wording of one message, without any storage. Bound to one content version; immutable and
/// safe to share between threads.
public final class Brain {

    /// What a message led to.
    ///
    /// @param kept what may be stored of the message
    /// @param next what the dialogue remembers from here on
    public record Thought(Kept kept, Understanding understood, Reply reply, DialogueState next) {
    }

    /// What a shared file led to.
    ///
    /// @param next what the dialogue remembers from here on
    public record Received(Reply reply, DialogueState next) {
    }

    /// What may be stored of a message.
    ///
    /// @param text     without personal data; a neutral line when withheld
    /// @param withheld whether nothing of what was written may be stored
    public record Kept(String text, boolean withheld) {
    }

    /// The procedure for denouncing somebody in office.
    private static final String MISCONDUCT = "pa-tocao";
    /// From this probability on a message is not kept; it is far below that of an answer.
    private static final double IN_DOUBT = 0.15;
    /// Only when each question is as sure as this is a message taken for several.
    private static final double SURE_OF_EACH = 0.7;
    private static final Screened GREETING = new Screened("", Set.of(), Misconduct.Mention.NONE);
    private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");

    private final KnowledgeBase knowledge;
    private final Messages messages;
    private final Understander understander;
    private final ReplyWriter writer;
    private final Circumstances.Costs costs;

    /// A brain that knows no contacts of the department.
    public Brain(KnowledgeBase knowledge, Messages messages, Circumstances.Costs costs) {
        this(knowledge, messages, Contacts.NONE, costs);
    }

    /// @param contacts how people reach the department itself
    /// @throws vn.motcua.knowledge.content.InvalidContentException when the content lacks what the program leads to
    public Brain(KnowledgeBase knowledge, Messages messages, Contacts contacts, Circumstances.Costs costs) {
        NeededContent.require(knowledge.content());
        this.knowledge = knowledge;
        this.messages = messages;
        this.understander = new Understander(knowledge);
        this.writer = new ReplyWriter(messages, contacts);
        this.costs = costs;
    }

    public KnowledgeBase knowledge() {
        return knowledge;
    }

    /// Thinks about what was typed. Personal data in it is masked first, and what tells of misconduct in office is kept
    /// nowhere; the citizen is told.
    public Thought hear(DialogueState before, String text, Instant now) {
        var screened = Screened.of(text);
        if (screened.misconduct() == Misconduct.Mention.TOLD) {
            return think(before, understander.understand(before, screened.text()).meaning(Intent.EXTRA_MONEY), screened,
                    now);
        }
        return Clauses.of(screened.text()).stream().flatMap(cut -> severally(before, cut, screened, now).stream())
                .findFirst().orElseGet(
                        () -> think(before, understander.understand(before, screened.text()), screened, now));
    }

    /// Thinks about the clauses of a message one after the other; empty unless each is a question of its own about a matter
    /// of its own.
    private Optional<Thought> severally(DialogueState before, List<String> clauses, Screened screened, Instant now) {
        var thoughts = new ArrayList<Thought>();
        var matters = new HashSet<String>();
        var state = before;
        // what was masked is said once, behind the last answer
        var unmasked = new Screened(screened.text(), Set.of(), screened.misconduct());
        for (var clause : clauses) {
            var heard = understander.understand(state, clause);
            if (heard.intent() != Intent.ASK || heard.facets().isEmpty() || heard.confidence() < SURE_OF_EACH
                    || !matters.add(heard.candidates().getFirst().entry().id())) {
                return Optional.empty();
            }
            var thought = think(state, heard, thoughts.size() + 1 < clauses.size() ? unmasked : screened, now);
            thoughts.add(thought);
            state = thought.next();
        }
        var last = thoughts.getLast();
        // one clause that may not be kept forbids keeping the message
        var decisive = thoughts.stream().filter(thought -> thought.kept().withheld()).findFirst().orElse(last);
        var understood = thoughts.getFirst().understood();
        return Optional.of(
                new Thought(decisive.kept(), decisive.kept().withheld() ? understood.withoutText() : understood,
                        Reply.together(thoughts.stream().map(Thought::reply).toList()), last.next()));
    }

    /// Thinks about a picked choice.
    public Thought see(DialogueState before, String value, Instant now) {
        var offered = before.offered().stream().filter(choice -> choice.value().equals(value)).findFirst();
        var picked = understander.understandPick(before, value);
        boolean ours = offered.isPresent() || picked.intent() != Intent.UNCLEAR;
        var screened = ours ? new Screened(value, Set.of(), Misconduct.Mention.NONE) : Screened.of(value);
        var heard = ours ? picked : understander.understandPick(before, screened.text());
        var thought = think(before, heard, screened, !ours && mayTell(heard), now);
        return offered.isPresent()
                ? new Thought(new Kept(offered.get().label(), false), thought.understood(), thought.reply(),
                        thought.next())
                : thought;
    }

    /// Answers a file that was shared and kept. Nobody here can read it, which is said; the dialogue goes on where it was.
    public Received receive(DialogueState before, SharedFile file) {
        var reply = writer.confirm(file, before, knowledge.content());
        return new Received(reply, before.introduced(reply.choices()));
    }

    /// Welcomes somebody who opened the conversation: with the procedure that the link names, or with a greeting.
    public Thought welcome(DialogueState before, @Nullable String payload, Instant now) {
        if (payload != null && knowledge.content().findProcedure(payload).isPresent()) {
            return see(before, PickedValue.ask(payload, List.of()), now);
        }
        return think(before, understander.understand(before, messages.text(before.language(), "hello")), GREETING,
                false,
                now);
    }

    /// A fixed message, with a person offered.
    public Reply notice(DialogueState before, String key) {
        return fixed(messages.text(before.language(), key),
                List.of(new Choice(messages.text(before.language(), "choice.handoff"), PickedValue.HANDOFF, null,
                        null)));
    }

    /// Something that is to be told as it is.
    public Reply tell(String text) {
        return fixed(text, List.of());
    }

    /// Something that is to be told as it is, with choices.
    Reply tell(String text, List<Choice> choices) {
        return fixed(text, choices);
    }

    /// A fixed message alone.
    String say(Language language, String key, Object... arguments) {
        return messages.text(language, key, arguments);
    }

    /// The same reply with a fixed message behind.
    public Reply adding(Reply reply, Language language, String key) {
        return reply.withText(reply.text() + "\n\n" + messages.text(language, key));
    }

    private Reply fixed(String text, List<Choice> choices) {
        return new Reply("smalltalk", null, List.of(), 1, text, choices, List.of(), List.of(), null, null,
                knowledge.content().version());
    }

    /// What may be stored of a message that nobody here answers.
    public Kept keep(String text, Language language) {
        return keep(Screened.of(text), false, language);
    }

    /// Whether a message may be about misconduct by its meaning, whatever its words.
    private static boolean mayTell(Understanding heard) {
        if (heard.intent() == Intent.VAGUE) {
            return false;
        }
        return heard.candidates().stream().filter(candidate -> candidate.confidence() >= IN_DOUBT)
                .anyMatch(candidate -> candidate.entry() instanceof Article article
                        ? MISCONDUCT.equals(article.belongsTo())
                        : candidate.entry().id().equals(MISCONDUCT));
    }

    private Kept keep(Screened screened, boolean withheld, Language language) {
        return withheld || screened.isWithheld()
                ? new Kept(messages.text(language, "withheld.line"), true)
                : new Kept(screened.text(), false);
    }

    private Thought think(DialogueState before, Understanding heard, Screened screened, Instant now) {
        return think(before, heard, screened, mayTell(heard), now);
    }

    private Thought think(DialogueState before, Understanding heard, Screened screened, boolean mayTell, Instant now) {
        var content = knowledge.content();
        var decision = DialoguePolicy.decide(before, heard, new Circumstances(now, content, costs));
        boolean told = decision instanceof Decision.Complaint complaint && complaint.money();
        var kept = keep(screened, told || mayTell, heard.language());
        var reply = writer.write(decision, heard, before, content, now.atZone(HANOI).toLocalDate());
        if (kept.withheld() && !told) {
            reply = writer.tellNotKept(reply, heard);
        }
        if (!screened.masked().isEmpty()) {
            reply = writer.warn(reply, screened.masked(), heard);
        }
        if (kept.withheld()) {
            understander.forget(screened.text());
        }
        var understood = kept.withheld() ? heard.withoutText() : heard;
        var next = DialoguePolicy.next(before, understood, decision).offering(reply.choices());
        return new Thought(kept, understood, reply, next);
    }
}
