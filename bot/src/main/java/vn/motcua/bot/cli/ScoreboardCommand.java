package vn.motcua.bot.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import vn.motcua.bot.evaluation.Scoreboard;
import vn.motcua.knowledge.evaluation.QuestionSet;
import vn.motcua.knowledge.search.KnowledgeBase;

/// `kb scoreboard`: who finds the right topic first, our search or others with the same asks; one JSON object for each figure.
@Command(name = "scoreboard", mixinStandardHelpOptions = true, description = "Compare our search with a plain BM25 over the same asks.")
final class ScoreboardCommand implements Callable<Integer> {
    @Parameters(paramLabel = "QUESTIONS.jsonl", arity = "1..*")
    private List<Path> files = new ArrayList<>();

    @Option(names = "--export", paramLabel = "DIR", description = "Also write asks.jsonl and questions.jsonl there, for others to learn from and answer.")
    private @Nullable Path folder;

    @Option(names = "--typos", paramLabel = "SEED", defaultValue = "1", description = "Seed of the slips; ${DEFAULT-VALUE} if not given.")
    private long seed;

    @Override
    public Integer call() throws IOException {
        for (var file : files) {
            if (!Files.isReadable(file)) {
                throw new WrongUseException("cannot read " + file);
            }
        }
        var knowledge = KnowledgeBase.load(Folders.ofHome().existing().content());
        var asks = Scoreboard.asks(knowledge.content());
        var questions = new ArrayList<Scoreboard.Asked>();
        for (var file : files) {
            questions.addAll(Scoreboard.typed(file.getFileName().toString(), QuestionSet.read(file), asks, seed));
        }
        var board = new Scoreboard(asks, questions);
        if (folder != null) {
            Files.createDirectories(folder);
            Files.write(folder.resolve("asks.jsonl"), board.exportedAsks());
            Files.write(folder.resolve("questions.jsonl"), board.exportedQuestions());
        }
        var out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        board.scores(knowledge).forEach(score -> out.println(score.toJson()));
        return 0;
    }
}
