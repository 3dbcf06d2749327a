package vn.motcua.knowledge.search;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.knowledge.ContentFolder;
import vn.motcua.knowledge.content.Communes;
import vn.motcua.knowledge.content.Communes.Commune;
import vn.motcua.knowledge.content.Communes.Former;
import vn.motcua.knowledge.content.Communes.Place;
import vn.motcua.knowledge.language.Syllables;
import vn.motcua.knowledge.search.NamedCommune.Asks;

import static org.assertj.core.api.Assertions.assertThat;

class CommuneFinderTest {
    private static final Communes COMMUNES = ContentFolder.content().communes();
    private static final CommuneFinder FINDER = new CommuneFinder(COMMUNES);

    static Stream<Former> former() {
        return COMMUNES.former().stream();
    }

    static Stream<Commune> communes() {
        return COMMUNES.communes().values().stream();
    }

    private static String kind(Communes.Kind kind) {
        return switch (kind) {
            case XA -> "xã";
            case PHUONG -> "phường";
            case THI_TRAN -> "thị trấn";
            case HUYEN -> "huyện";
            case THANH_PHO -> "thành phố";
        };
    }

    private static List<Place> places(String text) {
        return FINDER.find(text).map(NamedCommune::places).orElse(List.of());
    }

    /// What a text leads to, as a reader would write it: "Kỳ Lừa", or "A | B" where it is open.
    private static String now(String text) {
        return places(text).stream().map(place -> place.now().stream().map(Commune::name)
                .collect(Collectors.joining("+"))).collect(Collectors.joining(" | "));
    }

    @ParameterizedTest
    @MethodSource("former")
    void every_former_unit_is_found_by_its_name_and_district(Former former) {
        var district = former.district();
        var names = List.of(
                "%s %s, %s %s".formatted(kind(former.kind()), former.name(), kind(district.kind()), district.name()),
                "tôi ở %s %s cũ, %s %s".formatted(kind(former.kind()), former.name(), kind(district.kind()),
                        district.name()),
                "%s %s %s %s thì nộp ở đâu".formatted(kind(district.kind()), district.name(), kind(former.kind()),
                        former.name()));
        for (var name : names) {
            assertThat(places(name)).as(name).containsExactly(former);
            // Without diacritics two names of one district could be one; in this province none are.
            assertThat(places(Syllables.fold(name))).as(Syllables.fold(name)).containsExactly(former);
        }
    }

    @ParameterizedTest
    @MethodSource("former")
    void a_name_alone_leads_to_every_place_that_had_it(Former former) {
        var alike = COMMUNES.former().stream()
                .filter(other -> other.name().equals(former.name()) && other.kind() == former.kind()).toList();
        assertThat(places("tôi ở " + kind(former.kind()) + " " + former.name() + " cũ"))
                .containsExactlyElementsOf(alike);
    }

    @ParameterizedTest
    @MethodSource("communes")
    void every_present_commune_is_found_by_its_name(Commune commune) {
        var name = kind(commune.kind()) + " " + commune.name() + " mới";
        assertThat(places("tôi ở " + name)).containsExactly(commune);
        assertThat(places(Syllables.fold("toi o " + name))).containsExactly(commune);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        Tôi ở xã Hồng Phong huyện Cao Lộc thì nộp ở đâu | Đồng Đăng
        hồng phong, bình gia thì nộp ở đâu              | Hồng Phong
        xa hong phong h. cao loc nop o dau              | Đồng Đăng
        x.Hồng Phong, h.Bình Gia                        | Hồng Phong
        p. Vĩnh Trại                                    | Đông Kinh
        p.chi lang, tp lang son                         | Lương Văn Tri
        tt đồng đăng                                    | Đồng Đăng
        TT. Cao Lộc, huyện Cao Lộc cũ                   | Kỳ Lừa
        xã Chi Lăng huyện Chi Lăng                      | Chi Lăng
        chi lăng, tràng định giờ là xã nào              | Thất Khê
        tân thanh văn lãng                              | Hoàng Văn Thụ
        xã Hoà Bình, Hữu Lũng                           | Yên Bình
        xã Quí Hòa                                      | Quý Hòa
        xã cũ Mai Pha                                   | Đông Kinh
        former Gia Cat commune                          | Kỳ Lừa
        Hong Phong commune, Cao Loc district            | Đồng Đăng
        thị trấn Nông Trường Thái Bình                  | Thái Bình
        ở xã Tân Thành, Bắc Sơn lập hộ kinh doanh       | Nhất Hòa
        xã Bính Xá                                      | Đình Lập+Kiên Mộc
        ở Hoàng Đồng thì ghi phường gì                  | Tam Thanh
        """)
    void a_place_is_found_however_it_is_written(String text, String now) {
        assertThat(now(text)).isEqualTo(now);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        xã Hồng Phong          | Hồng Phong, Đồng Đăng
        xã Hòa Bình            | Thiện Long, Văn Quan, Yên Bình, Vạn Linh
        xa tan thanh           | Hoàng Văn Thụ, Tân Đoàn, Nhất Hòa, Tân Thành
        xã Tân Thanh           | Hoàng Văn Thụ
        xa nhat tien           | Nhất Hòa, Vân Nham
        xã Nhật Tiến           | Vân Nham
        phường Hoàng Văn Thụ   | Kỳ Lừa
        xã Hoàng Văn Thụ       | Bình Gia, Hoàng Văn Thụ
        thị trấn Chi Lăng      | Chi Lăng
        xã Chi Lăng            | Thất Khê, Chi Lăng
        """)
    void a_name_that_existed_twice_stays_open_as_far_as_the_text_leaves_it_open(String text, String expected) {
        assertThat(places(text).stream().flatMap(place -> place.now().stream()).map(Commune::name))
                .containsExactlyInAnyOrder(expected.split(", "));
    }

    @ParameterizedTest
    @ValueSource(strings = {"hợp tác xã Tân Thành nộp hồ sơ ở đâu", "hop tac xa hoa binh nop o dau",
            "xã đồng ý rồi thì nộp hồ sơ ở đâu", "len xa dong tien o dau", "ở Tân thành lập công ty nộp ở đâu",
            "cong ty phuong dong kinh doanh gi", "xã Tân Lập, huyện Đồng Hỷ, Thái Nguyên nộp ở đâu",
            "xã Tân Thành tỉnh Ninh Bình", "tôi ở Hòa Bình thì nộp ở đâu", "xã hội", "thành phố Lạng Sơn",
            "tỉnh Lạng Sơn",
            "huyện Cao Lộc cũ", "chuyển từ xã Gia Cát sang xã Mai Pha thì nộp ở đâu", "",
            "địa phương Tam Thanh"})
    void what_only_looks_like_a_place_of_ours_is_left_alone(String text) {
        assertThat(FINDER.find(text).filter(NamedCommune::plain)).as(text).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"công ty Thành Hòa nộp hồ sơ ở đâu", "anh Minh Khai nộp ở đâu",
            "đường Hoàng Văn Thụ nộp ở đâu", "khu kinh tế cửa khẩu Đồng Đăng – Lạng Sơn ở đâu"})
    void a_name_alone_is_neither_a_plain_place_nor_said_to_be_where_somebody_is(String text) {
        assertThat(FINDER.find(text).stream()).allSatisfy(named -> {
            assertThat(named.plain()).isFalse();
            assertThat(named.located()).isFalse();
        });
    }

    @Test
    void tells_what_is_asked_and_what_else_the_text_says() {
        var named = FINDER.find("mở hộ kinh doanh ở xã Gia Cát cũ huyện Cao Lộc thì nộp ở đâu").orElseThrow();
        assertThat(named.asks()).isEqualTo(Asks.WHERE);
        assertThat(named.rest()).isEqualTo("mở hộ kinh doanh thì nộp ở đâu");
        assertThat(FINDER.find("xã Gia Cát giờ thuộc xã nào").orElseThrow().asks()).isEqualTo(Asks.WHICH);
        assertThat(FINDER.find("ở xã Gia Cát mở quán cần giấy gì").orElseThrow().asks()).isEqualTo(Asks.NOTHING);
    }
}
