package vn.motcua.bot.privacy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import vn.motcua.knowledge.language.Syllables;

/// Recognises that a text may denounce somebody in office or tell that extra money was asked for, so that it is not kept.
///
/// A text wrongly taken for one costs the department a line of its records; one that is missed may cost the citizen a lot.
/// So whatever is in doubt counts. What to *answer* is decided elsewhere. The words are in `misconduct.txt`.
public final class Misconduct {

    /// How much a text tells.
    public enum Mention {
        NONE,
        /// Speaks of it, perhaps only asking about the rules.
        SPOKEN_OF,
        /// Tells that it happened: somebody in office asked for money or took it.
        TOLD
    }

    private enum Word {
        ACT, BESIDE, DEMAND, GIVE, TAKE, EXTRA, PERSON, MONEY, LAWFUL, HAN
    }

    /// A phrase in syllables, as it is written and without diacritics.
    ///
    /// @param strict whether it must be typed with its diacritics
    private record Phrase(List<String> exact, List<String> folded, boolean strict, List<Phrase> except) {
        static Phrase of(String text, List<Phrase> except) {
            var exact = Syllables.of(text);
            return new Phrase(exact, exact.stream().map(Syllables::fold).toList(), text.startsWith("="), except);
        }
    }

    /// From a demand to the money it is about.
    private static final int NEAR = 9;
    /// Shorter words without their spaces could stand in any other word.
    private static final int SHORTEST_JOINED = 5;
    private static final Map<Word, Map<String, List<Phrase>>> PHRASES = new EnumMap<>(Word.class);
    /// Acts written without spaces: "hoilo", "phongbi".
    private static final Set<String> JOINED = new HashSet<>();
    private static final Set<String> HAN = new HashSet<>();

    static {
        read();
    }

    private Misconduct() {
    }

    /// Whether the text speaks of misconduct, and whether it tells of a case.
    public static Mention in(String text) {
        var plain = Plain.of(text).text();
        if (HAN.stream().anyMatch(plain::contains)) {
            return Mention.TOLD;
        }
        var typed = Typed.of(plain);
        boolean act = typed.has(Word.ACT) || typed.hasJoinedAct();
        var money = typed.moneyPositions();
        boolean beside = typed.has(Word.BESIDE);
        if (!act && !beside && money.isEmpty() && !typed.hasNoReceipt()) {
            return Mention.NONE;
        }
        boolean person = typed.has(Word.PERSON) || typed.hasVictim();
        boolean extra = typed.has(Word.EXTRA);
        boolean demanded = moneyDemanded(typed, money, extra);
        if (person && (demanded || beside && extra && typed.has(Word.DEMAND)) || moneyTaken(typed, money, person)) {
            return Mention.TOLD;
        }
        if (act) {
            boolean happened = person || typed.hasTeller() || typed.has(Word.DEMAND);
            return happened && !typed.asks() ? Mention.TOLD : Mention.SPOKEN_OF;
        }
        boolean hinted = beside && (person && (extra || !money.isEmpty()) || extra && !money.isEmpty());
        boolean unreceipted = typed.hasNoReceipt() && typed.has(Word.TAKE) && !money.isEmpty();
        return demanded || hinted || unreceipted || moneyQuickens(typed, money) ? Mention.SPOKEN_OF : Mention.NONE;
    }

    /// Somebody asks for money, and not for a lawful fee.
    private static boolean moneyDemanded(Typed typed, List<Integer> amounts, boolean extra) {
        if (amounts.isEmpty()) {
            return false;
        }
        if (typed.demandsAmount()) {
            return true;
        }
        for (int demand : typed.positions(Word.DEMAND)) {
            for (int money : amounts) {
                if (money >= demand && money - demand <= NEAR && (extra || typed.isDemandedOutright(demand, money))
                        && !typed.isLawful(demand, money)) {
                    return true;
                }
            }
        }
        return false;
    }

    /// Money is given so that something goes faster: "đưa 500k cho nhanh".
    private static boolean moneyQuickens(Typed typed, List<Integer> amounts) {
        if (amounts.isEmpty()) {
            return false;
        }
        for (int give : typed.positions(Word.GIVE)) {
            for (int money : amounts) {
                for (int extra : typed.positions(Word.EXTRA)) {
                    if (money >= give && money - give <= 4 && extra > money && extra - money <= 6
                            && !typed.isLawful(give, money)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /// Somebody took money and gave no receipt.
    private static boolean moneyTaken(Typed typed, List<Integer> amounts, boolean person) {
        return typed.hasNoReceipt() && typed.has(Word.TAKE) && (person || !amounts.isEmpty() && typed.namesReceipt());
    }

    private static void read() {
        for (var word : Word.values()) {
            PHRASES.put(word, new HashMap<>());
        }
        try (var stream = Objects.requireNonNull(Misconduct.class.getResourceAsStream("misconduct.txt"));
                var lines = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            var section = Word.ACT;
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.startsWith("[")) {
                    section = Word.valueOf(line.substring(1, line.length() - 1).toUpperCase(Locale.ROOT));
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    add(section, line.strip());
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void add(Word section, String line) {
        if (section == Word.HAN) {
            HAN.add(line);
            return;
        }
        var parts = line.split(" except ", 2);
        var except = new ArrayList<Phrase>();
        if (parts.length == 2) {
            for (var one : parts[1].split("\\|")) {
                except.add(Phrase.of(one, List.of()));
            }
        }
        var phrase = Phrase.of(parts[0], except);
        var index = Objects.requireNonNull(PHRASES.get(section));
        index.computeIfAbsent(phrase.folded().getFirst(), _ -> new ArrayList<>()).add(phrase);
        var joined = String.join("", phrase.folded());
        if (section == Word.ACT && joined.length() >= SHORTEST_JOINED && !phrase.strict()) {
            JOINED.add(joined);
        }
    }

    /// What was typed, in syllables: as typed, without diacritics, and without the keys of an input method.
    private record Typed(List<String> exact, List<String> folded, List<String> plain) {
        private static final Set<String> NO = Set.of("khong", "ko", "k", "kg", "hk", "hong", "hok", "hem", "chua",
                "cha",
                "chang", "no", "without", "khongco");
        private static final Set<String> RECEIPT = Set.of("bien", "hoa", "phieu", "receipt", "invoice");
        private static final Set<String> ASKING = Set.of("o dau", "the nao", "nhu nao", "lam sao", "ra sao", "thi sao",
                "quy dinh", "la gi", "can gi", "gom gi", "gi", "bao lau", "mau don", "duoc khong", "dc khong", "dc ko",
                "duoc ko", "hoi ve", "xin hoi", "cho hoi", "how", "where", "what", "which", "can i", "dau", "ai",
                "may ngay", "bao nhieu ngay");
        private static final Set<String> OUTRIGHT = Set.of("doi", "voi", "demanded", "demands", "demand", "demanding",
                "xin", "ep", "goi", "ra", "het");
        private static final Set<String> ASKING_FOR = Set.of("đòi", "doi", "xin", "vòi", "voi", "hét", "het");
        private static final Set<String> TELLERS = Set.of("toi", "tui", "em", "minh", "chau", "tao", "phai", "i", "we");
        private static final Set<String> UNITS = Set.of("k", "tr", "trieu", "cu", "lit", "d", "vnd", "usd", "ngan",
                "nghin", "xi", "dong", "do", "000", "000d", "000vnd", "million");

        static Typed of(String text) {
            var syllables = Syllables.of(text);
            var exact = joinedLetters(syllables);
            var folded = exact.stream().map(Syllables::fold).toList();
            return new Typed(exact, folded, folded.stream().map(Typed::withoutKeys).toList());
        }

        /// "h o i l o" is one word to whoever reads it.
        private static List<String> joinedLetters(List<String> syllables) {
            var joined = new ArrayList<String>();
            var letters = new StringBuilder();
            for (var syllable : syllables) {
                if (syllable.length() == 1 && Character.isLetter(syllable.charAt(0))) {
                    letters.append(syllable);
                    joined.add(syllable);
                } else {
                    addLetters(joined, letters);
                    joined.add(syllable);
                }
            }
            addLetters(joined, letters);
            return joined;
        }

        private static void addLetters(List<String> joined, StringBuilder letters) {
            if (letters.length() >= 5) {
                joined.add(letters.toString());
            }
            letters.setLength(0);
        }

        /// Without Telex and VNI keys that an input method did not take: "phong bif", "lot1 tay".
        private static String withoutKeys(String folded) {
            if (folded.length() < 3 || Character.isDigit(folded.charAt(0))) {
                return folded;
            }
            var plain = new StringBuilder(folded.length());
            for (int i = 0; i < folded.length(); i++) {
                char key = folded.charAt(i);
                char before = plain.isEmpty() ? 0 : plain.charAt(plain.length() - 1);
                boolean mark = Character.isDigit(key) || key == before && "aeod".indexOf(key) >= 0
                        || key == 'w' && "aou".indexOf(before) >= 0;
                if (!mark) {
                    plain.append(key);
                }
            }
            int last = plain.length() - 1;
            if (last > 1 && "sfrxj".indexOf(plain.charAt(last)) >= 0) {
                plain.setLength(last);
            }
            return plain.toString();
        }

        boolean has(Word word) {
            return !positions(word).isEmpty();
        }

        List<Integer> positions(Word word) {
            var index = Objects.requireNonNull(PHRASES.get(word));
            var positions = new ArrayList<Integer>();
            for (int at = 0; at < exact.size(); at++) {
                if (begins(index, folded.get(at), at) || !plain.get(at).equals(folded.get(at))
                        && begins(index, plain.get(at), at)) {
                    positions.add(at);
                }
            }
            return positions;
        }

        private boolean begins(Map<String, List<Phrase>> index, String first, int at) {
            for (var phrase : index.getOrDefault(first, List.of())) {
                if (stands(phrase, at) && phrase.except().stream().noneMatch(this::standsAnywhere)) {
                    return true;
                }
            }
            return false;
        }

        private boolean standsAnywhere(Phrase phrase) {
            for (int at = 0; at < exact.size(); at++) {
                if (stands(phrase, at)) {
                    return true;
                }
            }
            return false;
        }

        private boolean stands(Phrase phrase, int at) {
            int length = phrase.exact().size();
            if (at + length > exact.size()) {
                return false;
            }
            for (int i = 0; i < length; i++) {
                var typed = exact.get(at + i);
                boolean same = typed.equals(phrase.exact().get(i))
                        || !phrase.strict() && typed.equals(folded.get(at + i)) && (typed.equals(phrase.folded().get(i))
                                || plain.get(at + i).equals(phrase.folded().get(i)));
                if (!same) {
                    return false;
                }
            }
            return true;
        }

        boolean hasJoinedAct() {
            return folded.stream().anyMatch(syllable -> syllable.length() >= SHORTEST_JOINED
                    && JOINED.stream().anyMatch(syllable::contains));
        }

        List<Integer> moneyPositions() {
            var positions = positions(Word.MONEY);
            for (int at = 0; at < folded.size(); at++) {
                if (isAmount(folded.get(at), at + 1 < folded.size() ? folded.get(at + 1) : "")) {
                    positions.add(at);
                }
            }
            return positions;
        }

        /// "500k", "500 k", "2tr", "200000"
        private static boolean isAmount(String syllable, String next) {
            int at = 0;
            while (at < syllable.length() && Character.isDigit(syllable.charAt(at))) {
                at++;
            }
            return at > 0 && (at >= 5 && at == syllable.length() || UNITS.contains(syllable.substring(at))
                    || at == syllable.length() && UNITS.contains(next));
        }

        /// "đòi 2 triệu", "xin tiền": nothing but the amount in between.
        boolean isDemandedOutright(int demand, int money) {
            return OUTRIGHT.contains(folded.get(demand)) && money - demand <= 3;
        }

        /// Whether the money is something that is owed anyway: "nộp thêm 2 tỷ vốn".
        boolean isLawful(int demand, int money) {
            return positions(Word.LAWFUL).stream().anyMatch(at -> at >= demand && at <= money + 3);
        }

        /// "đòi 2 triệu", also without diacritics, where "doi" could be another word if no amount followed.
        boolean demandsAmount() {
            for (int at = 0; at + 1 < exact.size(); at++) {
                if (ASKING_FOR.contains(exact.get(at)) && !isLawful(at, at + 1)
                        && isAmount(folded.get(at + 1), at + 2 < folded.size() ? folded.get(at + 2) : "")) {
                    return true;
                }
            }
            return false;
        }

        /// Something was done to whoever writes.
        boolean hasVictim() {
            for (int at = 0; at < exact.size(); at++) {
                var word = exact.get(at);
                if (word.equals("bị") || word.equals("was") || word.equals("bi")
                        && (at + 1 == exact.size() || !exact.get(at + 1).equals("mat"))) {
                    return true;
                }
            }
            return false;
        }

        /// Somebody speaks of what he does, wants or has to do himself.
        boolean hasTeller() {
            return folded.stream().anyMatch(TELLERS::contains);
        }

        /// A receipt proper, not an invoice, which merchants speak of too.
        boolean namesReceipt() {
            return folded.contains("bien") || folded.contains("phieu") || folded.contains("receipt");
        }

        boolean hasNoReceipt() {
            for (int at = 0; at < folded.size(); at++) {
                if (RECEIPT.contains(folded.get(at))) {
                    for (int before = Math.max(0, at - 4); before < at; before++) {
                        if (NO.contains(folded.get(before))) {
                            return true;
                        }
                    }
                }
            }
            return false;
        }

        /// Whether it asks about rules or ways.
        boolean asks() {
            var last = folded.isEmpty() ? "" : folded.getLast();
            if (NO.contains(last)) {
                return true;
            }
            var whole = " " + String.join(" ", folded) + " ";
            return ASKING.stream().anyMatch(asking -> whole.contains(" " + asking + " "));
        }
    }
}
