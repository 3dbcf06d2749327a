package vn.motcua.bot.cli;

import java.nio.file.Files;
import java.nio.file.Path;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

class ScoreboardCommandTest {
    @TempDir
    Path folder;

    @Test
    void both_are_measured_on_the_same_questions_and_those_are_exported_with_what_is_right() throws Exception {
        var questions = Files.writeString(folder.resolve("few.jsonl"), """
                {"id": "1", "text": "thành lập doanh nghiệp tư nhân", "procedure": "dn-dntn", "facet": "steps"}
                {"id": "2", "text": "cho tôi gặp cán bộ", "facet": "handoff"}
                {"id": "3", "text": "về không điều gì", "facet": "fee"}
                """);
        var ended = TypedCommand.run(folder, "kb", "scoreboard", questions.toString(), "--export",
                folder.resolve("out").toString());
        assertThat(ended.exit()).as(ended.complaints()).isZero();
        var mapper = new ObjectMapper();
        var figures = ended.out().lines().toList();
        assertThat(figures).hasSize(6);
        var ours = mapper.readTree(figures.getFirst());
        assertThat(ours.get("who").asText()).isEqualTo("motcua");
        // the third is about no topic
        assertThat(ours.get("questions").asInt()).isEqualTo(2);
        assertThat(ours.get("right").asDouble()).isEqualTo(1);
        assertThat(mapper.readTree(figures.get(4)).get("who").asText()).isEqualTo("bm25");
        assertThat(Files.readString(folder.resolve("out/asks.jsonl"))).contains("\"topic\":\"Procedure/dn-dntn\"");
        var asked = Files.readAllLines(folder.resolve("out/questions.jsonl"));
        assertThat(asked).hasSize(6);
        assertThat(asked.get(2)).contains("thanh lap doanh nghiep tu nhan", "Procedure/dn-dntn");
        assertThat(asked.get(4)).doesNotContain("thanh lap doanh nghiep tu nhan");
    }

    @Test
    void a_file_that_is_not_there_is_named() throws Exception {
        var ended = TypedCommand.run(folder, "kb", "scoreboard", folder.resolve("none.jsonl").toString());
        assertThat(ended.exit()).isEqualTo(2);
        assertThat(ended.complaints()).contains("none.jsonl");
    }
}
