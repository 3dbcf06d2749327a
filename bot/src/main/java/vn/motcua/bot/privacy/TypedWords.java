package vn.motcua.bot.privacy;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

import vn.motcua.bot.privacy.MisconductWords.Kind;
import vn.motcua.bot.privacy.MisconductWords.Phrase;
import vn.motcua.knowledge.language.Syllables;

/// What was typed, in syllables: as typed, without diacritics, and without the keys of an input method.
final class TypedWords {
    /// Somebody by name: "chị Hoa", "ông A".
    private static final Pattern NAMED = Pattern.compile(
            "(?:^|[\\s,.;(])(?:anh|chị|ông|bà|cô|chú|bác|thằng|con|Anh|Chị|Ông|Bà|Cô|Mr\\.?|Ms\\.?|Mrs\\.?) \\p{Lu}[\\p{Ll}.]*(?![\\p{L}])");
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
            "nghin", "xi", "dong", "do", "chai", "000", "000d", "000vnd", "million");

    private static final int LONGEST_SYLLABLE = 7;

    private final List<String> exact;
    private final List<String> folded;
    private final List<String> plain;
    private final boolean named;
    private final Map<Kind, List<Integer>> positions = new EnumMap<>(Kind.class);

    private TypedWords(List<String> exact, boolean named) {
        this.exact = exact;
        this.folded = exact.stream().map(Syllables::fold).toList();
        this.plain = folded.stream().map(TypedWords::withoutKeys).toList();
        this.named = named;
    }

    static TypedWords of(String text) {
        var syllables = Syllables.of(text.replace("%", " phần trăm "));
        return new TypedWords(joinedLetters(syllables), NAMED.matcher(text).find());
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

    boolean has(Kind kind) {
        return !positions(kind).isEmpty();
    }

    /// Whether somebody by name is spoken of.
    boolean hasNamed() {
        return named;
    }

    /// Where phrases of a kind begin.
    List<Integer> positions(Kind kind) {
        return positions.computeIfAbsent(kind, this::find);
    }

    private List<Integer> find(Kind kind) {
        var found = new ArrayList<Integer>();
        for (int at = 0; at < exact.size(); at++) {
            if (begins(MisconductWords.beginning(kind, folded.get(at)), at)
                    || !plain.get(at).equals(folded.get(at))
                            && begins(MisconductWords.beginning(kind, plain.get(at)), at)) {
                found.add(at);
            }
        }
        return found;
    }

    private boolean begins(List<Phrase> phrases, int at) {
        for (var phrase : phrases) {
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

    /// An act without its spaces, alone or in a longer row of letters than any syllable has.
    boolean hasJoinedAct() {
        for (var word : folded) {
            if (MisconductWords.joinedActs().contains(word) || word.length() > LONGEST_SYLLABLE
                    && MisconductWords.joinedActs().stream().anyMatch(word::contains)) {
                return true;
            }
        }
        return false;
    }

    List<Integer> moneyPositions() {
        var found = new ArrayList<>(positions(Kind.MONEY));
        for (int at = 0; at < folded.size(); at++) {
            if (isAmount(folded.get(at), at + 1 < folded.size() ? folded.get(at + 1) : "")) {
                found.add(at);
            }
        }
        return found;
    }

    /// "500k", "500 k", "2tr", "200000"
    private static boolean isAmount(String syllable, String next) {
        int at = 0;
        while (at < syllable.length() && Character.isDigit(syllable.charAt(at))) {
            at++;
        }
        return at > 0 && (at >= 5 && at == syllable.length()
                || UNITS.contains(syllable.substring(at).replaceFirst("\\d$", ""))
                || at == syllable.length() && UNITS.contains(next));
    }

    /// "đòi 2 triệu", "xin tiền": nothing but the amount in between.
    boolean isDemandedOutright(int demand, int money) {
        return OUTRIGHT.contains(folded.get(demand)) && money - demand <= 3;
    }

    /// Whether the money is something that is owed anyway: "nộp thêm 2 tỷ vốn".
    boolean isLawful(int demand, int money) {
        return positions(Kind.LAWFUL).stream().anyMatch(at -> at >= demand && at <= money + 3);
    }

    /// "đòi 2 triệu", also without diacritics, where "doi" could be another word if no amount followed.
    boolean demandsAmount() {
        return isBeforeAmount(ASKING_FOR);
    }

    private boolean isBeforeAmount(Set<String> verbs) {
        for (int at = 0; at + 1 < exact.size(); at++) {
            if (verbs.contains(exact.get(at)) && !isLawful(at, at + 1)
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
