package vn.motcua.bot.understanding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

import vn.motcua.knowledge.content.Article;
import vn.motcua.knowledge.content.Content;
import vn.motcua.knowledge.content.Entry;
import vn.motcua.knowledge.content.Procedure;
import vn.motcua.knowledge.search.Hit;
import vn.motcua.knowledge.search.Topic;

/// Topics that mean the same thing: a procedure, the articles that explain a part of it, and the intent of wanting it.
/// What speaks for one of them speaks for all.
///
/// @param entry             what to answer from: an article that explains just this, or else the most probable entry; null
///                          when there is only an intent
/// @param intents           names of the intents among them
/// @param probability       of all of them together
/// @param intentProbability of the intents alone
record TopicGroup(@Nullable Entry entry, List<String> intents, double probability, double intentProbability) {
    /// From this share of its group's probability on, an article is what was asked for.
    private static final double ARTICLE_SPEAKS = 0.3;
    /// Which procedure an intent is about.
    private static final Map<String, String> PROCEDURES = Map.of("status", "tt-hoso", "late", "pa-xinloi",
            "dissatisfied", "pa-pakn", "extra_money", "pa-tocao");

    /// The groups, most probable first. What speaks for an umbrella speaks for all its procedures alike.
    static List<TopicGroup> of(List<Hit> hits, Content content) {
        var grouped = new LinkedHashMap<String, List<Hit>>();
        for (var hit : hits) {
            if (hit.topic() instanceof Topic.OfUmbrella(var umbrella)) {
                for (var id : umbrella.between()) {
                    grouped.computeIfAbsent(id, _ -> new ArrayList<>()).add(new Hit(
                            new Topic.OfEntry(content.procedure(id)), hit.probability() / umbrella.between().size()));
                }
            } else {
                grouped.computeIfAbsent(key(hit.topic()), _ -> new ArrayList<>()).add(hit);
            }
        }
        return grouped.values().stream().map(TopicGroup::together)
                .sorted(Comparator.comparingDouble(TopicGroup::probability).reversed()).toList();
    }

    private static TopicGroup together(List<Hit> hits) {
        Entry entry = null;
        Article article = null;
        double articleProbability = 0;
        var intents = new ArrayList<String>();
        double all = 0;
        double intent = 0;
        for (var hit : hits) {
            all += hit.probability();
            switch (hit.topic()) {
                case Topic.OfEntry(var found) -> {
                    entry = entry == null ? found : entry;
                    if (article == null && found instanceof Article explaining) {
                        article = explaining;
                        articleProbability = hit.probability();
                    }
                }
                case Topic.OfUmbrella _ -> throw new IllegalArgumentException("an umbrella is no group");
                case Topic.OfIntent(var name) -> {
                    intents.add(name);
                    intent += hit.probability();
                }
            }
        }
        return new TopicGroup(articleProbability >= ARTICLE_SPEAKS * all ? article : entry, intents, all, intent);
    }

    private static String key(Topic topic) {
        return switch (topic) {
            case Topic.OfEntry(Procedure procedure) -> procedure.id();
            case Topic.OfEntry(Article article) ->
                article.belongsTo() == null ? "article:" + article.id() : article.belongsTo();
            case Topic.OfEntry(var elsewhere) -> "elsewhere:" + elsewhere.id();
            case Topic.OfUmbrella(var umbrella) -> "umbrella:" + umbrella.id();
            case Topic.OfIntent(var name) -> PROCEDURES.getOrDefault(name, "intent:" + name);
        };
    }
}
