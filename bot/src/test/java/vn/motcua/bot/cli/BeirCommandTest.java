package vn.motcua.bot.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class BeirCommandTest {
    private static final List<String> NAMES = List.of("thư viện", "bể bơi", "nhà thi đấu", "vườn hoa", "bãi đỗ xe",
            "phòng tranh", "sân bóng", "nhà hát", "công viên nước", "trạm xe buýt", "chợ đêm", "bến thuyền");

    @TempDir
    Path folder;

    private TypedCommand run(String... arguments) throws Exception {
        var command = new ArrayList<>(List.of("kb", "beir"));
        command.addAll(List.of(arguments));
        return TypedCommand.run(folder, command.toArray(String[]::new));
    }

    private void writeCollection() throws IOException {
        var corpus = new StringBuilder();
        var queries = new StringBuilder();
        var judgements = new StringBuilder("query-id\tcorpus-id\tscore\n");
        for (int i = 0; i < NAMES.size(); i++) {
            corpus.append(
                    "{\"_id\": \"d%d\", \"title\": \"Giờ mở cửa %s\", \"text\": \"Ngày thường %s mở cửa từ %d giờ.\"}\n"
                            .formatted(i, NAMES.get(i), NAMES.get(i), 6 + i));
            queries.append("{\"_id\": \"q%d\", \"text\": \"Mấy giờ %s mở cửa?\"}\n".formatted(i, NAMES.get(i)));
            judgements.append("q%d\td%d\t1\n".formatted(i, i));
        }
        Files.createDirectories(folder.resolve("qrels"));
        Files.writeString(folder.resolve("corpus.jsonl"), corpus);
        Files.writeString(folder.resolve("queries.jsonl"), queries);
        Files.writeString(folder.resolve("qrels/test.tsv"), judgements);
    }

    @Test
    void the_figures_are_printed_as_one_json_object() throws Exception {
        writeCollection();
        var ended = run(folder.toString());
        assertThat(ended.exit()).as(ended.complaints()).isZero();
        var figures = new ObjectMapper().readTree(ended.out());
        assertThat(figures.fieldNames()).toIterable().containsExactly("ndcg@10", "mrr@10", "p@1", "recall@1",
                "recall@10", "queries_per_second", "docs");
        assertThat(figures.get("p@1").asDouble()).isEqualTo(1);
        assertThat(figures.get("docs").asInt()).isEqualTo(NAMES.size());
        assertThat(figures.get("queries_per_second").asDouble()).isPositive();
    }

    @Test
    void questions_without_diacritics_and_with_a_slip_are_found_too() throws Exception {
        writeCollection();
        var ended = run(folder.toString(), "--strip-diacritics", "--typos", "1");
        assertThat(ended.exit()).as(ended.complaints()).isZero();
        assertThat(new ObjectMapper().readTree(ended.out()).get("ndcg@10").asDouble()).isGreaterThan(0.9);
    }

    @Test
    void a_folder_that_is_not_there_and_a_malformed_line_are_named() throws Exception {
        var missing = run(folder.resolve("none").toString());
        assertThat(missing.exit()).isEqualTo(2);
        assertThat(missing.out()).isEmpty();
        assertThat(missing.complaints()).contains(folder.resolve("none").toString());
        writeCollection();
        Files.writeString(folder.resolve("queries.jsonl"), "{\"_id\": \"q0\"}\n");
        var malformed = run(folder.toString());
        assertThat(malformed.exit()).isEqualTo(2);
        assertThat(malformed.complaints()).contains(folder.resolve("queries.jsonl") + ":1: ");
    }
}
