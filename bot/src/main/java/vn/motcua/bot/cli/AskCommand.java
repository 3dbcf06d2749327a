package vn.motcua.bot.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.turn.Brain;
import vn.motcua.bot.wire.ReplyJson;

/// `ask`: one answer, or a file of conversations, without a server.
@Command(name = "ask", mixinStandardHelpOptions = true, description = "Answer one question, or each line of a file.")
final class AskCommand implements Callable<Integer> {
    private static final int LONGEST_TEXT = 4_000;

    @Option(names = "--json", description = "Print the reply as one JSON line.")
    private boolean json;

    @Option(names = "--batch", paramLabel = "FILE.jsonl", description = "Lines {\"id\",\"text\"} or {\"id\",\"turns\":[…]}; one JSON line each, same order.")
    private @Nullable Path batch;

    @Option(names = "--now", paramLabel = "ISO", description = "The time to answer as of, such as 2026-11-24T08:00:00Z.")
    private @Nullable Instant now;

    @Option(names = "--data", paramLabel = "DIR", description = "Where the product remembers things; an imported catalogue is taken from there.")
    private @Nullable Path data;

    @Parameters(paramLabel = "TEXT", description = "The question; several words are joined.")
    private List<String> words = new ArrayList<>();

    private final PrintStream out = new PrintStream(System.out, false, StandardCharsets.UTF_8);
    private final ObjectMapper mapper = new ObjectMapper();

    @Override
    public Integer call() throws IOException {
        if ((batch == null) == words.isEmpty()) {
            throw new WrongUseException("give a question, or --batch with a file, but not both");
        }
        var text = String.join(" ", words);
        if (batch == null) {
            checkText(text);
        } else if (!Files.isReadable(batch)) {
            throw new WrongUseException("cannot read " + batch);
        }
        var brain = Brains.load(Folders.ofHome().withData(data));
        int exit = batch == null ? answerOne(brain, text) : answerAll(brain, batch);
        out.flush();
        return exit;
    }

    private int answerOne(Brain brain, String text) throws IOException {
        var reply = brain.hear(DialogueState.fresh(), text, instant()).reply();
        out.println(json ? toJson(reply) : plain(reply));
        return 0;
    }

    private int answerAll(Brain brain, Path file) throws IOException {
        int exit = 0;
        try (var lines = Files.lines(file)) {
            for (var line : (Iterable<String>) lines::iterator) {
                if (line.isBlank()) {
                    continue;
                }
                String id = null;
                try {
                    var node = mapper.readTree(line);
                    id = node.path("id").isTextual() ? node.path("id").textValue() : null;
                    out.println(converse(brain, id, node));
                } catch (JsonProcessingException notJson) {
                    exit = 2;
                    out.println(error(id, "the line is not JSON"));
                } catch (WrongUseException wrong) {
                    exit = 2;
                    out.println(error(id, wrong.getMessage()));
                }
            }
        }
        return exit;
    }

    private String converse(Brain brain, @Nullable String id, JsonNode node) throws IOException {
        if (id == null) {
            throw new WrongUseException("\"id\" is missing or not a text");
        }
        var turns = new ArrayList<JsonNode>();
        if (node.has("turns") && node.get("turns").isArray()) {
            node.get("turns").forEach(turns::add);
        } else if (node.has("text")) {
            turns.add(node.get("text"));
        }
        if (turns.isEmpty()) {
            throw new WrongUseException("\"text\" or a list \"turns\" is needed");
        }
        var state = DialogueState.fresh();
        var replies = new ArrayList<String>();
        for (var turn : turns) {
            Brain.Thought thought;
            if (turn.isTextual()) {
                checkText(turn.textValue());
                thought = brain.hear(state, turn.textValue(), instant());
            } else if (turn.path("choice").isTextual()) {
                thought = brain.see(state, turn.path("choice").textValue(), instant());
            } else {
                throw new WrongUseException("a turn is a text or {\"choice\":\"…\"}");
            }
            state = thought.next();
            replies.add(toJson(thought.reply()));
        }
        return "{\"id\":" + mapper.writeValueAsString(id) + ",\"replies\":[" + String.join(",", replies) + "]}";
    }

    private String error(@Nullable String id, @Nullable String message) throws IOException {
        return "{\"id\":" + mapper.writeValueAsString(id) + ",\"error\":" + mapper.writeValueAsString(message) + "}";
    }

    static void checkText(String text) {
        if (text.isBlank()) {
            throw new WrongUseException("the question is empty");
        }
        if (text.length() > LONGEST_TEXT) {
            throw new WrongUseException("the question is longer than " + LONGEST_TEXT + " characters");
        }
    }

    private Instant instant() {
        return now == null ? Instant.now() : now;
    }

    private static String toJson(Reply reply) throws IOException {
        var text = new StringWriter();
        try (var generator = new JsonFactory().createGenerator(text)) {
            ReplyJson.write(generator, reply);
        }
        return text.toString();
    }

    static String plain(Reply reply) {
        var text = new StringBuilder(reply.text());
        int number = 1;
        for (var choice : reply.choices()) {
            text.append("\n  [").append(number++).append("] ").append(choice.label());
        }
        return text.toString();
    }
}
