package vn.motcua.knowledge.search;

import java.util.Comparator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import vn.motcua.knowledge.ContentFolder;

import static org.assertj.core.api.Assertions.assertThat;

class KnowledgeBaseTest {
    private static final KnowledgeBase KNOWLEDGE = KnowledgeBase.of(ContentFolder.content());

    private static String topic(Hit hit) {
        return switch (hit.topic()) {
            case Topic.OfEntry(var entry) -> entry.id();
            case Topic.OfUmbrella(var umbrella) -> umbrella.id();
            case Topic.OfIntent(var name) -> name;
        };
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        thành lập công ty cổ phần | dn-ctcp
        thanh lap cong ty co phan | dn-ctcp
        lập ctcp | dn-ctcp
        thành lập công ty tnhh hai thành viên | dn-tnhh2
        tăng vốn điều lệ công ty | td-tangvon
        tạm ngừng kinh doanh công ty | tn-tamngung
        tam ngung kinh doanh ho kinh doanh | hkd-tamngung
        mở hộ kinh doanh | hkd-moi
        thành lập hợp tác xã | htx-moi
        xin giấy chứng nhận đăng ký đầu tư | dt-capgcn
        suspend my company | tn-tamngung
        xin chào | greet
        cho tôi gặp cán bộ | handoff
        """)
    void finds_the_topic_however_it_is_written(String text, String expected) {
        assertThat(topic(KNOWLEDGE.find(text, 1).getFirst())).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        thanhf laapj cong ty co phan        | dn-ctcp
        thnah lap cong ty co phna           | dn-ctcp
        tang vn dieu le congty              | td-tangvon
        tang bon dieu le cong ty            | td-tangvon
        tam nugng kinh doanh ho kinh danh   | hkd-tamngung
        xin giay chung nham dang ky dau tu  | dt-capgcn
        """)
    void finds_the_topic_in_spite_of_slips_even_into_other_words(String text, String expected) {
        assertThat(topic(KNOWLEDGE.find(text, 1).getFirst())).isEqualTo(expected);
    }

    @Test
    void gives_probabilities_that_add_up_to_at_most_one() {
        var hits = KNOWLEDGE.find("đổi tên công ty", 100);
        assertThat(hits.stream().mapToDouble(Hit::probability).sum()).isBetween(0.5, 1.000001);
        assertThat(hits).isSortedAccordingTo(
                Comparator.comparingDouble(Hit::probability).reversed());
    }

    @Test
    void finds_nothing_where_there_is_nothing() {
        assertThat(KNOWLEDGE.find("", 5)).isEmpty();
        assertThat(KNOWLEDGE.find(" ?!… ", 5)).isEmpty();
    }

    @Test
    void takes_text_for_text_and_never_for_a_query() {
        assertThat(KNOWLEDGE.find("FOLDED:* AND (công ty^99 OR \"[a TO z]\") -x ~2", 5)).isNotNull();
        assertThat(KNOWLEDGE.find("giải thể ".repeat(5_000), 5)).isNotEmpty();
    }

    @Test
    void learns_the_same_from_the_same_content() {
        var again = KnowledgeBase.fresh(ContentFolder.content());
        assertThat(again.find("chuyển trụ sở sang tỉnh khác", 5))
                .usingRecursiveComparison()
                .isEqualTo(KnowledgeBase.fresh(ContentFolder.content()).find("chuyển trụ sở sang tỉnh khác",
                        5));
    }
}
