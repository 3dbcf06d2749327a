package vn.motcua.bot.cli;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.Callable;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import vn.motcua.bot.evaluation.RankingReport;
import vn.motcua.knowledge.content.ContentReader;
import vn.motcua.knowledge.evaluation.BeirCollection;
import vn.motcua.knowledge.evaluation.TypingSlips;
import vn.motcua.knowledge.language.Syllables;
import vn.motcua.knowledge.search.PassageSearch;

/// `kb beir`: how well the passages of any collection are found, so that the ranking can be compared with published figures.
@Command(name = "beir", mixinStandardHelpOptions = true, description = "Measure the ranking of a collection in the BEIR layout.")
final class BeirCommand implements Callable<Integer> {
    @Parameters(paramLabel = "DIR", description = "Holds corpus.jsonl, queries.jsonl and qrels/test.tsv.")
    private Path folder = Path.of("");

    @Option(names = "--strip-diacritics", description = "Ask without diacritics.")
    private boolean strip;

    @Option(names = "--typos", paramLabel = "SEED", description = "Mistype one syllable of each question, after stripping.")
    private @Nullable Long seed;

    @Option(names = "--without", split = ",", paramLabel = "INGREDIENT", description = "Leave out what the ranking is made of, to see what it brings: ${COMPLETION-CANDIDATES}.")
    private Set<PassageSearch.Ingredient> without = EnumSet.noneOf(PassageSearch.Ingredient.class);

    @Override
    public Integer call() throws IOException {
        if (!Files.isDirectory(folder)) {
            throw new WrongUseException("there is no folder " + folder);
        }
        var collection = BeirCollection.read(folder);
        var vocabulary = ContentReader.read(Folders.ofHome().existing().content()).sound().speech().vocabulary();
        var slips = seed == null ? null : new TypingSlips(seed);
        var report = RankingReport.run(collection, vocabulary, without, question -> {
            // a letter is one character only in NFC, and a slip is one letter
            var text = strip ? Syllables.fold(question) : Normalizer.normalize(question, Normalizer.Form.NFC);
            return slips == null ? text : slips.slip(text);
        });
        new PrintStream(System.out, true, StandardCharsets.UTF_8).println(report.toJson());
        return 0;
    }
}
