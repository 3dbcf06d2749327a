package vn.motcua.knowledge.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

class BeirCollectionTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws IOException {
        Files.createDirectories(folder.resolve("qrels"));
        Files.writeString(folder.resolve("corpus.jsonl"), """
                {"_id": "d1", "title": "Học phí", "text": "Học phí nộp một lần."}
                {"_id": "d2", "text": "Thi lại."}
                """);
        Files.writeString(folder.resolve("queries.jsonl"), """
                {"_id": "q1", "text": "nộp học phí mấy lần"}
                {"_id": "q2", "text": "không ai trả lời"}
                """);
        Files.writeString(folder.resolve("qrels/test.tsv"), "query-id\tcorpus-id\tscore\nq1\td1\t1\nq2\td2\t0\n");
    }

    @Test
    void questions_come_with_the_numbers_of_what_answers_them() throws IOException {
        var collection = BeirCollection.read(folder);
        assertThat(collection.documents()).hasSize(2);
        assertThat(collection.documents().get(1).title()).isEmpty();
        assertThat(collection.questions()).containsExactly(
                new BeirCollection.Question("q1", "nộp học phí mấy lần", Map.of(0, 1)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            corpus.jsonl | {"_id": "d1", "title": "", "text": "x"} | corpus.jsonl:3: there is a document d1 already
            corpus.jsonl | {"_id": 7, "text": "x"} | corpus.jsonl:3: "_id" is needed, as a text
            queries.jsonl | {"_id": "q3" | queries.jsonl:3: no JSON
            queries.jsonl | [] | queries.jsonl:3: no JSON object
            qrels/test.tsv | q9;d1;1 | test.tsv:4: query, document and score are needed
            qrels/test.tsv | q1→d9→1 | test.tsv:4: there is no document d9
            qrels/test.tsv | q9→d1→1 | test.tsv:4: there is no query q9
            qrels/test.tsv | q1→d1→much | test.tsv:4: the score is no whole number
            """)
    void a_mistake_is_told_with_file_and_line(String file, String line, String message) throws IOException {
        var path = folder.resolve(file);
        Files.writeString(path, Files.readString(path) + line.replace('→', '\t') + "\n");
        assertThatThrownBy(() -> BeirCollection.read(folder)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }

    @Test
    void a_missing_file_is_named() throws IOException {
        Files.delete(folder.resolve("queries.jsonl"));
        assertThatThrownBy(() -> BeirCollection.read(folder)).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("queries.jsonl");
    }
}
