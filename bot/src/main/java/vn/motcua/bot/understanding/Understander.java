package vn.motcua.bot.understanding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.Choice;
import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.conversation.PickedValue;
import vn.motcua.knowledge.content.Entry;
import vn.motcua.knowledge.content.Facet;
import vn.motcua.knowledge.content.Language;
import vn.motcua.knowledge.content.Procedure;
import vn.motcua.knowledge.language.Syllables;
import vn.motcua.knowledge.search.Hit;
import vn.motcua.knowledge.search.KnowledgeBase;
import vn.motcua.knowledge.search.Topic;

/// Understands a typed message in its conversation. Immutable; safe to share between threads.
public final class Understander {
    private static final int HITS = 40;
    /// Case codes of the one-stop software, such as `H37.13-260915-0042` or `000.00.13.H37-260915-0042`.
    private static final Pattern DOSSIER_CODE = Pattern
            .compile("(?i)\\b(\\d{3}\\.\\d{2}\\.\\d{2}\\.)?H\\d{2}(\\.\\d{2,3})*-\\d{6}-\\d{3,6}\\b");
    private static final Pattern WHAT_ABOUT = Pattern
            .compile("^(the con|con|vay con|the|what about|how about|and for|and) ");

    private static final List<String> WINS_OVER_TOPICS = List.of("extra_money", "late", "dissatisfied", "handoff",
            "status", "complain_general", "identity", "capabilities", "start_guide");
    private static final List<String> POLITE = List.of("thank", "greet", "goodbye");

    /// Texts whose search is remembered: many citizens ask the same thing in the same words.
    private static final int REMEMBERED = 4_000;
    private static final int LONGEST_REMEMBERED = 200;

    private final KnowledgeBase knowledge;
    private final Cues cues;
    /// Pairs of syllables in a procedure's names, by its id; made when first needed.
    private final Map<String, Set<String>> namePairs = new ConcurrentHashMap<>();
    private final Cache<String, List<Hit>> found = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /// @throws IllegalArgumentException when the content names an intent that nobody here understands
    public Understander(KnowledgeBase knowledge) {
        this.knowledge = knowledge;
        cues = new Cues(knowledge.content().speech());
        knowledge.content().speech().intents().forEach(intent -> intent(intent.name()));
    }

    /// What a picked choice means. A value that means nothing is not understood, as if it had been typed.
    public Understanding understandPick(DialogueState before, String value) {
        var content = knowledge.content();
        var language = before.language();
        var asked = before.asked() == null ? "" : before.asked();
        return PickedValue.read(value).map(picked -> switch (picked) {
            case PickedValue.Ask(var id, var facets) ->
                about(content.procedures().get(id), asked, language, facets);
            case PickedValue.ReadArticle(var id) -> about(content.articles().get(id), asked, language, List.of());
            case PickedValue.PointElsewhere(var id) -> about(content.elsewhere().get(id), asked, language, List.of());
            case PickedValue.WantPerson() -> new Understanding(label(before, value), language, Intent.HANDOFF,
                    List.of(), List.of(), 1, false);
            case PickedValue.Feedback(var good) -> sure(good ? Intent.FEEDBACK_YES : Intent.FEEDBACK_NO, language);
        }).orElseGet(() -> new Understanding(value, language, Intent.UNCLEAR, List.of(), List.of(), 0, false));
    }

    /// What the picked button said; the language it was in counts.
    private static String label(DialogueState before, String value) {
        return before.offered().stream().filter(choice -> choice.value().equals(value)).map(Choice::label).findFirst()
                .orElse("");
    }

    private static Understanding sure(Intent intent, Language language) {
        return new Understanding("", language, intent, List.of(), List.of(), 1, false);
    }

    private static Understanding about(@Nullable Entry entry, String asked, Language language, List<Facet> facets) {
        return entry == null
                ? new Understanding(asked, language, Intent.UNCLEAR, List.of(), facets, 0, false)
                : new Understanding(asked, language, Intent.ASK, List.of(new Candidate(entry, 1)), facets, 1, false);
    }

    /// The offered choice that a typed message stands for: its label, or its number.
    public static Optional<Choice> pickedByTyping(DialogueState before, String text) {
        var offered = before.offered();
        if (offered.isEmpty()) {
            return Optional.empty();
        }
        var key = Syllables.key(text);
        if (key.matches("[1-9]") && before.asked() != null) {
            int number = Integer.parseInt(key);
            return number <= offered.size() ? Optional.of(offered.get(number - 1)) : Optional.empty();
        }
        return offered.stream().filter(choice -> Syllables.key(choice.label()).equals(key)).findFirst();
    }

    /// What the message means after what was said before.
    public Understanding understand(DialogueState before, String text) {
        var picked = pickedByTyping(before, text);
        return picked.isPresent() ? understandPick(before, picked.get().value()) : understandText(before, text);
    }

    private Understanding understandText(DialogueState before, String text) {
        if (Chinese.isWritten(text)) {
            return new Understanding(text, before.language(),
                    Chinese.wantsPerson(text) ? Intent.HANDOFF : Intent.CHINESE, List.of(), List.of(), 0.95, false);
        }
        var syllables = Syllables.of(text);
        var language = language(before, text, syllables);
        if (DOSSIER_CODE.matcher(text).find()) {
            return new Understanding(text, language, Intent.STATUS, List.of(), List.of(), 0.97, false);
        }
        var hits = find(text);
        boolean namesNothing = content(syllables) == 0;
        var groups = TopicGroup.of(hits);
        var candidates = groups.stream().filter(group -> group.entry() != null)
                .map(group -> new Candidate(Objects.requireNonNull(group.entry()), group.probability())).toList();
        var facets = cues.facets(syllables, topicWords(syllables, candidates));
        var special = special(syllables, groups, facets);
        if (special != null) {
            return new Understanding(text, language, special, candidates, facets, 0.9, false);
        }
        if (before.procedure() != null) {
            var followUp = followUp(before, text, facets, namesNothing, syllables);
            if (followUp != null) {
                return new Understanding(text, language, Intent.ASK, List.of(followUp),
                        facets.isEmpty() ? asFacets(before.facets()) : facets, followUp.confidence(), true);
            }
        }
        if (namesNothing && !facets.isEmpty()) {
            return new Understanding(text, language, Intent.VAGUE, List.of(), facets, 0.8, false);
        }
        if (candidates.isEmpty()) {
            return new Understanding(text, language, Intent.UNCLEAR, List.of(), facets, 0, false);
        }
        return new Understanding(text, language, Intent.ASK, candidates, facets, candidates.getFirst().confidence(),
                false);
    }

    /// The syllables that stand in the most probable procedure's names, in pairs.
    private boolean[] topicWords(List<String> syllables, List<Candidate> candidates) {
        var marked = new boolean[syllables.size()];
        if (candidates.isEmpty() || !(candidates.getFirst().entry() instanceof Procedure procedure)) {
            return marked;
        }
        var pairs = namePairs.computeIfAbsent(procedure.id(), _ -> namePairs(procedure));
        for (int i = 1; i < marked.length; i++) {
            if (pairs.contains(Syllables.fold(syllables.get(i - 1)) + " " + Syllables.fold(syllables.get(i)))) {
                marked[i - 1] = true;
                marked[i] = true;
            }
        }
        return marked;
    }

    private static Set<String> namePairs(Procedure procedure) {
        var names = new ArrayList<>(procedure.names());
        names.addAll(procedure.namesEnglish());
        names.add(procedure.title().vi());
        var pairs = new HashSet<String>();
        for (var name : names) {
            var words = Syllables.of(Syllables.fold(name));
            for (int i = 1; i < words.size(); i++) {
                pairs.add(words.get(i - 1) + " " + words.get(i));
            }
        }
        return pairs;
    }

    private static List<Facet> asFacets(List<String> wires) {
        return wires.stream().flatMap(wire -> Facet.find(wire).stream()).toList();
    }

    /// What a text may be about does not depend on the conversation, so it is looked for once.
    private List<Hit> find(String text) {
        return text.length() > LONGEST_REMEMBERED
                ? knowledge.find(text, HITS)
                : found.get(text, wanted -> knowledge.find(wanted, HITS));
    }

    /// Remembers nothing of a text.
    public void forget(String text) {
        found.invalidate(text);
    }

    /// How many syllables carry a topic.
    private int content(List<String> syllables) {
        var functionWords = knowledge.content().speech().vocabulary().functionWords();
        return (int) syllables.stream().filter(syllable -> !functionWords.contains(Syllables.fold(syllable))).count();
    }

    private Language language(DialogueState before, String text, List<String> syllables) {
        if (EnglishWriting.is(syllables)) {
            return Language.EN;
        }
        if (Syllables.hasDiacritics(text)) {
            return Language.VI;
        }
        return syllables.size() <= 2 ? before.language() : Language.VI;
    }

    /// What is wanted if it is not an answer about a topic; null when it is one.
    private @Nullable Intent special(List<String> syllables, List<TopicGroup> groups, List<Facet> facets) {
        var cued = cues.intents(syllables);
        double topic = groups.stream().filter(group -> group.entry() != null).mapToDouble(TopicGroup::probability).max()
                .orElse(0);
        for (var name : WINS_OVER_TOPICS) {
            double probability = groups.stream().filter(group -> group.intents().contains(name))
                    .mapToDouble(TopicGroup::probability).sum();
            double own = groups.stream().filter(group -> group.intents().contains(name))
                    .mapToDouble(TopicGroup::intentProbability).sum();
            if (cued.contains(name) && (probability > 0.1 || topic < 0.35)
                    || probability > 0.5 && own > 0.3 * probability && (facets.isEmpty() || own > 0.5)) {
                return intent(name);
            }
        }
        var first = groups.isEmpty() ? null : groups.getFirst();
        if (first != null && first.entry() == null
                && (first.probability() > 0.5 || first.intents().stream().anyMatch(cued::contains))) {
            return intent(first.intents().getFirst());
        }
        for (var name : POLITE) {
            if (cued.contains(name) && topic < 0.4 && syllables.size() <= 8) {
                return intent(name);
            }
        }
        return null;
    }

    private static Intent intent(String name) {
        return switch (name) {
            case "greet", "language_switch" -> Intent.GREET;
            case "thank" -> Intent.THANK;
            case "goodbye" -> Intent.GOODBYE;
            case "affirm" -> Intent.AFFIRM;
            case "deny", "correct" -> Intent.DENY;
            case "identity" -> Intent.IDENTITY;
            case "capabilities" -> Intent.CAPABILITIES;
            case "repeat" -> Intent.REPEAT;
            case "handoff" -> Intent.HANDOFF;
            case "status" -> Intent.STATUS;
            case "start_guide" -> Intent.GUIDE;
            case "late" -> Intent.LATE;
            case "extra_money" -> Intent.EXTRA_MONEY;
            case "dissatisfied" -> Intent.DISSATISFIED;
            case "complain_general" -> Intent.ANGRY_AT_BOT;
            default -> throw new IllegalArgumentException("no intent " + name);
        };
    }

    /// The topic carried on from the conversation; null when the message has one of its own.
    private @Nullable Candidate followUp(DialogueState before, String text, List<Facet> facets, boolean namesNothing,
            List<String> syllables) {
        var current = before.procedure();
        var procedure = current == null ? null : knowledge.content().procedures().get(current);
        if (procedure == null) {
            return null;
        }
        if (namesNothing && !facets.isEmpty()) {
            return new Candidate(procedure, 0.85);
        }
        if (WHAT_ABOUT.matcher(Syllables.key(text)).find() && content(syllables) <= 5) {
            return alternative(procedure, text).map(other -> new Candidate(other, 0.8)).orElse(null);
        }
        return null;
    }

    /// What "and what about …?" means after talk about a procedure: another one of its family if the words fit one at
    /// least half as well as they fit anything, else what they fit best.
    private Optional<Procedure> alternative(Procedure procedure, String text) {
        var family = family(procedure.id());
        Hit best = null;
        for (var hit : find(text)) {
            if (!(hit.topic() instanceof Topic.OfEntry(Procedure other)) || other.id().equals(procedure.id())) {
                continue;
            }
            best = best == null ? hit : best;
            if (family(other.id()).equals(family) && hit.probability() >= 0.5 * best.probability()) {
                return Optional.of(other);
            }
        }
        return best != null && best.probability() >= 0.3 && best.topic() instanceof Topic.OfEntry(Procedure other)
                ? Optional.of(other)
                : sibling(procedure, procedure.title().vi() + " " + text);
    }

    /// The most probable procedure of the same family that a text speaks of.
    private Optional<Procedure> sibling(Procedure procedure, String text) {
        var family = family(procedure.id());
        for (var hit : find(text)) {
            if (hit.topic() instanceof Topic.OfEntry(Procedure other) && !other.id().equals(procedure.id())
                    && family(other.id()).equals(family)) {
                return Optional.of(other);
            }
        }
        return Optional.empty();
    }

    /// Procedures whose ids begin alike are alternatives of each other: `dn-` for setting up, `td-` for changes.
    private static String family(String id) {
        return id.substring(0, Math.max(0, id.indexOf('-')));
    }
}
