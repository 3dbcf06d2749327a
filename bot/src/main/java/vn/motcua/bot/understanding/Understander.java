package vn.motcua.bot.understanding;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.Choice;
import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.conversation.PickedValue;
import vn.motcua.knowledge.content.Article;
import vn.motcua.knowledge.content.Elsewhere;
import vn.motcua.knowledge.content.Entry;
import vn.motcua.knowledge.content.Facet;
import vn.motcua.knowledge.content.Language;
import vn.motcua.knowledge.content.Procedure;
import vn.motcua.knowledge.language.Syllables;
import vn.motcua.knowledge.search.KnowledgeBase;
import vn.motcua.knowledge.search.KnowledgeBase.Heard;
import vn.motcua.knowledge.search.NamedCommune;

/// Understands a typed message in its conversation. Immutable; safe to share between threads.
public final class Understander {
    private static final int HITS = 40;
    /// Case codes of the one-stop software, such as `H37.13-260915-0042` or `000.00.13.H37-260915-0042`.
    private static final Pattern DOSSIER_CODE = Pattern
            .compile("(?i)\\b(\\d{3}\\.\\d{2}\\.\\d{2}\\.)?H\\d{2}(\\.\\d{2,3})*-\\d{6}-\\d{3,6}\\b");
    private static final Pattern WHAT_ABOUT = Pattern
            .compile("^(the con|con|vay con|the|va|roi|what about|how about|and for|and) |(thi sao|thi the nao)( a)?$");

    /// "Không, ý tôi là …": not that, but this.
    private static final Pattern CORRECTION = Pattern.compile(
            "^\\W*(?:(?:à |ơ |ủa )?(?:không phải|không|khong phai|khong|ko phải|ko phai|ko|nhầm rồi|nhầm|nham|sai rồi|sai roi)\\W+)"
                    + "(?:ý (?:tôi|em|mình|tui|anh|chị) (?:là|nói|hỏi|muốn hỏi)|y (?:toi|em|minh|tui) (?:la|noi|hoi)"
                    + "|(?:tôi|em|mình|tui|toi|minh) (?:hỏi|nói|hoi|noi)(?: về| ve| là| la)?|mà là|ma la|phải là|là|la)\\W+"
                    + "|^\\W*no\\W+(?:i mean|i meant|i said)\\W+",
            Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.UNICODE_CHARACTER_CLASS);

    private static final List<String> WINS_OVER_TOPICS = List.of("extra_money", "late", "dissatisfied", "handoff",
            "status", "complain_general", "identity", "capabilities", "start_guide", "go_on_elsewhere");
    /// Its words, such as the website or a computer, are also those of questions: without a cue it is not meant.
    private static final String NEEDS_A_CUE = "go_on_elsewhere";
    private static final List<String> POLITE = List.of("thank", "greet", "goodbye");

    /// Texts whose search is remembered: many citizens ask the same thing in the same words.
    private static final int REMEMBERED = 4_000;
    private static final int LONGEST_REMEMBERED = 200;
    /// From so many syllables that carry a topic on, a text can be taken for a complaint or the like without a cue.
    private static final int SAYS_ENOUGH = 3;
    /// From this probability on, one thing rather than all others is meant by what was said before and now.
    private static final double ANSWERED = 0.5;
    /// From this probability on, a text has a topic though none of its words carries one: "mấy giờ mở cửa".
    private static final double SURE_WITHOUT_TOPIC = 0.6;
    /// From this probability on, a text that goes on from what was said has a topic of its own.
    private static final double SURE_ALONE = 0.8;
    /// Up to so many syllables that carry a topic, "and what about …?" leaves something out.
    private static final int LONGEST_ELLIPSIS = 6;

    private final KnowledgeBase knowledge;
    private final Cues cues;
    private final CommuneQuestions communes;
    /// Pairs of syllables in a procedure's names, by its id; made when first needed.
    private final Map<String, Set<String>> namePairs = new ConcurrentHashMap<>();
    private final Cache<String, Heard> heard = Caffeine.newBuilder().maximumSize(REMEMBERED).build();

    /// @throws IllegalArgumentException when the content names an intent that nobody here understands
    public Understander(KnowledgeBase knowledge) {
        this.knowledge = knowledge;
        cues = new Cues(knowledge.content().speech());
        communes = new CommuneQuestions(knowledge.content());
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
            case PickedValue.AtCommune(var place, var procedure) -> atCommune(place, procedure, asked, language);
            case PickedValue.WantPerson() -> new Understanding(label(before, value), language, Intent.HANDOFF,
                    List.of(), List.of(), 1, false);
            case PickedValue.ComeBack _ -> sure(Intent.BRING_BACK, language);
            case PickedValue.GoOn _ -> sure(Intent.GO_ON_ELSEWHERE, language);
            case PickedValue.Feedback(var good) -> sure(good ? Intent.FEEDBACK_YES : Intent.FEEDBACK_NO, language);
        }).orElseGet(() -> new Understanding(value, language, Intent.UNCLEAR, List.of(), List.of(), 0, false));
    }

    private Understanding atCommune(String id, @Nullable String procedure, String asked, Language language) {
        var about = procedure == null ? null : knowledge.content().procedures().get(procedure);
        return communes.place(id)
                .map(place -> new Understanding(asked, language, Intent.COMMUNE,
                        about == null ? List.of() : List.of(new Candidate(about, 1)), List.of(), 1, false,
                        new CommuneQuestion(List.of(place), about == null)))
                .orElseGet(() -> about(null, asked, language, List.of()));
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

    /// What the message means after what was said before.
    public Understanding understand(DialogueState before, String text) {
        var picked = TypedChoice.of(before, text).or(() -> CommuneQuestions.pickedByDistrict(before, text));
        return picked.isPresent()
                ? understandPick(before, picked.get().value())
                : atKnownPlace(before, understandText(before, text));
    }

    /// A question of somebody who said earlier where they live.
    private Understanding atKnownPlace(DialogueState before, Understanding heard) {
        var place = before.place();
        return place == null || heard.intent() != Intent.ASK || heard.commune() != null
                ? heard
                : communes.place(place).map(known -> heard.at(new CommuneQuestion(List.of(known), false)))
                        .orElse(heard);
    }

    private Understanding understandText(DialogueState before, String text) {
        var correction = CORRECTION.matcher(text);
        return correction.find() && before.introduced()
                ? correction(before, correction.replaceFirst(""))
                : understandWords(before, text);
    }

    /// What was meant instead of the current procedure: it goes on from that, or stands by itself.
    private Understanding correction(DialogueState before, String text) {
        var current = before.procedure();
        var procedure = current == null ? null : knowledge.content().procedures().get(current);
        var instead = procedure == null
                ? List.<Candidate>of()
                : candidatesAfter(procedure, text).stream()
                        .filter(candidate -> !candidate.entry().id().equals(procedure.id())).toList();
        if (instead.isEmpty() || instead.getFirst().confidence() < ANSWERED) {
            return understandWords(before, text);
        }
        var facets = facets(hear(text).syllables(), instead).facets();
        return new Understanding(text, language(before, text, Syllables.of(text)), Intent.ASK, instead,
                facets.isEmpty() ? carried(before) : facets, instead.getFirst().confidence(), true);
    }

    private Understanding understandWords(DialogueState before, String text) {
        if (Chinese.isWritten(text)) {
            return new Understanding(text, before.language(),
                    Chinese.wantsPerson(text) ? Intent.HANDOFF : Intent.CHINESE, List.of(), List.of(), 0.95, false);
        }
        var typed = Syllables.of(text);
        var language = language(before, text, typed);
        if (DOSSIER_CODE.matcher(text).find()) {
            return new Understanding(text, language, Intent.STATUS, List.of(), List.of(), 0.97, false);
        }
        var commune = communes.find(before, text);
        if (commune.isPresent()) {
            return askingAbout(commune.get(), before, text);
        }
        var heard = hear(text);
        var groups = TopicGroup.of(heard.hits(), knowledge.content());
        var candidates = candidates(groups);
        var syllables = heard.syllables();
        var named = facets(syllables, candidates);
        var facets = named.facets();
        int content = content(syllables, named.covered());
        boolean namesNothing = content == 0;
        // English words look like slips of Vietnamese ones
        var special = special(language == Language.EN || typed.equals(syllables)
                ? List.of(typed)
                : List.of(typed, syllables), groups, facets, content);
        if (special != null) {
            return new Understanding(text, language, special, candidates, facets, 0.9, false);
        }
        var followUp = followUp(before, text, facets, content);
        if (!followUp.isEmpty()) {
            return new Understanding(text, language, Intent.ASK, followUp,
                    facets.isEmpty() ? carried(before) : facets, followUp.getFirst().confidence(), true);
        }
        var catalogued = knowledge.findCatalogued(text, syllables, named.covered(), heard.hits());
        if (catalogued.isPresent()) {
            return new Understanding(text, language, Intent.CATALOGUED, candidates, facets,
                    catalogued.get().probability(), false, null, catalogued.get().entry());
        }
        if (namesNothing && !facets.isEmpty() && !heard.distinguishes()
                && (candidates.isEmpty() || candidates.getFirst().confidence() < SURE_WITHOUT_TOPIC)) {
            return new Understanding(text, language, Intent.VAGUE, List.of(), facets, 0.8, false);
        }
        if (candidates.isEmpty()) {
            return new Understanding(text, language, Intent.UNCLEAR, List.of(), facets, 0, false);
        }
        return new Understanding(text, language, Intent.ASK, candidates, facets, candidates.getFirst().confidence(),
                false);
    }

    /// The facets a text names. Words of the topic's name say nothing about a facet, unless the text says nothing else.
    private Cues.Facets facets(List<String> syllables, List<Candidate> candidates) {
        var all = cues.facets(syllables, new boolean[syllables.size()]);
        return content(syllables, all.covered()) == 0
                ? all
                : cues.facets(syllables, topicWords(syllables, candidates));
    }

    /// A question about a commune is about the rest of the message as well, if that names a topic. When the rest is nothing
    /// that people file with us, the commune does not matter.
    private Understanding askingAbout(NamedCommune named, DialogueState before, String text) {
        var rest = hear(named.rest()).syllables();
        var none = new boolean[rest.size()];
        var groups = content(rest, none) == 0
                ? List.<TopicGroup>of()
                : TopicGroup.of(hear(named.rest()).hits(), knowledge.content());
        var candidates = candidates(groups);
        var facets = facets(rest, candidates);
        boolean otherMatter = !candidates.isEmpty() && isOtherMatter(candidates.getFirst().entry()) || special(
                List.of(rest), groups, facets.facets(), content(rest, facets.covered())) != null;
        return otherMatter
                ? understandText(before, named.rest())
                : new Understanding(text, language(before, named.rest(), Syllables.of(named.rest())), Intent.COMMUNE,
                        candidates, facets.facets(), 0.9, false,
                        new CommuneQuestion(named.places(), named.asks() == NamedCommune.Asks.WHICH));
    }

    private boolean isOtherMatter(Entry entry) {
        return switch (entry) {
            case Elsewhere _ -> true;
            case Procedure procedure -> !CommuneQuestion.concerns(procedure);
            case Article article -> article.belongsTo() != null
                    && isOtherMatter(knowledge.content().procedure(article.belongsTo()));
        };
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

    /// The facets a message means that names none: those of the question asked back about, or of the last answer.
    private List<Facet> carried(DialogueState before) {
        return before.asked() == null
                ? asFacets(before.facets())
                : facets(hear(before.asked()).syllables(), List.of()).facets();
    }

    private static List<Facet> asFacets(List<String> wires) {
        return wires.stream().flatMap(wire -> Facet.find(wire).stream()).toList();
    }

    /// What a text may be about does not depend on the conversation, so it is looked for once.
    private Heard hear(String text) {
        return text.length() > LONGEST_REMEMBERED
                ? knowledge.hear(text, HITS)
                : heard.get(text, wanted -> knowledge.hear(wanted, HITS));
    }

    /// Remembers nothing of a text.
    public void forget(String text) {
        heard.invalidate(text);
    }

    private static List<Candidate> candidates(List<TopicGroup> groups) {
        return groups.stream().filter(group -> group.entry() != null)
                .map(group -> new Candidate(Objects.requireNonNull(group.entry()), group.probability())).toList();
    }

    /// How many syllables carry a topic: those that are neither function words nor speak of a facet.
    private int content(List<String> syllables, boolean[] ofFacets) {
        var functionWords = knowledge.content().speech().vocabulary().functionWords();
        int count = 0;
        for (int i = 0; i < syllables.size(); i++) {
            var syllable = Syllables.fold(syllables.get(i));
            count += ofFacets[i] || functionWords.contains(syllable) || isNumber(syllable) ? 0 : 1;
        }
        return count;
    }

    /// A number, or a part of a code such as "r2".
    private static boolean isNumber(String syllable) {
        for (int i = syllable.length() > 1 ? 1 : 0; i < syllable.length(); i++) {
            if (syllable.charAt(i) < '0' || syllable.charAt(i) > '9') {
                return false;
            }
        }
        return true;
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
    ///
    /// @param readings the text as typed, and as it was probably meant
    private @Nullable Intent special(List<List<String>> readings, List<TopicGroup> groups, List<Facet> facets,
            int content) {
        var intents = cues.intents(readings);
        var cued = intents.cued();
        for (var name : WINS_OVER_TOPICS) {
            if (intents.decided().contains(name)) {
                return intent(name);
            }
        }
        double topic = groups.stream().filter(group -> group.entry() != null).mapToDouble(TopicGroup::probability).max()
                .orElse(0);
        for (var name : WINS_OVER_TOPICS) {
            double probability = groups.stream().filter(group -> group.intents().contains(name))
                    .mapToDouble(TopicGroup::probability).sum();
            double own = groups.stream().filter(group -> group.intents().contains(name))
                    .mapToDouble(TopicGroup::intentProbability).sum();
            if (cued.contains(name) && (probability > 0.1 || topic < 0.35)
                    || !name.equals(NEEDS_A_CUE) && content >= SAYS_ENOUGH && probability > 0.5
                            && own > 0.3 * probability
                            && (facets.isEmpty() || own > 0.5)) {
                return intent(name);
            }
        }
        var first = groups.isEmpty() ? null : groups.getFirst();
        if (first != null && first.entry() == null
                && ((content < SAYS_ENOUGH || topic < 0.05) && first.probability() > 0.5
                        && !first.intents().contains(NEEDS_A_CUE)
                        || first.intents().stream().anyMatch(cued::contains))) {
            return intent(first.intents().getFirst());
        }
        for (var name : POLITE) {
            if (cued.contains(name) && topic < 0.4 && readings.getFirst().size() <= 8) {
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
            case "go_on_elsewhere" -> Intent.GO_ON_ELSEWHERE;
            case "late" -> Intent.LATE;
            case "extra_money" -> Intent.EXTRA_MONEY;
            case "dissatisfied" -> Intent.DISSATISFIED;
            case "complain_general" -> Intent.ANGRY_AT_BOT;
            default -> throw new IllegalArgumentException("no intent " + name);
        };
    }

    /// What the message goes on about from the conversation; empty when it has a topic of its own.
    private List<Candidate> followUp(DialogueState before, String text, List<Facet> facets, int content) {
        if (before.asked() != null && content > 0 && content <= LONGEST_ELLIPSIS) {
            var answered = answered(before, before.asked() + " " + text);
            if (!answered.isEmpty()) {
                return answered;
            }
        }
        var current = before.procedure();
        var procedure = current == null ? null : knowledge.content().procedures().get(current);
        if (procedure == null) {
            return List.of();
        }
        if (content == 0 && !facets.isEmpty()) {
            return List.of(new Candidate(procedure, 0.85));
        }
        if (content == 0 || content > LONGEST_ELLIPSIS || !WHAT_ABOUT.matcher(Syllables.key(text)).find()) {
            return List.of();
        }
        var after = candidatesAfter(procedure, text);
        // who asks "and what about …" seldom means what was just answered
        boolean theSame = !after.isEmpty() && after.getFirst().entry().id().equals(procedure.id());
        return theSame && standsAlone(procedure, text) ? List.of() : after;
    }

    /// Whether a text surely names another matter, with nothing that was said before.
    private boolean standsAlone(Procedure current, String text) {
        return candidates(TopicGroup.of(hear(text).hits(), knowledge.content())).stream().findFirst()
                .filter(first -> first.confidence() >= SURE_ALONE && !first.entry().id().equals(current.id()))
                .isPresent();
    }

    private List<Candidate> candidatesAfter(Procedure procedure, String text) {
        return candidates(TopicGroup.of(knowledge.findAfter(procedure, text, HITS), knowledge.content()));
    }

    /// Which of the choices is meant by what was asked together with what was answered; empty when none is.
    private List<Candidate> answered(DialogueState before, String together) {
        var offered = before.offered().stream().flatMap(choice -> PickedValue.read(choice.value()).stream())
                .flatMap(value -> value instanceof PickedValue.Ask(var id, var _) ? Stream.of(id) : Stream.of())
                .collect(Collectors.toSet());
        var among = candidates(TopicGroup.of(hear(together).hits(), knowledge.content())).stream()
                .filter(candidate -> offered.contains(candidate.entry().id())).toList();
        double all = among.stream().mapToDouble(Candidate::confidence).sum();
        return all >= ANSWERED && among.getFirst().confidence() >= ANSWERED * all
                ? among.stream().map(one -> new Candidate(one.entry(), one.confidence() / all)).toList()
                : List.of();
    }
}
