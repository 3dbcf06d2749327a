package vn.motcua.knowledge.evaluation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BeirCollectionTest {
    @TempDir
    Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("qrels"));
        Files.writeString(folder.resolve("corpus.jsonl"), """
                {"_id": "d1", "title": "Một", "text": "thứ nhất", "metadata": {}}

                {"_id": "d2", "text": "thứ hai"}
                """);
        Files.writeString(folder.resolve("queries.jsonl"), """
                {"_id": "q1", "text": "một?"}
                {"_id": "q2", "text": "hai?"}
                {"_id": "q3", "text": "không ai xét"}
                """);
        Files.writeString(folder.resolve("qrels/test.tsv"),
                "query-id\tcorpus-id\tscore\nq2\td2\t2\nq2\td1\t0\nq1\td1\t1\n");
    }

    @Test
    void questions_without_an_answer_are_left_out_and_a_title_may_be_missing() throws IOException {
        var read = BeirCollection.read(folder);
        assertThat(read.documents()).extracting(BeirCollection.Document::title).containsExactly("Một", "");
        assertThat(read.questions()).containsExactly(new BeirCollection.Question("q2", "hai?", Map.of(1, 2)),
                new BeirCollection.Question("q1", "một?", Map.of(0, 1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"corpus.jsonl", "queries.jsonl", "qrels/test.tsv"})
    void a_missing_file_is_named(String file) throws IOException {
        Files.delete(folder.resolve(file));
        assertThatThrownBy(() -> BeirCollection.read(folder)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(folder.resolve(file).toString());
    }

    /// Each line is appended to a file that is right so far.
    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"corpus.jsonl|4|{\"_id\": \"d3\"", "corpus.jsonl|4|[1]",
            "corpus.jsonl|4|{\"_id\": 3, \"text\": \"\"}", "corpus.jsonl|4|{\"_id\": \"d3\"}",
            "corpus.jsonl|4|{\"_id\": \"d1\", \"text\": \"lại\"}",
            "queries.jsonl|4|{\"_id\": \"q1\", \"text\": \"lại\"}",
            "queries.jsonl|4|{\"text\": \"ai?\"}", "qrels/test.tsv|5|q1 d2 1", "qrels/test.tsv|5|q1\td2\tone",
            "qrels/test.tsv|5|q9\td2\t1", "qrels/test.tsv|5|q1\td9\t1", "qrels/test.tsv|5|q1\td2"})
    void a_malformed_line_is_named(String file, int line, String text) throws IOException {
        var path = folder.resolve(file);
        Files.writeString(path, Files.readString(path) + text.replace("\\t", "\t") + "\n");
        assertThatThrownBy(() -> BeirCollection.read(folder)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith(path + ":" + line + ": ");
    }

    @Test
    void a_file_in_another_encoding_is_named() throws IOException {
        var path = folder.resolve("queries.jsonl");
        Files.write(path, "{\"_id\": \"q1\", \"text\": \"m\u00e9\"}\n".getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> BeirCollection.read(folder)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(path + ": not UTF-8");
    }

    @Test
    void a_collection_in_which_nothing_is_right_cannot_be_measured() throws IOException {
        Files.writeString(folder.resolve("qrels/test.tsv"), "query-id\tcorpus-id\tscore\n");
        assertThatThrownBy(() -> BeirCollection.read(folder)).hasMessageContaining("no query has an answer");
    }
}
