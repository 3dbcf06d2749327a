package vn.motcua.bot.answer;

import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

import vn.motcua.knowledge.content.Language;
import vn.motcua.knowledge.content.Procedure;
import vn.motcua.knowledge.content.Speech.Vocabulary;
import vn.motcua.knowledge.language.Syllables;

/// What the words of a question ask for within a procedure: which of its facts they are nearest to, and whether they ask
/// for what the citizen must do in time, for a limit, or for how often something is due.
final class AskedFor {
    /// Words of the procedure's names tell little about which part of it is meant.
    private static final double NAME_WORD = 0.3;

    private static final Pattern DUTY = Pattern.compile("\\b(bao|thong bao|khai bao|bao cao|khai) (truoc|cho|ai|voi)\\b"
            + "|\\b(phai|can|han|tre|cham|khong|chua) (bao|thong bao|khai|ke khai|bao cao|dang ky|gop|bo sung)\\b"
            + "(?! (lau|nhieu|gio|gom|nguoi))"
            + "|\\b(ngay|lau|thang|han|muon nhat) (thi |la |toi |minh )?phai\\b|\\bcham nhat\\b|\\btruoc (bao|may)\\b"
            + "|\\b(thong bao|bao cao|khai|phai nop|phai nop ho so) trong (bao|may|vong)\\b"
            + "|\\b(in advance|advance notice|give notice|how soon|deadline|must (i|we)|have to (notify|report))\\b");
    private static final Pattern MOST = Pattern.compile("\\b(toi da|nhieu nhat|lau nhat|gioi han|qua may|duoc bao lau"
            + "|duoc may (thang|nam)|at most|maximum|no more than|longest|how long can)\\b");
    private static final Pattern LEAST = Pattern.compile("\\b(toi thieu|it nhat|at least|minimum)\\b");
    private static final Pattern HOW_MANY = Pattern.compile("\\b(may|bao nhieu) (nguoi|thanh vien|co dong|xa vien)\\b"
            + "|\\bhow many (people|persons|members|shareholders|founders)\\b");
    private static final Pattern OFTEN = Pattern
            .compile("\\b(mot lan|may lan|dinh ky|hang (thang|quy|nam)|how often|how frequently)\\b");

    private static final Pattern SAYS_MOST = Pattern.compile("\\b(toi da|nhieu nhat|khong qua|tu \\d+ den \\d+"
            + "|at most|maximum|not exceed|no more than|up to|(from )?\\d+ to \\d+)\\b");
    private static final Pattern SAYS_LEAST = Pattern.compile("\\b(toi thieu|it nhat|tro len|tu \\d+ den \\d+"
            + "|at least|minimum|or more|(from )?\\d+ to \\d+)\\b");
    private static final Pattern NUMBER = Pattern
            .compile(
                    "\\d|\\b(mot|hai|ba|nam|one|two|three|five) (nam|thang|nguoi|thanh vien|years?|months?|people|members)\\b");
    private static final Pattern SAYS_OFTEN = Pattern
            .compile("\\b(quy|hang nam|moi nam|dinh ky|moi lan|quarterly|yearly|annual|annually|periodic)\\b");
    private static final Pattern PEOPLE = Pattern.compile("\\b(nguoi|thanh vien|co dong|xa vien|people|persons|members?"
            + "|shareholders?|founders?)\\b");
    private static final Pattern TIME = Pattern
            .compile("\\b(lau|lau nhat|ngay|thang|nam|long|longest|days?|months?|years?)\\b");

    private final String question;
    private final boolean diacritics;
    private final Map<String, Double> words = new HashMap<>();

    AskedFor(String question, Procedure procedure, Vocabulary vocabulary) {
        this.question = Syllables.key(question);
        this.diacritics = Syllables.hasDiacritics(question);
        var names = words(procedure.title().in(Language.VI) + " " + procedure.title().in(Language.EN) + " "
                + String.join(" ", procedure.names()) + " " + String.join(" ", procedure.namesEnglish()));
        for (var word : words(question)) {
            if (!vocabulary.functionWords().contains(Syllables.fold(word))) {
                words.put(word, names.contains(word) ? NAME_WORD : 1);
            }
        }
    }

    /// The words of a text; without their diacritics when the question has none.
    private Set<String> words(String text) {
        return new HashSet<>(Syllables.of(diacritics ? text : Syllables.fold(text)));
    }

    /// Whether what the citizen must do in time is asked for, not how long the agency takes.
    boolean duty() {
        return DUTY.matcher(question).find();
    }

    /// Which share of the question's words a text has, in 0..1.
    double share(String text) {
        var there = words(text);
        double all = 0;
        double shared = 0;
        for (var word : words.entrySet()) {
            all += word.getValue();
            shared += there.contains(word.getKey()) ? word.getValue() : 0;
        }
        return all == 0 ? 0 : shared / all;
    }

    /// The texts, nearest to the question first; equally near ones as they stood.
    List<String> nearestFirst(List<String> texts) {
        return nearestFirst(texts, text -> text);
    }

    /// The same, where only a part of each thing is compared.
    <T> List<T> nearestFirst(List<T> things, Function<T, String> compared) {
        return things.stream().sorted(Comparator.comparingDouble((T thing) -> -share(compared.apply(thing)))).toList();
    }

    /// The text that states the limit, or the rhythm, that the question asks for; empty when it asks for none.
    Optional<String> limit(List<String> texts) {
        if (OFTEN.matcher(question).find()) {
            return nearestFirst(texts).stream().filter(text -> says(SAYS_OFTEN, text)).findFirst();
        }
        boolean most = MOST.matcher(question).find();
        boolean least = LEAST.matcher(question).find();
        boolean people = PEOPLE.matcher(question).find();
        boolean time = !people && TIME.matcher(question).find();
        if (!most && !least && !HOW_MANY.matcher(question).find()) {
            return Optional.empty();
        }
        return nearestFirst(texts).stream().filter(text -> says(NUMBER, text))
                .filter(text -> (most || !least) && says(SAYS_MOST, text) || (least || !most) && says(SAYS_LEAST, text))
                .filter(text -> people ? says(PEOPLE, text) : !time || says(TIME, text)).findFirst();
    }

    private static boolean says(Pattern pattern, String text) {
        return pattern.matcher(Syllables.key(text)).find();
    }

    /// The explanation that answers the question, if there is one: it must share a word with the explained question that
    /// the procedure's names do not have.
    Optional<Procedure.Explained> explanation(Procedure procedure, Language language) {
        Procedure.Explained best = null;
        double bestShare = 0.35;
        for (var one : procedure.explained()) {
            var asked = one.question().in(language);
            double share = (share(asked) + share(asked + " " + one.answer().in(language))) / 2;
            var there = words(asked);
            boolean own = words.entrySet().stream()
                    .anyMatch(word -> word.getValue() == 1 && there.contains(word.getKey()));
            if (own && share > bestShare) {
                bestShare = share;
                best = one;
            }
        }
        return Optional.ofNullable(best);
    }
}
