package vn.motcua.bot.cli;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

import static org.assertj.core.api.Assertions.assertThat;

class BeirCommandTest {
    @TempDir
    private Path folder;

    private JsonNode run(String... options) throws IOException {
        var before = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, StandardCharsets.UTF_8));
        System.setProperty("motcua.home", "..");
        try {
            var arguments = new ArrayList<>(List.of(options));
            arguments.addFirst(folder.toString());
            assertThat(new CommandLine(new BeirCommand()).execute(arguments.toArray(String[]::new))).isZero();
        } finally {
            System.clearProperty("motcua.home");
            System.setOut(before);
        }
        return new ObjectMapper().readTree(bytes.toString(StandardCharsets.UTF_8));
    }

    @Test
    void measures_a_folder_as_typed_stripped_and_mistyped() throws IOException {
        Files.createDirectories(folder.resolve("qrels"));
        var corpus = new StringBuilder();
        var queries = new StringBuilder();
        var judgements = new StringBuilder("query-id\tcorpus-id\tscore\n");
        String[] topics = {"học phí nộp đầu kỳ", "thi lại môn chưa đạt", "ký túc xá ưu tiên người nghèo",
                "tốt nghiệp đủ tín chỉ", "bảo lưu kết quả một năm"};
        for (int i = 0; i < topics.length; i++) {
            corpus.append("{\"_id\":\"d%d\",\"title\":\"\",\"text\":\"Quy định về %s.\"}%n".formatted(i, topics[i]));
            queries.append("{\"_id\":\"q%d\",\"text\":\"%s thì sao\"}%n".formatted(i, topics[i]));
            judgements.append("q%d\td%d\t1%n".formatted(i, i));
        }
        Files.writeString(folder.resolve("corpus.jsonl"), corpus);
        Files.writeString(folder.resolve("queries.jsonl"), queries);
        Files.writeString(folder.resolve("qrels/test.tsv"), judgements);
        for (var options : new String[][]{{}, {"--strip-diacritics"}, {"--strip-diacritics", "--typos", "3"}}) {
            var report = run(options);
            assertThat(report.fieldNames()).toIterable().containsExactly("ndcg@10", "mrr@10", "p@1", "recall@1",
                    "recall@10", "queries_per_second", "docs");
            assertThat(report.get("p@1").asDouble()).isEqualTo(1);
            assertThat(report.get("docs").asInt()).isEqualTo(5);
        }
    }
}
