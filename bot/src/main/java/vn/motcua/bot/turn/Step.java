package vn.motcua.bot.turn;

import java.util.List;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.bot.store.MovingEffect;
import vn.motcua.bot.store.NewTask;

/// What a turn leads to, before it is numbered and stored.
///
/// @param outcome in one word
/// @param pushed  what is pushed in place of the replies among the events, or null
/// @param moving  what it does about moving the conversation elsewhere, or null
record Step(List<TranscriptEvent> events, DialogueState next, String outcome, List<NewTask> tasks,
        @Nullable Reply pushed, @Nullable MovingEffect moving) {

    Step(List<TranscriptEvent> events, DialogueState next, String outcome, List<NewTask> tasks) {
        this(events, next, outcome, tasks, null, null);
    }

    static Step of(List<TranscriptEvent> events, DialogueState next) {
        return new Step(events, next, "done", List.of());
    }
}
