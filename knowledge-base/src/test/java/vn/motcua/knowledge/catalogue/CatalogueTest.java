package vn.motcua.knowledge.catalogue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import vn.motcua.knowledge.content.CatalogueEntry;

import static org.assertj.core.api.Assertions.assertThat;

class CatalogueTest {
    private static final CatalogueEntry FERRY = new CatalogueEntry("1.900001", "Cấp giấy phép bến đò ngang",
            List.of("Sở Xây dựng"), "Bộ Xây dựng");
    private static final CatalogueEntry BEES = new CatalogueEntry("1.900002", "Đăng ký trại ong mật", List.of(), "");

    @TempDir
    private Path data;

    private CatalogueImport read(String... lines) throws IOException {
        var file = data.resolve("names.jsonl");
        Files.write(file, List.of(lines));
        return CatalogueImport.read(file, Set.of("1.900009"));
    }

    @Test
    void entries_come_in_tidied_once_per_name_and_never_with_a_code_of_ours() throws IOException {
        var read = read(
                "{\"code\":\"1.900001\",\"name\":\" Cấp  giấy phép\\nbến đò ngang\",\"agencies\":[\"\",\"Sở Xây dựng\"],\"issued_by\":\"UBND tỉnh X\"}",
                "{\"code\":\"1.900001\",\"name\":\"Cấp giấy phép bến phà\"}",
                "",
                "{\"code\":\"1.900003\",\"name\":\"CẤP GIẤY PHÉP BẾN ĐÒ NGANG\",\"agencies\":[],\"issued_by\":\"Bộ Xây dựng\"}",
                "{\"code\":\"1.900009\",\"name\":\"Đăng ký doanh nghiệp\"}");

        assertThat(read.problems()).isEmpty();
        assertThat(read.ours()).isEqualTo(1);
        assertThat(read.duplicates()).isEqualTo(2);
        assertThat(read.taken()).as("what a ministry lists holds in more places than what one province lists")
                .containsExactly(new CatalogueEntry("1.900003", "CẤP GIẤY PHÉP BẾN ĐÒ NGANG", List.of(),
                        "Bộ Xây dựng"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', value = {"no json | no JSON", "[] | no JSON object",
            "{\"name\":\"a\"} | \"code\" is needed", "{\"code\":\"12\",\"name\":\"a\"} | \"code\" begins with",
            "{\"code\":\"1.900001\"} | \"name\" is needed", "{\"code\":\"1.900001\",\"name\":\"…\"} | says nothing",
            "{\"code\":\"1.900001\",\"name\":\"a\",\"agencies\":\"b\"} | \"agencies\" is a list",
            "{\"code\":\"1.900001\",\"name\":\"a\",\"agencies\":[1]} | \"agencies\" is a list",
            "{\"code\":\"1.900001\",\"name\":\"a\",\"issued_by\":1} | \"issued_by\" is a text"})
    void a_bad_line_is_refused_with_its_number(String line, String expected) throws IOException {
        var read = read("{\"code\":\"1.900002\",\"name\":\"Đăng ký trại ong mật\"}", line);

        assertThat(read.problems()).singleElement().asString().contains("names.jsonl:2: ").contains(expected);
    }

    @Test
    void what_is_written_is_read_and_a_later_one_takes_its_place() throws IOException {
        assertThat(Catalogue.read(data)).isEmpty();
        Catalogue.of(List.of(FERRY, BEES)).write(data);
        var first = Catalogue.read(data).orElseThrow();
        Catalogue.of(List.of(BEES)).write(data);
        var second = Catalogue.read(data).orElseThrow();

        assertThat(first.entries()).containsExactly(FERRY, BEES);
        assertThat(first.version()).matches("[0-9a-f]{12}").isEqualTo(Catalogue.of(List.of(FERRY, BEES)).version());
        assertThat(second.entries()).containsExactly(BEES);
        assertThat(second.version()).isNotEqualTo(first.version());
        try (var left = Files.list(data)) {
            assertThat(left).as("nothing half written stays").containsExactly(data.resolve(Catalogue.FILE));
        }
        assertThat(Catalogue.remove(data)).isTrue();
        assertThat(Catalogue.remove(data)).isFalse();
        assertThat(Catalogue.read(data)).isEmpty();
    }

    @Test
    void a_file_that_cannot_be_read_is_left_aside() throws IOException {
        Catalogue.of(List.of(FERRY)).write(data);
        var file = data.resolve(Catalogue.FILE);
        var whole = Files.readAllBytes(file);
        for (int length : new int[]{0, 1, 30, whole.length / 2, whole.length - 1}) {
            Files.write(file, Arrays.copyOf(whole, length));
            assertThat(Catalogue.read(data)).as("cut at %d", length).isEmpty();
        }
        whole[10] ^= 1;
        Files.write(file, whole);
        assertThat(Catalogue.read(data)).as("another format").isEmpty();
    }
}
