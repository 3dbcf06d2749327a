package vn.motcua.bot.turn;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.Choice;
import vn.motcua.bot.conversation.Conversation;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.conversation.PickedValue;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.conversation.Speaker;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.bot.moving.MovingCode;
import vn.motcua.bot.moving.MovingCodes;
import vn.motcua.bot.outbox.Rendering;
import vn.motcua.bot.store.Move;
import vn.motcua.bot.store.MovingEffect;
import vn.motcua.bot.store.StoredConversation;
import vn.motcua.bot.store.Turn;
import vn.motcua.connectors.Address;
import vn.motcua.knowledge.content.Language;

/// The turns by which a conversation goes on elsewhere: a code is asked for in one channel and typed in another.
final class MovingTurns {
    private static final String WEB = "web";
    /// Decisions after which a text that looks like a code was a question nonetheless.
    private static final Set<String> ANSWERED = Set.of("answer", "status", "complaint");

    private final Moving moving;
    private final Conversations conversations;
    private final Supplier<Brain> brain;
    private final Rendering rendering;
    private final Fingerprints fingerprints;

    MovingTurns(Moving moving, Conversations conversations, Supplier<Brain> brain, Rendering rendering,
            Fingerprints fingerprints) {
        this.moving = moving;
        this.conversations = conversations;
        this.brain = brain;
        this.rendering = rendering;
        this.fingerprints = fingerprints;
    }

    /// Answers who wants to go on elsewhere: with a code where we push to, with where to get one on the website.
    ///
    /// @param said    what was asked, as the turn's first event
    /// @param thought what is said where nothing can be moved
    Step offer(Conversation before, TranscriptEvent said, Brain.Thought thought, Instant now) {
        var language = thought.next().language();
        var channel = before.address().channel();
        if (!rendering.pushes(channel)) {
            var choices = new ArrayList<Choice>();
            elsewhere(channel).forEach(one -> choices.add(choice(language, one)));
            choices.add(choice(language, "phone"));
            var reply = reply(thought.reply(), say(language, "moving.choose"), choices);
            return Step.of(List.of(said, replied(before, 2, now, reply)), thought.next().offering(choices));
        }
        var kept = reply(thought.reply(), instructions(before, language, say(language, "moving.masked"), ""),
                List.of());
        var sent = kept.withText(
                instructions(before, language, MovingCodes.PLACE, "#code=" + MovingCodes.PLACE));
        return new Step(List.of(said, replied(before, 2, now, kept)), thought.next(), "done", List.of(), sent,
                moving.offered(before, now));
    }

    private String instructions(Conversation before, Language language, String code, String fragment) {
        var channel = before.address().channel();
        var text = new StringBuilder(way(language, channel, code, fragment));
        if (!before.dialogue().introduced()) {
            text.append("\n\n").append(say(language, "intro"));
        }
        if (before.lastSeq() == 0) { // Who writes there for the first time has not been told yet.
            text.append("\n\n").append(say(language, "copy." + channel));
        }
        return text.toString();
    }

    private String way(Language language, String channel, String code, String fragment) {
        var page = moving.page();
        var text = page == null
                ? say(language, "moving.offer", code)
                : say(language, "moving.offer.link", code, page + fragment);
        var others = elsewhere(channel).map(one -> name(language, one)).collect(Collectors.joining(", "));
        return others.isEmpty() ? text : text + "\n\n" + say(language, "moving.offer.also", others);
    }

    private Stream<String> elsewhere(String channel) {
        return rendering.channels().stream().filter(one -> !one.equals(channel) && moving.isOpen(one)).sorted();
    }

    private Choice choice(Language language, String where) {
        return new Choice(say(language, "choice.move." + where), PickedValue.move(where), null, null);
    }

    /// Decides about a text that has the shape of a code. Whether there is such a code is found only in the answer, and
    /// after some that are none no more.
    ///
    /// @param asQuestion thinks about the text as if it were no code
    Led typed(TurnEvent.Said event, MovingCode code, Conversation here, Sender sender,
            Supplier<Brain.Thought> asQuestion, Instant now) {
        return switch (moving.meaning(code, sender, now)) {
            case Moving.Meaning.TooMany _ -> words(here, "moving.limited", null, now);
            case Moving.Meaning.Nothing(var who) -> nothing(here, new MovingEffect.Mistyped(who), asQuestion, now);
            case Moving.Meaning.Of(var id, var _) when id.equals(here.id()) -> words(here, "moving.here", null, now);
            case Moving.Meaning.Of(var id, var hash) -> found(id)
                    .<Led>map(moved -> new Led.ToMove(move(event, here, masked(here, now), moved, hash, now)))
                    .orElseGet(() -> words(here, "moving.wrong", null, now));
        };
    }

    /// Brings back what left this address a while ago; the messenger vouches that it is the same citizen.
    Led bringBack(TurnEvent event, Conversation here, TranscriptEvent said, Instant now) {
        var moved = rendering.pushes(here.address().channel())
                ? moving.left(here.address(), now).flatMap(this::found)
                : Optional.<Conversation>empty();
        return moved.<Led>map(back -> new Led.ToMove(move(event, here, said, back, null, now)))
                .orElseGet(() -> new Led.ToWords(Step.of(
                        List.of(said, replied(here, 2, now, brain.get().notice(here.dialogue(), "moving.back.none"))),
                        here.dialogue())));
    }

    private Led words(Conversation here, String key, @Nullable MovingEffect effect, Instant now) {
        var reply = brain.get().notice(here.dialogue(), key);
        return new Led.ToWords(new Step(List.of(masked(here, now), replied(here, 2, now, reply)), here.dialogue(),
                "done", List.of(), null, effect));
    }

    /// What is no code may be a question, such as the name of a form: it is answered behind the news that it is no code.
    private Led nothing(Conversation here, MovingEffect effect, Supplier<Brain.Thought> asQuestion, Instant now) {
        if (here.speaker() == Speaker.OFFICER) {
            return words(here, "moving.wrong", effect, now);
        }
        var thought = asQuestion.get();
        if (!ANSWERED.contains(thought.reply().decision())) {
            return words(here, "moving.wrong", effect, now);
        }
        var reply = thought.reply().withText(
                say(here.dialogue().language(), "moving.wrong.asked") + "\n\n" + thought.reply().text());
        return new Led.ToWords(new Step(List.of(masked(here, now), replied(here, 2, now, reply)), thought.next(),
                "done", List.of(), null, effect));
    }

    /// Another node may have moved it: the copy in memory is not enough to say where it is left.
    private Optional<Conversation> found(ConversationId id) {
        conversations.forget(id);
        return conversations.find(id).map(StoredConversation::conversation);
    }

    private Move move(TurnEvent event, Conversation here, TranscriptEvent said, Conversation moved,
            byte @Nullable [] codeHash, Instant now) {
        var channel = here.address().channel();
        var from = moved.address().channel();
        var language = moved.dialogue().language();
        var carrier = turn(event, here, List.of(said,
                new TranscriptEvent.Moved(here.lastSeq() + 2, now, channel, moved.id().value())), here.dialogue(),
                here.address(), List.of(), now);
        var arrived = say(language, "moving.arrived", name(language, from))
                + (here.dialogue().introduced() ? "\n\n" + say(language, "moving.aside") : "")
                + (here.lastSeq() == 0 && rendering.pushes(channel)
                        ? "\n\n" + say(language, "copy." + channel)
                        : "");
        var welcome = brain.get().tell(arrived, moved.dialogue().offered());
        var to = rendering.pushes(channel) ? here.address() : new Address(channel, moved.id().value());
        var arrival = turn(event, moved,
                List.of(new TranscriptEvent.Moved(moved.lastSeq() + 1, now, channel, null),
                        replied(moved, 2, now, welcome)),
                moved.dialogue(), to, List.of(welcome), now);
        return new Move(carrier, arrival, codeHash,
                rendering.pushes(from)
                        ? left(event, moved, say(language, "moving.left", name(language, channel)), now)
                        : null);
    }

    /// The conversation that begins where the other was, with the news of it.
    private Turn left(TurnEvent event, Conversation moved, String text, Instant now) {
        var language = moved.dialogue().language();
        var back = List.of(new Choice(say(language, "choice.move.back"), PickedValue.BRING_BACK, null, null));
        var fresh = DialogueState.fresh().in(language);
        var before = new Conversation(ConversationId.next(), moved.address(), 0, 0, Speaker.BOT, fresh);
        var farewell = brain.get().tell(text, back);
        return turn(event, before, List.of(replied(before, 1, now, farewell)), fresh.offering(back), before.address(),
                List.of(farewell), now);
    }

    private Turn turn(TurnEvent event, Conversation before, List<TranscriptEvent> events, DialogueState next,
            Address to, List<Reply> pushed, Instant now) {
        var outbox = rendering.render(to.channel(), pushed, next.language());
        return new Turn(before.address().channel(), before.id() + "/" + event.eventId(), fingerprints.of(event),
                "moved",
                before, before.after(events.size(), before.speaker(), next).at(to), events, now,
                new Turn.Effects(true, outbox, List.of()));
    }

    private TranscriptEvent masked(Conversation here, Instant now) {
        return new TranscriptEvent.Said(here.lastSeq() + 1, now, say(here.dialogue().language(), "moving.masked"),
                null);
    }

    private static TranscriptEvent replied(Conversation before, int place, Instant now, Reply reply) {
        return new TranscriptEvent.Replied(before.lastSeq() + place, now, reply);
    }

    private static Reply reply(Reply like, String text, List<Choice> choices) {
        return new Reply(like.decision(), null, List.of(), like.confidence(), text, choices,
                List.of(new Reply.Part(null, List.of(), text, List.of())), List.of(), null, null,
                like.contentVersion());
    }

    private String name(Language language, String channel) {
        return say(language, "moving.name." + channel);
    }

    private String say(Language language, String key, Object... arguments) {
        return brain.get().say(language, key, arguments);
    }
}
