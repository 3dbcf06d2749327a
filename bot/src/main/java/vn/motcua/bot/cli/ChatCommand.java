package vn.motcua.bot.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.Callable;

import picocli.CommandLine.Command;

import vn.motcua.bot.conversation.DialogueState;

/// `chat`: a conversation in the terminal. A number picks a choice; an empty line or end of input leaves.
@Command(name = "chat", description = "Talk to it in the terminal.")
final class ChatCommand implements Callable<Integer> {

    @Override
    public Integer call() throws IOException {
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        var in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        var brain = Brains.load(Folders.ofHome());
        var state = DialogueState.fresh();
        out.println("Motcua – gõ câu hỏi rồi Enter; gõ số để chọn; Enter trống để thoát.");
        while (true) {
            out.print("> ");
            out.flush();
            var line = in.readLine();
            if (line == null || line.isBlank()) {
                return 0;
            }
            try {
                AskCommand.checkText(line);
            } catch (WrongUseException wrong) {
                out.println(wrong.getMessage());
                continue;
            }
            var offered = state.offered();
            var text = line.strip();
            var picked = text.matches("\\d{1,2}") && Integer.parseInt(text) >= 1
                    && Integer.parseInt(text) <= offered.size()
                            ? offered.get(Integer.parseInt(text) - 1).value()
                            : null;
            var thought = picked == null
                    ? brain.hear(state, text, Instant.now())
                    : brain.see(state, picked, Instant.now());
            state = thought.next();
            out.println(AskCommand.plain(thought.reply()));
            out.println();
        }
    }
}
