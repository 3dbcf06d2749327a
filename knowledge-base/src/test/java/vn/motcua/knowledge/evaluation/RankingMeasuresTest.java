package vn.motcua.knowledge.evaluation;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/// The figures are worked out by hand: the gain at rank r is divided by log2(r + 1), that is 1, 1.585, 2, …
class RankingMeasuresTest {
    private static final double LOG2_OF_3 = 1.584_962_5;

    @Test
    void the_right_document_first_is_perfect() {
        assertThat(RankingMeasures.of(List.of(7, 3), Map.of(7, 1)))
                .isEqualTo(new RankingMeasures(1, 1, 1, 1, 1));
    }

    @Test
    void the_right_document_third_gains_half() {
        assertThat(RankingMeasures.of(List.of(1, 2, 7), Map.of(7, 1)))
                .isEqualTo(new RankingMeasures(0.5, 1.0 / 3, 0, 0, 1));
    }

    @Test
    void the_eleventh_counts_as_not_found() {
        var ranking = IntStream.rangeClosed(0, 10).boxed().toList();
        assertThat(RankingMeasures.of(ranking, Map.of(10, 1))).isEqualTo(new RankingMeasures(0, 0, 0, 0, 0));
        assertThat(RankingMeasures.of(ranking, Map.of(9, 1)).recall10()).isEqualTo(1);
    }

    @Test
    void graded_and_missing_documents_are_weighed_against_the_best_order() {
        var measured = RankingMeasures.of(List.of(4, 5), Map.of(4, 1, 5, 2, 6, 1));
        assertThat(measured.ndcg10()).isCloseTo((1 + 2 / LOG2_OF_3) / (2 + 1 / LOG2_OF_3 + 0.5), within(1e-6));
        assertThat(measured.mrr10()).isEqualTo(1);
        assertThat(measured.p1()).isEqualTo(1);
        assertThat(measured.recall1()).isEqualTo(1.0 / 3);
        assertThat(measured.recall10()).isEqualTo(2.0 / 3);
    }

    @Test
    void more_than_ten_right_documents_can_still_be_perfect() {
        var gains = new HashMap<Integer, Integer>();
        IntStream.range(0, 20).forEach(document -> gains.put(document, 1));
        var measured = RankingMeasures.of(IntStream.range(0, 10).boxed().toList(), gains);
        assertThat(measured.ndcg10()).isCloseTo(1, within(1e-9));
        assertThat(measured.recall10()).isEqualTo(0.5);
    }

    @Test
    void what_is_worth_nothing_is_not_ranked_and_equals_keep_their_order() {
        assertThat(RankingMeasures.ranking(new float[]{0, 2, 5, 2, 0})).containsExactly(2, 1, 3);
        assertThat(RankingMeasures.of(List.of(), Map.of(1, 1))).isEqualTo(new RankingMeasures(0, 0, 0, 0, 0));
    }

    @Test
    void questions_count_alike() {
        var questions = List.of(new BeirCollection.Question("a", "right", Map.of(0, 1)),
                new BeirCollection.Question("b", "wrong", Map.of(0, 1)));
        var measured = RankingMeasures.of(questions,
                text -> text.equals("right") ? new float[]{1, 0} : new float[]{0, 1});
        assertThat(measured).isEqualTo(new RankingMeasures(0.5, 0.5, 0.5, 0.5, 0.5));
    }
}
