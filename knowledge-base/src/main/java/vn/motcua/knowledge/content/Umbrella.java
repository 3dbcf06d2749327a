package vn.motcua.knowledge.content;

import java.util.List;

/// A question that fits several procedures equally well because it leaves out the word that decides, such as "mở công ty"
/// (open a company), which does not say which kind.
///
/// @param between ids of the procedures to choose from, the most usual first
public record Umbrella(String id, List<String> between, List<String> asks, List<String> asksEnglish) {
}
