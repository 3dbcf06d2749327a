package vn.motcua.bot.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import vn.motcua.bot.conversation.Choice;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.live.LocalLive;
import vn.motcua.bot.messages.Messages;
import vn.motcua.bot.outbox.Rendering;
import vn.motcua.bot.store.ConversationStore;
import vn.motcua.bot.store.DatabaseSettings;
import vn.motcua.bot.store.Databases;
import vn.motcua.bot.turn.Conversations;
import vn.motcua.bot.turn.Fingerprints;
import vn.motcua.bot.turn.TurnEvent;
import vn.motcua.bot.turn.TurnOutcome;
import vn.motcua.bot.turn.TurnRunner;

/// `chat`: a conversation in the terminal, kept like any other. A number picks a choice; an empty line or the end of input
/// leaves. Works beside a running `serve`.
@Command(name = "chat", mixinStandardHelpOptions = true, description = "Talk to it in the terminal.")
final class ChatCommand implements Callable<Integer> {
    @Option(names = "--data", paramLabel = "DIR", description = "Where the product remembers things.")
    private @Nullable Path data;

    @Override
    public Integer call() throws IOException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var home = Folders.ofHome().withData(data);
        var brain = Brains.load(home);
        var folder = home.data();
        try (var database = Databases.open(DatabaseSettings.inFolder(folder))) {
            var store = new ConversationStore(database);
            var conversations = new Conversations(store, InstantSource.system());
            var turns = new TurnRunner(conversations, store, () -> brain, new LocalLive(), InstantSource.system(),
                    Fingerprints.inFolder(folder), new Rendering(Map.of(), Messages.load(home.config())), null);
            var id = conversations.open("terminal").id();
            var offered = List.<Choice>of();
            out.println("Motcua – gõ câu hỏi rồi Enter; gõ số để chọn; Enter trống để thoát.");
            for (int line = 1;; line++) {
                out.print("> ");
                out.flush();
                var text = in.readLine();
                if (text == null || text.isBlank()) {
                    return 0;
                }
                try {
                    AskCommand.checkText(text);
                } catch (WrongUseException wrong) {
                    out.println(wrong.getMessage());
                    continue;
                }
                var picked = picked(offered, text.strip());
                var event = picked == null
                        ? new TurnEvent.Said(id, "line-" + line, text)
                        : new TurnEvent.Picked(id, "line-" + line, picked.value());
                for (var reply : replies(turns.run(event))) {
                    out.println(AskCommand.plain(reply));
                    out.println();
                    offered = reply.choices();
                }
            }
        }
    }

    private static @Nullable Choice picked(List<Choice> offered, String text) {
        if (!text.matches("\\d{1,2}")) {
            return null;
        }
        int number = Integer.parseInt(text);
        return number >= 1 && number <= offered.size() ? offered.get(number - 1) : null;
    }

    private static List<Reply> replies(TurnOutcome outcome) {
        return switch (outcome) {
            case TurnOutcome.Done(_, var replies, _) -> replies;
            case TurnOutcome.Conflict(),TurnOutcome.Erased(),TurnOutcome.MovedAway(),TurnOutcome.Unknown() ->
                throw new IllegalStateException("the conversation is gone");
        };
    }
}
