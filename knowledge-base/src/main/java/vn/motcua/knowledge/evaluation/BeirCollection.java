package vn.motcua.knowledge.evaluation;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

/// Documents, questions and which answers which, in the layout of the BEIR benchmark: `corpus.jsonl` (`_id`, `title`,
/// `text`), `queries.jsonl` (`_id`, `text`) and `qrels/test.tsv` (query, document, score; a header first).
///
/// @param documents numbered in this order, from 0
/// @param questions those that are judged, in the order of the judgements
public record BeirCollection(List<Document> documents, List<Question> questions) {
    private static final String CORPUS = "corpus.jsonl";
    private static final String QUERIES = "queries.jsonl";
    private static final String JUDGEMENTS = "qrels/test.tsv";

    public BeirCollection {
        documents = List.copyOf(documents);
        questions = List.copyOf(questions);
    }

    /// A document; the title may be empty.
    public record Document(String id, String title, String text) {
    }

    /// A question with the documents that answer it.
    ///
    /// @param gains how well a document answers it, above 0, by its number
    public record Question(String id, String text, Map<Integer, Integer> gains) {
    }

    /// Reads a folder.
    ///
    /// @throws IllegalArgumentException naming what is missing, or file and line of the first mistake
    public static BeirCollection read(Path folder) throws IOException {
        for (var name : List.of(CORPUS, QUERIES, JUDGEMENTS)) {
            if (!Files.isReadable(folder.resolve(name))) {
                throw new IllegalArgumentException(
                        folder + " is no collection in the BEIR layout: there is no " + folder.resolve(name));
            }
        }
        var documents = new LinkedHashMap<String, Document>();
        lines(folder.resolve(CORPUS), line -> {
            var node = json(line);
            var document = new Document(text(node, "_id"), node.path("title").asText(""), text(node, "text"));
            if (documents.put(document.id(), document) != null) {
                throw new IllegalArgumentException("there is a document " + document.id() + " already");
            }
        });
        var texts = new HashMap<String, String>();
        lines(folder.resolve(QUERIES), line -> {
            var node = json(line);
            if (texts.put(text(node, "_id"), text(node, "text")) != null) {
                throw new IllegalArgumentException("there is a query " + text(node, "_id") + " already");
            }
        });
        var numbers = new HashMap<String, Integer>();
        documents.keySet().forEach(id -> numbers.put(id, numbers.size()));
        var gains = new LinkedHashMap<String, Map<Integer, Integer>>();
        lines(folder.resolve(JUDGEMENTS), line -> judge(line, texts, numbers, gains));
        var questions = new ArrayList<Question>();
        gains.forEach((id, some) -> questions.add(new Question(id, texts.getOrDefault(id, ""), Map.copyOf(some))));
        if (questions.isEmpty()) {
            throw new IllegalArgumentException(folder.resolve(JUDGEMENTS) + ": no query has an answer");
        }
        return new BeirCollection(List.copyOf(documents.values()), questions);
    }

    private static void judge(String line, Map<String, String> texts, Map<String, Integer> numbers,
            Map<String, Map<Integer, Integer>> gains) {
        var parts = line.split("\t");
        if (parts.length != 3) {
            throw new IllegalArgumentException("query, document and score are needed, separated by tabs");
        }
        if (parts[0].equals("query-id")) {
            return;
        }
        int gain;
        try {
            gain = Integer.parseInt(parts[2].strip());
        } catch (NumberFormatException wrong) {
            throw new IllegalArgumentException("the score is no whole number: " + parts[2], wrong);
        }
        var number = numbers.get(parts[1]);
        if (!texts.containsKey(parts[0])) {
            throw new IllegalArgumentException("there is no query " + parts[0]);
        }
        if (number == null) {
            throw new IllegalArgumentException("there is no document " + parts[1]);
        }
        if (gain > 0) {
            gains.computeIfAbsent(parts[0], _ -> new HashMap<>()).put(number, gain);
        }
    }

    /// What is done with one line; mistakes are thrown.
    private interface LineReader {
        void read(String line) throws JsonProcessingException;
    }

    private static void lines(Path file, LineReader reader) throws IOException {
        int number = 0;
        for (var line : readAll(file)) {
            number++;
            if (line.isBlank()) {
                continue;
            }
            try {
                reader.read(line);
            } catch (JsonProcessingException wrong) {
                throw new IllegalArgumentException(file + ":" + number + ": no JSON: " + wrong.getOriginalMessage(),
                        wrong);
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(file + ":" + number + ": " + wrong.getMessage(), wrong);
            }
        }
    }

    private static List<String> readAll(Path file) throws IOException {
        try {
            return Files.readAllLines(file);
        } catch (CharacterCodingException wrong) {
            throw new IllegalArgumentException(file + ": not UTF-8", wrong);
        }
    }

    private static JsonNode json(String line) throws JsonProcessingException {
        var node = new ObjectMapper().readTree(line);
        if (!node.isObject()) {
            throw new IllegalArgumentException("no JSON object");
        }
        return node;
    }

    private static String text(JsonNode node, String key) {
        if (!node.path(key).isTextual()) {
            throw new IllegalArgumentException("\"" + key + "\" is needed, as a text");
        }
        return node.get(key).asText();
    }
}
