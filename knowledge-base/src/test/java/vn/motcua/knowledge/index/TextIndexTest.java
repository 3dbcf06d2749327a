package vn.motcua.knowledge.index;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class TextIndexTest {
    private final Dictionary dictionary = new Dictionary();
    private final TextIndex index = index("đăng ký hộ kinh doanh", "đăng ký chi nhánh", "tạm ngừng chi nhánh chi nhánh",
            "giải thể công ty cổ phần, một câu dài hơn hẳn những câu kia và cũng nói về chi nhánh");

    private TextIndex index(String... texts) {
        var builder = new TextIndex.Builder(dictionary, 1.2f, 0.75f);
        for (var text : texts) {
            builder.add(Tokens.of(text));
        }
        return builder.build();
    }

    private Query of(Map<Form, Map<String, Float>> wanted) {
        return dictionary.query(wanted);
    }

    @Test
    void worthIsZeroWhereNoTokenStands() {
        var scores = index.scores(of(Map.of(Form.FOLDED, Map.of("ngung", 1f))));
        assertThat(scores).hasSize(4);
        assertThat(scores[2]).isPositive();
        assertThat(new float[]{scores[0], scores[1], scores[3]}).containsOnly(0);
    }

    @Test
    void rareTokensAreWorthMoreThanCommonOnes() {
        var scores = index.scores(of(Map.of(Form.FOLDED, Map.of("ho", 1f, "nhanh", 1f))));
        assertThat(scores[0]).isGreaterThan(scores[1]);
    }

    @Test
    void repetitionCountsAndLengthHoldsBack() {
        var scores = index.scores(of(Map.of(Form.FOLDED, Map.of("chi", 1f))));
        assertThat(scores[2]).isGreaterThan(scores[1]);
        assertThat(scores[1]).isGreaterThan(scores[3]);
    }

    @Test
    void weightsAreFactors() {
        var once = index.scores(of(Map.of(Form.FOLDED_PAIRS, Map.of("chi nhanh", 1f))));
        var twice = index.scores(of(Map.of(Form.FOLDED_PAIRS, Map.of("chi nhanh", 2f))));
        assertThat(twice[1]).isEqualTo(2 * once[1]);
    }

    @Test
    void diacriticsCountOnlyInTheExactForm() {
        assertThat(index.scores(of(Map.of(Form.EXACT, Map.of("nhanh", 1f))))).containsOnly(0);
        assertThat(index.scores(of(Map.of(Form.EXACT, Map.of("nhánh", 1f))))[1]).isPositive();
    }

    @Test
    void staysTheSameWhenWrittenAndRead() throws IOException {
        var bytes = new ByteArrayOutputStream();
        index.write(new DataOutputStream(bytes));
        var read = TextIndex.read(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        var wanted = of(Map.of(Form.EXACT, Map.of("chi", 1f), Form.FOLDED, Map.of("ky", 0.5f), Form.FOLDED_PAIRS,
                Map.of("cong ty", 2f)));
        assertThat(read.size()).isEqualTo(4);
        assertThat(read.scores(wanted)).isEqualTo(index.scores(wanted));
    }

    @Test
    void anEmptyIndexFindsNothing() {
        assertThat(index().scores(of(Map.of(Form.FOLDED, Map.of("chi", 1f))))).isEmpty();
    }

    @Test
    void aTextMayBeIndexedInSomeFormsOnlyAndRepetitionCounts() {
        var pairs = new Dictionary();
        var builder = new TextIndex.Builder(pairs, 1.2f, 0);
        builder.add(Map.of(Form.EXACT_PAIRS, List.of("chi nhánh", "chi nhánh")));
        builder.add(Map.of(Form.EXACT_PAIRS, List.of("chi nhánh")));
        var built = builder.build();
        var scores = built.scores(pairs.query(Map.of(Form.EXACT_PAIRS, Map.of("chi nhánh", 1f))));
        assertThat(scores[0]).isGreaterThan(scores[1]);
        assertThat(scores[1]).isPositive();
        assertThat(built.scores(pairs.query(Map.of(Form.EXACT, Map.of("chi", 1f))))).containsOnly(0);
    }
}
