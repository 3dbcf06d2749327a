package vn.motcua.knowledge.evaluation;

import java.util.HashSet;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.knowledge.language.Syllables;

import static org.assertj.core.api.Assertions.assertThat;

class TypingSlipsTest {
    private static final String TEXT = "Lập công ty cổ phần ở xã A, mất 3 ngày?";

    @ParameterizedTest
    @ValueSource(strings = {TEXT, "lap cong ty co phan o xa a, mat 3 ngay?", "aaa", "thành lập doanh nghiệp"})
    void exactly_one_syllable_of_three_letters_or_more_changes_by_one_slip(String text) {
        var typed = Syllables.of(text);
        for (int seed = 0; seed < 500; seed++) {
            var slipped = Syllables.of(new TypingSlips(seed).slip(text));
            assertThat(slipped).hasSameSizeAs(typed);
            int changed = 0;
            for (int i = 0; i < typed.size(); i++) {
                if (!typed.get(i).equals(slipped.get(i))) {
                    changed++;
                    assertThat(typed.get(i)).hasSizeGreaterThanOrEqualTo(3);
                    assertThat(isOneSlip(typed.get(i), slipped.get(i))).as(typed.get(i) + " " + slipped.get(i))
                            .isTrue();
                }
            }
            assertThat(changed).isEqualTo(1);
        }
    }

    private static boolean isOneSlip(String typed, String slipped) {
        var letters = typed.chars().sorted().boxed().toList();
        return switch (slipped.length() - typed.length()) {
            case 1 -> without(slipped).contains(typed);
            case -1 -> without(typed).contains(slipped);
            case 0 -> {
                long differing = 0;
                for (int i = 0; i < typed.length(); i++) {
                    differing += typed.charAt(i) == slipped.charAt(i) ? 0 : 1;
                }
                yield differing == 1 || differing == 2 && letters.equals(slipped.chars().sorted().boxed().toList());
            }
            default -> false;
        };
    }

    private static HashSet<String> without(String word) {
        var shorter = new HashSet<String>();
        for (int i = 0; i < word.length(); i++) {
            shorter.add(word.substring(0, i) + word.substring(i + 1));
        }
        return shorter;
    }

    @Test
    void the_same_seed_gives_the_same_slips_and_all_four_kinds_come() {
        var lengths = new HashSet<Integer>();
        for (int seed = 0; seed < 50; seed++) {
            var slipped = new TypingSlips(seed).slip(TEXT);
            assertThat(new TypingSlips(seed).slip(TEXT)).isEqualTo(slipped);
            lengths.add(slipped.length() - TEXT.length());
        }
        assertThat(lengths).containsExactlyInAnyOrder(-1, 0, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "tư ở đó", "12345 2025", "a1b2c3 2tv"})
    void a_text_without_such_a_syllable_stays(String text) {
        assertThat(new TypingSlips(1).slip(text)).isEqualTo(text);
    }
}
