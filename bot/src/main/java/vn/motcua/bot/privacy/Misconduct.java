package vn.motcua.bot.privacy;

import java.util.List;

import vn.motcua.bot.privacy.MisconductWords.Kind;

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

    /// From a demand to the money it is about.
    private static final int NEAR = 9;

    private Misconduct() {
    }

    /// Whether the text speaks of misconduct, and whether it tells of a case.
    public static Mention in(String text) {
        return in(Plain.of(text));
    }

    static Mention in(Plain text) {
        var plain = text.text();
        if (MisconductWords.inChinese(plain)) {
            return Mention.TOLD;
        }
        var typed = TypedWords.of(plain);
        boolean act = typed.has(Kind.ACT) || typed.hasJoinedAct();
        var money = typed.moneyPositions();
        boolean beside = typed.has(Kind.BESIDE);
        if (!act && !beside && money.isEmpty() && !typed.hasNoReceipt()) {
            return Mention.NONE;
        }
        boolean person = typed.has(Kind.PERSON) || typed.hasNamed() || typed.hasVictim();
        boolean extra = typed.has(Kind.EXTRA);
        boolean demanded = moneyDemanded(typed, money, extra);
        if (person && (demanded || beside && extra && typed.has(Kind.DEMAND)) || moneyTaken(typed, money, person)) {
            return Mention.TOLD;
        }
        if (act) {
            boolean happened = person || typed.hasTeller() || typed.has(Kind.DEMAND);
            return happened && !typed.asks() ? Mention.TOLD : Mention.SPOKEN_OF;
        }
        boolean hinted = beside && (person && (extra || !money.isEmpty() || typed.has(Kind.DEMAND))
                || extra && (!money.isEmpty() || typed.has(Kind.DEMAND)));
        boolean unreceipted = typed.hasNoReceipt() && typed.has(Kind.TAKE) && !money.isEmpty();
        if (person && moneyPasses(typed, money)) {
            return typed.asks() ? Mention.SPOKEN_OF : Mention.TOLD;
        }
        return demanded || hinted || unreceipted || moneyQuickens(typed, money) ? Mention.SPOKEN_OF : Mention.NONE;
    }

    /// Money goes from one hand to another: "lấy của tui hai trăm", "chi 15tr cho anh trưởng phòng".
    private static boolean moneyPasses(TypedWords typed, List<Integer> amounts) {
        for (var verb : List.of(Kind.GIVE, Kind.TAKE, Kind.DEMAND)) {
            for (int passes : typed.positions(verb)) {
                for (int money : amounts) {
                    if (money >= passes && money - passes <= NEAR && !typed.isLawful(passes, money)) {
                        return true;
                    }
                }
            }
        }
        return false;
    }

    /// Somebody asks for money, and not for a lawful fee.
    private static boolean moneyDemanded(TypedWords typed, List<Integer> amounts, boolean extra) {
        if (amounts.isEmpty()) {
            return false;
        }
        if (typed.demandsAmount()) {
            return true;
        }
        for (int demand : typed.positions(Kind.DEMAND)) {
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
    private static boolean moneyQuickens(TypedWords typed, List<Integer> amounts) {
        if (amounts.isEmpty()) {
            return false;
        }
        for (int give : typed.positions(Kind.GIVE)) {
            for (int money : amounts) {
                for (int extra : typed.positions(Kind.EXTRA)) {
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
    private static boolean moneyTaken(TypedWords typed, List<Integer> amounts, boolean person) {
        return typed.hasNoReceipt() && typed.has(Kind.TAKE)
                && (person || typed.namesReceipt() && (!amounts.isEmpty() || typed.has(Kind.LAWFUL)));
    }
}
