package vn.motcua.bot.understanding;

import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import vn.motcua.bot.conversation.Choice;
import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.knowledge.language.Syllables;

/// Picks an offered choice that was typed instead of pressed.
final class TypedChoice {
    private static final Map<String, Integer> NUMBERS = Map.ofEntries(Map.entry("thu nhat", 1), Map.entry("dau", 1),
            Map.entry("dau tien", 1), Map.entry("first", 1), Map.entry("thu hai", 2), Map.entry("second", 2),
            Map.entry("thu ba", 3), Map.entry("third", 3), Map.entry("thu tu", 4), Map.entry("fourth", 4));
    /// A choice by its place: "2", "số 2", "cái thứ hai", "em chọn 1 ạ", "the second one".
    private static final Pattern NUMBERED = Pattern.compile("(?:da )?(?:(?:toi |em |minh )?chon )?"
            + "(?:(?:so |cai |muc |lua chon |y |phuong an |option |number |the )*(?<digit>[1-9])"
            + "|(?:cai |muc |lua chon |y |phuong an )*(?<place>thu (?:nhat|hai|ba|tu))"
            + "|(?:cai |muc |y )(?<front>dau(?: tien)?)|(?:the )?(?<english>first|second|third|fourth)(?: one)?)"
            + "(?: a| nhe| nha)?");

    private TypedChoice() {
    }

    /// The offered choice that a typed message stands for: its label, or its number.
    static Optional<Choice> of(DialogueState before, String text) {
        var offered = before.offered();
        if (offered.isEmpty()) {
            return Optional.empty();
        }
        var key = Syllables.key(text);
        var numbered = NUMBERED.matcher(key);
        if (numbered.matches()) {
            int number = number(numbered);
            return number <= offered.size() ? Optional.of(offered.get(number - 1)) : Optional.empty();
        }
        return offered.stream().filter(choice -> Syllables.key(choice.label()).equals(key)).findFirst();
    }

    private static int number(Matcher numbered) {
        var digit = numbered.group("digit");
        if (digit != null) {
            return Integer.parseInt(digit);
        }
        return Stream.of("place", "front", "english").map(numbered::group).filter(Objects::nonNull)
                .map(NUMBERS::get).findFirst().orElseThrow();
    }
}
