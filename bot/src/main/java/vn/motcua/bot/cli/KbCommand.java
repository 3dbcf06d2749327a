package vn.motcua.bot.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import vn.motcua.bot.answer.ReviewSheet;
import vn.motcua.bot.evaluation.AnswerEvaluation;
import vn.motcua.bot.messages.Messages;
import vn.motcua.bot.turn.NeededContent;
import vn.motcua.knowledge.content.ContentReader;
import vn.motcua.knowledge.evaluation.QuestionSet;
import vn.motcua.knowledge.search.KnowledgeBase;
import vn.motcua.knowledge.search.SignalTuner;
import vn.motcua.knowledge.search.Topic;

/// `kb …`: checking, searching and measuring the knowledge base.
@Command(name = "kb", mixinStandardHelpOptions = true, description = "Check, search and measure the knowledge base.", subcommands = {
        KbCommand.Lint.class, KbCommand.Search.class, KbCommand.Eval.class, KbCommand.Tune.class,
        KbCommand.Review.class, BeirCommand.class, ScoreboardCommand.class, ImportCatalogueCommand.class})
final class KbCommand implements Callable<Integer> {
    /// Parts into which labelled questions are dealt, to learn from all but one.
    private static final int FOLDS = 5;
    private static final ZoneId HANOI = ZoneId.of("Asia/Ho_Chi_Minh");

    @Override
    public Integer call() {
        throw new WrongUseException(
                "say what to do: kb lint | search TEXT | eval QUESTIONS.jsonl | beir DIR | scoreboard QUESTIONS.jsonl | review-sheet | import-catalogue FILE.jsonl");
    }

    private static PrintStream out() {
        return new PrintStream(System.out, true, StandardCharsets.UTF_8);
    }

    /// `kb lint`: every mistake in the content at once, with file and line.
    @Command(name = "lint", mixinStandardHelpOptions = true, description = "Check the whole content and report everything at once.")
    static final class Lint implements Callable<Integer> {
        @Option(names = "--questions", paramLabel = "FILE.jsonl", description = "Also refuse ways of asking that repeat one of these evaluation questions.")
        private List<Path> questionFiles = new ArrayList<>();

        @Option(names = "--on", paramLabel = "DATE", description = "Check validity as of this day; today if not given.")
        private @Nullable LocalDate day;

        @Option(names = "--content", paramLabel = "DIR", description = "Check this folder instead.")
        private @Nullable Path folder;

        @Override
        public Integer call() throws IOException {
            var reading = ContentReader.read(folder == null ? Folders.ofHome().existing().content() : folder);
            var problems = new ArrayList<>(reading.problems());
            problems.addAll(reading.unread());
            if (problems.isEmpty()) {
                problems.addAll(NeededContent.missing(reading.content()));
            }
            problems.addAll(reading.expired(day == null ? LocalDate.now(HANOI) : day));
            for (var file : questionFiles) {
                problems.addAll(reading.leaked(QuestionSet.read(file).questions().stream()
                        .map(QuestionSet.Question::text).toList()));
            }
            problems.forEach(problem -> out().println(problem));
            out().println(problems.size() + " problems in " + reading.files().size() + " files, "
                    + reading.content().procedures().size() + " procedures, " + reading.content().articles().size()
                    + " articles, " + reading.content().elsewhere().size() + " matters of other agencies, "
                    + reading.content().communes().communes().size() + " communes");
            return problems.isEmpty() ? 0 : 1;
        }
    }

    /// `kb search`: what a text is taken to be about, with the evidence.
    @Command(name = "search", mixinStandardHelpOptions = true, description = "Show what a text is taken to be about.")
    static final class Search implements Callable<Integer> {
        @Option(names = "--data", paramLabel = "DIR", description = "Where the product remembers things; an imported catalogue is taken from there.")
        private @Nullable Path data;

        @Parameters(paramLabel = "TEXT", arity = "1..*")
        private List<String> words = new ArrayList<>();

        @Override
        public Integer call() {
            var folders = Folders.ofHome().withData(data).existing();
            var knowledge = KnowledgeBase.load(folders.content(), folders.data());
            var text = String.join(" ", words);
            knowledge.findCatalogued(text).ifPresent(found -> out().printf("%5.1f %%  catalogue %s %s%n",
                    100 * found.probability(), found.entry().code(), found.entry().name()));
            for (var explained : knowledge.explain(text, 10)) {
                var name = switch (explained.hit().topic()) {
                    case Topic.OfEntry(var entry) ->
                        entry.getClass().getSimpleName().toLowerCase(Locale.ROOT) + " " + entry.id();
                    case Topic.OfUmbrella(var umbrella) -> "umbrella " + umbrella.id();
                    case Topic.OfIntent(var intent) -> "intent " + intent;
                };
                var evidence = explained.evidence().entrySet().stream().filter(signal -> signal.getValue() != 0)
                        .map(signal -> "%s %.2f".formatted(signal.getKey().name().toLowerCase(Locale.ROOT),
                                signal.getValue()))
                        .collect(Collectors.joining("  "));
                out().printf("%5.1f %%  %-32s %s%n", 100 * explained.hit().probability(), name, evidence);
            }
            return 0;
        }
    }

    /// `kb eval`: how well questions are answered.
    @Command(name = "eval", mixinStandardHelpOptions = true, description = "Measure the answers to labelled questions.")
    static final class Eval implements Callable<Integer> {
        @Parameters(paramLabel = "QUESTIONS.jsonl")
        private Path file = Path.of("");

        @Option(names = "--data", paramLabel = "DIR", description = "Where the product remembers things; an imported catalogue is taken from there.")
        private @Nullable Path data;

        @Option(names = "--show", description = "List every question that was not answered rightly on stderr.")
        private boolean show;

        @Option(names = "--diagram", description = "Draw on stderr how often what is said to be so sure is right.")
        private boolean diagram;

        @Option(names = "--left-out", description = "Answer each fifth of the questions with signal weights learned from the other four.")
        private boolean leftOut;

        @Override
        public Integer call() throws IOException {
            if (!Files.isReadable(file)) {
                throw new WrongUseException("cannot read " + file);
            }
            var folders = Folders.ofHome().withData(data);
            var brain = Brains.load(folders);
            var set = QuestionSet.read(file);
            var report = leftOut
                    ? AnswerEvaluation.run(SignalTuner.leavingOut(brain.knowledge(), set.questions(), FOLDS).stream()
                            .map(knowledge -> Brains.of(knowledge, folders)).toList(), set)
                    : AnswerEvaluation.run(brain, set);
            out().println(report.toJson());
            if (diagram) {
                System.err.print(report.calibration().diagram());
            }
            if (show) {
                report.notRight().forEach(System.err::println);
            }
            return 0;
        }
    }

    /// `kb tune`: learns from labelled questions what each signal counts.
    @Command(name = "tune", mixinStandardHelpOptions = true, description = "Learn signal weights from labelled questions; print them as properties.")
    static final class Tune implements Callable<Integer> {
        @Parameters(paramLabel = "QUESTIONS.jsonl", arity = "1..*")
        private List<Path> files = new ArrayList<>();

        @Override
        public Integer call() throws IOException {
            var questions = new ArrayList<QuestionSet.Question>();
            for (var file : files) {
                if (!Files.isReadable(file)) {
                    throw new WrongUseException("cannot read " + file);
                }
                questions.addAll(QuestionSet.read(file).questions());
            }
            var knowledge = KnowledgeBase.load(Folders.ofHome().existing().content());
            var tuning = SignalTuner.tune(knowledge, questions, FOLDS);
            out().print(tuning.properties());
            System.err.printf("%d questions with a topic, %d folds; temperature %.3f%n", tuning.questions(), FOLDS,
                    tuning.temperature());
            say("left out", tuning.leftOut());
            say("left out, without the temperature", tuning.raw());
            say("weights in use", tuning.now());
            System.err.print(tuning.leftOut().first().diagram());
            return 0;
        }

        private static void say(String what, SignalTuner.Outcomes outcomes) {
            var right = outcomes.rightInterval();
            var calibration = outcomes.first();
            var error = calibration.errorInterval();
            var chance = calibration.errorIfCalibrated();
            var over = calibration.overconfidenceInterval();
            System.err.printf(Locale.ROOT,
                    "%s: right topic first %.3f (95 %% interval %.3f–%.3f), surprise %.3f, ECE %.3f (%.3f–%.3f; by chance"
                            + " if calibrated %.3f–%.3f), overconfidence %+.3f (%+.3f to %+.3f)%n",
                    what, outcomes.right(), right.low(), right.high(), outcomes.surprise(), calibration.error(),
                    error.low(), error.high(), chance.low(), chance.high(), calibration.overconfidence(), over.low(),
                    over.high());
        }
    }

    /// `kb review-sheet`: what an officer must check before it is approved.
    @Command(name = "review-sheet", mixinStandardHelpOptions = true, description = "Print what an officer must check and approve.")
    static final class Review implements Callable<Integer> {
        @Parameters(paramLabel = "PROCEDURE", arity = "0..*", description = "Only these; all if none is named.")
        private List<String> ids = new ArrayList<>();

        @Override
        public Integer call() {
            var folders = Folders.ofHome().existing();
            var content = ContentReader.read(folders.content()).sound();
            for (var id : ids) {
                if (content.findProcedure(id).isEmpty()) {
                    throw new WrongUseException("there is no procedure " + id);
                }
            }
            new ReviewSheet(content, Messages.load(folders.config())).print(ids, out());
            return 0;
        }
    }
}
