package vn.motcua.knowledge.content;

import java.text.Normalizer;

import vn.motcua.knowledge.content.ContentReader.Shared;
import vn.motcua.knowledge.yaml.Problems;

/// Reads `articles/<id>.md`: the first paragraph of the body is the answer, the rest explains; then `## English`.
final class ArticleReader {
    private static final String ENGLISH = "## English";

    private final Problems problems;

    ArticleReader(Problems problems) {
        this.problems = problems;
    }

    Article read(String file, String text) {
        return Shared.frontMatter(file, text, problems, (fields, rawBody, bodyLine) -> {
            var body = Normalizer.normalize(rawBody, Normalizer.Form.NFC);
            int split = body.indexOf("\n" + ENGLISH + "\n");
            if (split < 0) {
                problems.add(file, bodyLine, "the body has no \"" + ENGLISH + "\" part");
            }
            var vi = paragraphs(split < 0 ? body : body.substring(0, split));
            var en = paragraphs(split < 0 ? "" : body.substring(split + ENGLISH.length() + 2));
            if (vi[0].isEmpty()) {
                problems.add(file, bodyLine, "the body has no answer");
            }
            var facet = fields.parse("facet",
                    "one of " + "fee, time, documents, steps, where, result, legal, conditions, forms", Facet::find);
            return new Article(fields.text("id"), Shared.localized(fields, "title"),
                    facet == null ? Facet.CONDITIONS : facet, fields.findText("belongs_to").orElse(null),
                    Shared.assurance(fields), fields.texts("asks"),
                    fields.texts("asks_en"), new Localized(vi[0], en[0].isEmpty() ? null : en[0]),
                    new Localized(vi[1], en[1]));
        });
    }

    private static String[] paragraphs(String body) {
        var parts = body.strip().split("\n\\s*\n", 2);
        return new String[]{parts[0].strip().replace('\n', ' '), parts.length > 1 ? parts[1].strip() : ""};
    }
}
