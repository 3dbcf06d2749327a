package vn.motcua.knowledge.evaluation;

import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import vn.motcua.knowledge.evaluation.BeirCollection.Question;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// Figures worked out by hand.
class RankingMeasuresTest {

    @Test
    void the_only_answer_in_third_place() {
        var measures = RankingMeasures.of(List.of(4, 2, 0, 1, 3), Map.of(0, 1));
        assertThat(measures.ndcg10()).isEqualTo(0.5, within(1e-9)); // 1 / log2(4)
        assertThat(measures.mrr10()).isEqualTo(1 / 3.0, within(1e-9));
        assertThat(measures.p1()).isZero();
        assertThat(measures.recall1()).isZero();
        assertThat(measures.recall10()).isEqualTo(1);
    }

    @Test
    void two_answers_of_which_one_is_found_first() {
        var measures = RankingMeasures.of(List.of(0, 5), Map.of(0, 1, 1, 1));
        assertThat(measures.ndcg10()).isEqualTo(1 / (1 + 1 / (Math.log(3) / Math.log(2))), within(1e-9));
        assertThat(measures.p1()).isEqualTo(1);
        assertThat(measures.recall1()).isEqualTo(0.5);
        assertThat(measures.recall10()).isEqualTo(0.5);
    }

    @Test
    void behind_the_tenth_place_nothing_counts() {
        var measures = RankingMeasures.of(List.of(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 0), Map.of(0, 1));
        assertThat(measures).isEqualTo(new RankingMeasures(0, 0, 0, 0, 0));
    }

    @Test
    void what_is_worth_nothing_is_not_found() {
        assertThat(RankingMeasures.ranking(new float[]{0, 2, 0, 3, 2})).containsExactly(3, 1, 4);
    }

    @Test
    void the_mean_over_all_questions() {
        var measures = RankingMeasures.of(
                List.of(new Question("a", "first", Map.of(0, 1)), new Question("b", "second", Map.of(0, 1))),
                text -> text.equals("first") ? new float[]{1, 0} : new float[]{1, 2});
        assertThat(measures.p1()).isEqualTo(0.5);
        assertThat(measures.mrr10()).isEqualTo(0.75);
    }
}
