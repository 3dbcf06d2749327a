package vn.motcua.bot.benchmark;

import java.util.HashSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import vn.motcua.bot.Scenario;

import static org.assertj.core.api.Assertions.assertThat;

/// The benchmark asks what it says it asks.
class QuestionsTest {
    private final Questions questions = Questions.read(Scenario.CONTENT, 1);

    @Test
    void no_question_comes_twice() {
        var asked = new HashSet<String>();
        Stream.generate(questions.allDifferent()).limit(300_000).forEach(asked::add);
        assertThat(asked.size()).isEqualTo(300_000);
    }

    @Test
    void the_most_frequent_of_the_realistic_questions_has_its_share() {
        var asked = Stream.generate(questions.realistic(1)).limit(100_000)
                .collect(Collectors.groupingBy(text -> text, Collectors.counting()));
        double harmonic = 8.178; // The sum of 1/k up to 2,000.
        assertThat(asked.values()).anySatisfy(
                count -> assertThat(count / 100_000.0).isBetween(0.95 / harmonic, 1.05 / harmonic));
        assertThat(asked).hasSizeBetween(1_900, Questions.STORED);
    }
}
