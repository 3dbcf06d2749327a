package vn.motcua.knowledge.evaluation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import org.jspecify.annotations.Nullable;

/// Labelled questions: one JSON object a line.
public record QuestionSet(List<Question> questions) {
    public QuestionSet {
        questions = List.copyOf(questions);
    }

    /// A question with what is right.
    ///
    /// @param procedure      the right procedure, or null when none is
    /// @param accept         other procedures that are right too
    /// @param article        the right general article, or null when any is or none
    /// @param acceptsArticle whether an answer from a general article is right too
    /// @param facet          what is asked: a facet, or status, complaint, handoff, greeting, smalltalk, out_of_scope
    /// @param facets         facets of which any is right; the facet alone if the file names no others
    /// @param decisions      decisions that are right too
    /// @param only           decisions besides which none is right; empty for no such limit
    /// @param has            patterns the text must match
    /// @param hasNot         patterns it must not match
    /// @param style          how it is written
    public record Question(String id, String text, @Nullable String procedure, List<String> accept,
            @Nullable String article, boolean acceptsArticle, String facet, List<String> facets, List<String> decisions,
            List<String> only,
            List<String> has, List<String> hasNot, String style) {

        /// Whether an answer about this procedure is right.
        public boolean accepts(@Nullable String answered) {
            return answered != null && (answered.equals(procedure) || accept.contains(answered));
        }
    }

    /// Reads a file.
    ///
    /// @throws IllegalArgumentException naming the first line that is no question
    public static QuestionSet read(Path file) throws IOException {
        var mapper = new ObjectMapper();
        var questions = new ArrayList<Question>();
        int number = 0;
        for (var line : Files.readAllLines(file)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                questions.add(question(mapper.readTree(line)));
            } catch (JsonProcessingException | IllegalArgumentException wrong) {
                throw new IllegalArgumentException(file + ":" + number + ": not a question: " + wrong.getMessage(),
                        wrong);
            }
        }
        return new QuestionSet(questions);
    }

    private static Question question(JsonNode node) {
        if (!node.path("id").isTextual() || !node.path("text").isTextual()) {
            throw new IllegalArgumentException("\"id\" and \"text\" are needed");
        }
        var accept = new ArrayList<String>();
        boolean article = false;
        for (var one : node.path("accept")) {
            if (one.isNull()) {
                article = true;
            } else {
                accept.add(one.asText());
            }
        }
        var facet = node.path("facet").asText("");
        var facets = texts(node, "facets");
        return new Question(node.get("id").asText(), node.get("text").asText(),
                node.path("procedure").isTextual() ? node.get("procedure").asText() : null, accept,
                node.path("article").isTextual() ? node.get("article").asText() : null, article, facet,
                facets.isEmpty() ? List.of(facet) : facets, texts(node, "decisions"), texts(node, "only"),
                texts(node, "has"), texts(node, "not_has"), node.path("style").asText(""));
    }

    private static List<String> texts(JsonNode node, String key) {
        var list = new ArrayList<String>();
        if (node.path(key).isTextual()) {
            list.add(node.get(key).asText());
        }
        node.path(key).forEach(one -> list.add(one.asText()));
        return list;
    }
}
