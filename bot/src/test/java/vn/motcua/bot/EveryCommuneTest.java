package vn.motcua.bot;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.understanding.Intent;
import vn.motcua.knowledge.content.Communes.Commune;
import vn.motcua.knowledge.content.Communes.Former;
import vn.motcua.knowledge.content.Communes.Kind;
import vn.motcua.knowledge.content.Content;

import static org.assertj.core.api.Assertions.assertThat;

/// Every commune there is and was, and every ordinary question that must not be taken for one about a commune.
class EveryCommuneTest {
    private static final String ARTICLE = "xa-cu-thuoc-xa-nao";
    private static final Content CONTENT = Scenario.BRAIN.knowledge().content();
    /// Asks of other topics that name a commune and ask where to go.
    private static final Set<String> ALSO_NAME_ONE = Set
            .of("muon dau tu kho bai o Tan Thanh thi nop ho so dau tu o dau",
                    "cong ty em co cai kho o Tan Thanh het hang het viec, chu dat lay lai, so nam chu so cua kho do phai huy o dau",
                    "Tôi mười lăm năm làm xuất nhập khẩu ở Tân Thanh, giờ muốn đi chỉ cách làm cho các công ty trẻ và được nhà nước ghi tên. Nộp hồ sơ vào đâu?",
                    "Htx chè của chúng tôi ở vùng cao, khách thì toàn dưới phố nên định thuê cái quầy ở phường Đông Kinh bày hàng. Quầy đó có cần giấy riêng không, xin ở đâu?");

    private static Reply hear(String text) {
        return Scenario.BRAIN.hear(DialogueState.fresh(), text, Instant.EPOCH).reply();
    }

    static Stream<Former> former() {
        return CONTENT.communes().former().stream();
    }

    static Stream<Commune> communes() {
        return CONTENT.communes().communes().values().stream();
    }

    private static String words(Kind kind) {
        return switch (kind) {
            case XA -> "xã";
            case PHUONG -> "phường";
            case THI_TRAN -> "thị trấn";
            case HUYEN -> "huyện";
            case THANH_PHO -> "thành phố";
        };
    }

    @ParameterizedTest
    @MethodSource("former")
    void every_former_unit_named_with_its_district_leads_to_its_present_commune(Former former) {
        var district = former.district();
        var reply = hear("mở hộ kinh doanh ở %s %s cũ, %s %s thì nộp ở đâu".formatted(words(former.kind()),
                former.name(), words(district.kind()), district.name()));
        assertThat(reply.decision()).isEqualTo("answer");
        assertThat(reply.procedure()).isEqualTo("hkd-moi");
        assertThat(reply.text()).contains("%s %s (%s %s cũ)".formatted(words(former.kind()), former.name(),
                words(district.kind()), district.name()));
        assertThat(former.now()).allSatisfy(
                commune -> assertThat(reply.text()).contains(words(commune.kind()) + " " + commune.name()));
    }

    @ParameterizedTest
    @MethodSource("former")
    void a_former_unit_named_without_its_district_is_asked_back_exactly_when_others_had_its_name(Former former) {
        var namesakes = former().filter(other -> other.kind() == former.kind() && other.name().equals(former.name()))
                .toList();
        var reply = hear("tôi ở %s %s cũ thì nộp ở đâu".formatted(words(former.kind()), former.name()));
        assertThat(reply.decision()).isEqualTo(namesakes.size() > 1 ? "clarify" : "answer");
        assertThat(reply.choices().stream().filter(choice -> choice.value().startsWith("commune:")))
                .hasSize(namesakes.size() > 1 ? namesakes.size() : 0);
    }

    @ParameterizedTest
    @MethodSource("communes")
    void every_present_commune_is_told_where_its_people_file(Commune commune) {
        var name = words(commune.kind()) + " " + commune.name();
        assertThat(hear("tôi ở " + name + " mới thì nộp hồ sơ hộ kinh doanh ở đâu").text()).contains("UBND " + name);
    }

    @Test
    void ordinary_questions_are_never_taken_for_questions_about_a_commune() {
        var taken = new ArrayList<String>();
        int heard = 0;
        for (var entry : CONTENT.entries()) {
            for (var ask : Stream.concat(entry.asks().stream(), entry.asksEnglish().stream()).toList()) {
                heard++;
                if (!entry.id().equals(ARTICLE) && Scenario.BRAIN.hear(DialogueState.fresh(), ask, Instant.EPOCH)
                        .understood().intent() == Intent.COMMUNE) {
                    taken.add(ask);
                }
            }
        }
        assertThat(heard).isGreaterThan(2_000);
        assertThat(ALSO_NAME_ONE).containsAll(taken);
    }

    @Test
    void the_general_article_speaks_where_no_single_commune_is_named() {
        var article = Objects.requireNonNull(CONTENT.articles().get(ARTICLE));
        var replies = article.asks().stream().map(EveryCommuneTest::hear).toList();
        assertThat(replies).allMatch(reply -> reply.decision().equals("answer") && ARTICLE.equals(reply.article()));
        assertThat(replies.stream().filter(reply -> List.of(reply.text().split("\n")).getFirst().contains("65 đơn vị")))
                .hasSizeLessThan(replies.size() / 2);
    }
}
