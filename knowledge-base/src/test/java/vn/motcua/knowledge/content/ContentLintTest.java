package vn.motcua.knowledge.content;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.knowledge.ContentFolder;
import vn.motcua.knowledge.content.ContentReader.Reading;
import vn.motcua.knowledge.yaml.Problem;

import static org.assertj.core.api.Assertions.assertThat;

/// Each mistake is put into a copy of the real content, so that nothing else is wrong with it.
class ContentLintTest {
    private static final String SUSPENSION = "procedures/tn-tamngung.md";

    @TempDir
    private Path folder;

    @BeforeEach
    void copy_the_content() throws IOException {
        try (Stream<Path> files = Files.walk(ContentFolder.PATH)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                var copy = folder.resolve(ContentFolder.PATH.relativize(file).toString());
                try {
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
    }

    private void change(String file, String from, String to) throws IOException {
        var path = folder.resolve(file);
        var text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replaceFirst(Pattern.quote(from),
                Matcher.quoteReplacement(to)));
    }

    private Reading read() {
        return ContentReader.read(folder);
    }

    private static int lineOf(Path file, String words) throws IOException {
        var lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(words)) {
                return i + 1;
            }
        }
        return 0;
    }

    @Test
    void finds_nothing_wrong_in_a_plain_copy() {
        assertThat(read().problems()).isEmpty();
    }

    @Test
    void reports_everything_at_once_with_file_and_line() throws IOException {
        change(SUSPENSION, "unit: working-days", "unti: working-days");
        change("procedures/dn-ctcp.md", "level: province", "level: district");
        change("laws.yaml", "certainty: verified", "certainty: sure");
        assertThat(read().problems()).extracting(Problem::file)
                .contains(SUSPENSION, "procedures/dn-ctcp.md", "laws.yaml");
        assertThat(read().problems()).anySatisfy(problem -> {
            assertThat(problem.message()).isEqualTo("unknown key \"unti\"");
            assertThat(problem.line()).isEqualTo(lineOf(folder.resolve(SUSPENSION), "unti:"));
        });
        assertThat(read().problems()).anyMatch(problem -> problem.message().startsWith("\"unit\" is missing"));
    }

    @Test
    void refuses_a_reference_to_nothing() throws IOException {
        change(SUSPENSION, "- law: nd-168-2025", "- law: nd-999-2025");
        assertThat(read().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).isEqualTo("there is no law \"nd-999-2025\"");
            assertThat(problem.line()).isPositive();
        });
    }

    @Test
    void refuses_a_fee_that_names_no_way_of_filing() throws IOException {
        change("procedures/dn-ctcp.md", "channels: [in-person, post]", "channels: []");
        assertThat(read().problems()).extracting(Problem::message)
                .contains("\"channels\" names no way of filing");
    }

    @Test
    void refuses_an_amount_that_is_a_guess() throws IOException {
        change("procedures/hkd-moi.md", "amount_vnd: unknown", "amount_vnd: 100000");
        assertThat(read().problems()).extracting(Problem::message)
                .contains("a fee has certainty unknown exactly when its amount is unknown");
    }

    @Test
    void refuses_the_same_way_of_asking_in_two_procedures_even_without_diacritics() throws IOException {
        change(SUSPENSION, "asks:\n", "asks:\n  - \"Mở quán nhậu cạnh chợ Kỳ Lừa\"\n");
        change("procedures/hkd-moi.md", "asks:\n", "asks:\n  - \"mo quan nhau canh cho ky lua\"\n");
        assertThat(read().problems()).extracting(Problem::message)
                .containsExactly("\"Mở quán nhậu cạnh chợ Kỳ Lừa\" also asks for hkd-moi (procedures/hkd-moi.md), as"
                        + " \"mo quan nhau canh cho ky lua\"");
    }

    @Test
    void names_no_difference_between_ways_of_asking_that_have_none() throws IOException {
        change("procedures/hkd-moi.md", "asks:\n", "asks:\n  - \"Mở quán nhậu cạnh chợ Kỳ Lừa\"\n");
        change(SUSPENSION, "asks:\n",
                "asks:\n  - \"Mở quán nhậu cạnh chợ Kỳ Lừa\"\n  - \"Nghỉ bán ít hôm\"\n  - \"Nghỉ bán ít hôm\"\n");
        assertThat(read().problems()).containsExactly(
                new Problem(SUSPENSION, lineOf(folder.resolve(SUSPENSION), "Kỳ Lừa"),
                        "\"Mở quán nhậu cạnh chợ Kỳ Lừa\" also asks for hkd-moi (procedures/hkd-moi.md)"),
                new Problem(SUSPENSION, lineOf(folder.resolve(SUSPENSION), "ít hôm") + 1,
                        "\"Nghỉ bán ít hôm\" stands twice"));
    }

    @Test
    void refuses_ways_of_asking_that_differ_only_by_the_title_put_in() throws IOException {
        change("procedures/dn-ctcp.md", "asks:\n",
                "asks:\n  - \"cho hỏi nhanh Đăng ký thành lập công ty cổ phần với ad ơi\"\n");
        change("procedures/dn-hopdanh.md", "asks:\n",
                "asks:\n  - \"cho hỏi nhanh Đăng ký thành lập công ty hợp danh với ad ơi\"\n");
        assertThat(read().problems()).anyMatch(problem -> problem.message().contains("only by the title"));
    }

    @Test
    void refuses_the_title_as_a_way_of_asking() throws IOException {
        change("procedures/dn-ctcp.md", "asks:\n", "asks:\n  - \"thủ tục đăng ký thành lập công ty cổ phần\"\n");
        assertThat(read().problems()).anyMatch(problem -> problem.message().endsWith("is only the title"));
    }

    @Test
    void refuses_research_marks_and_promises_in_what_citizens_read() throws IOException {
        change(SUSPENSION, "result:\n  vi: \"", "result:\n  vi: \"(from-memory) ");
        change("procedures/dn-ctcp.md", "documents:\n", "documents:\n");
        change("procedures/dn-ctcp.md", "    - vi: \"Điều lệ công ty\"", "    - vi: \"Điều lệ, chắc chắn được cấp\"");
        assertThat(read().problems()).anyMatch(problem -> problem.message().startsWith("promises a result"));
    }

    @Test
    void reports_a_law_that_is_no_longer_in_force_and_a_fact_past_its_validity() throws IOException {
        change(SUSPENSION, "- law: nd-168-2025", "- law: nd-01-2021");
        change("procedures/dn-ctcp.md", "valid_to:", "valid_to: 2026-01-31");
        assertThat(read().problems()).isEmpty();
        assertThat(read().expired(LocalDate.of(2026, 11, 24))).extracting(Problem::message)
                .anyMatch(message -> message.startsWith("the legal basis nd-01-2021 is not in force"))
                .contains("valid_to 2026-01-31 has passed");
    }

    @Test
    void reports_an_evaluation_question_among_the_ways_of_asking() throws IOException {
        change(SUSPENSION, "asks:\n", "asks:\n  - \"câu hỏi đo lường bí mật\"\n");
        assertThat(read().leaked(List.of("cau hoi do luong bi mat?"))).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
        name: "Vĩnh Trại", district: lang-son}             | name: "Vĩnh Trại", district: lang-sơn}              | there is no district "lang-sơn"
        name: "Vĩnh Trại", district: lang-son}             | name: "Vĩnh Trại", district: lang-son, partial: true} | "Vĩnh Trại" (Lạng Sơn) is partial; where is the other part?
        name: "Vĩnh Trại", district: lang-son}             | name: "Tam Thanh", district: lang-son}              | "Tam Thanh" (Lạng Sơn) stands in 2 communes and must be partial in each
        name: "Kiên Mộc", district: dinh-lap, partial: true | name: "Kiên Mộc", district: dinh-lap              | "Kiên Mộc" (Đình Lập) stands in 2 communes and must be partial in each
        code: "05977"                                      | code: "05983"                                       | the code "05983" stands twice
        code: "05977"                                      | code: "5977"                                        | "5977" is not a code of five digits
        communes: 61                                       | communes: 60                                        | communes: 60 stated, 61 found
        former: 194                                        | former: 195                                         | former: 195 stated, 194 found
        everyday: ["Đồng Ý"                                | everyday: ["Đồng Tình"                              | there is no place "Đồng Tình"
        article: xa-cu-thuoc-xa-nao                        | article: xa-cu                                      | there is no article "xa-cu"
        {kind: phuong, name: "Vĩnh Trại"                   | {kynd: phuong, name: "Vĩnh Trại"                    | unknown key "kynd"
        """)
    void refuses_a_table_of_communes_that_does_not_add_up(String from, String to, String message) throws IOException {
        change("communes.yaml", from, to);
        assertThat(read().problems()).anySatisfy(problem -> {
            assertThat(problem.message()).isEqualTo(message);
            assertThat(problem.file()).isEqualTo("communes.yaml");
            assertThat(problem.line()).isPositive();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        01 = Nông   | 01: Nông   | expected code = name, the code a letter or two to five digits
        01 = Nông   | 1 = Nông   | expected code = name, the code a letter or two to five digits
        01 = Nông   | A = Nông   | the code "A" stands twice
        """)
    void refuses_a_business_line_that_is_none(String from, String to, String message) throws IOException {
        change("business-lines.txt", from, to);
        assertThat(read().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.message()).isEqualTo(message);
            assertThat(problem.file()).isEqualTo("business-lines.txt");
            assertThat(problem.line()).isEqualTo(5);
        });
    }

    @Test
    void reports_a_file_without_front_matter_instead_of_stopping() throws IOException {
        Files.writeString(folder.resolve(SUSPENSION), "no front matter here\n");
        assertThat(read().problems()).anyMatch(problem -> problem.message().contains("front matter"));
    }

    @Test
    void reports_lost_front_matter_once() throws IOException {
        change(SUSPENSION, "---\n", "");
        assertThat(read().problems())
                .containsExactly(new Problem(SUSPENSION, 1, "expected YAML front matter between two lines ---"));
    }

    @Test
    void reports_broken_yaml_with_its_line() throws IOException {
        change(SUSPENSION, "where:", "where: [");
        assertThat(read().problems())
                .anyMatch(problem -> problem.message().startsWith("not YAML") && problem.line() > 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {SUSPENSION, "articles/gio-lam-viec.md", "laws.yaml", "places.yaml", "communes.yaml",
            "umbrellas.yaml", "intents/greet.yaml", "intents/facets.yaml", "elsewhere/khac.yaml",
            "vocabulary/distinctions.yaml"})
    void reports_broken_yaml_once_without_what_follows_from_it(String file) throws IOException {
        var text = Files.readString(folder.resolve(file));
        var from = text.startsWith("---\n") ? "---\n" : "";
        Files.writeString(folder.resolve(file), from + "broken: [\n" + text.substring(from.length()));
        assertThat(read().problems()).singleElement().satisfies(problem -> {
            assertThat(problem.file()).isEqualTo(file);
            assertThat(problem.message()).startsWith("not YAML");
            assertThat(problem.line()).isPositive();
        });
    }

    @Test
    void reports_a_law_that_stands_twice_at_its_second_place() throws IOException {
        var laws = folder.resolve("laws.yaml");
        Files.writeString(laws,
                "  - {id: luat-dn-2020, number: \"1\", name: {vi: a}, about: {vi: b}, certainty: low}\n",
                StandardOpenOption.APPEND);
        assertThat(read().problems()).containsExactly(new Problem("laws.yaml", Files.readAllLines(laws).size(),
                "the id \"luat-dn-2020\" stands twice"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"procedures/notes.txt", "procedures/dn-ctcp.yaml", "procedure/dn-ctcp.md", "readme.md",
            "vocabulary/slang.txt", "procedures/dn-ctcp.md~"})
    void reports_a_file_that_nobody_reads(String name) throws IOException {
        Files.createDirectories(folder.resolve(name).getParent());
        Files.writeString(folder.resolve(name), "something\n");
        Files.writeString(folder.resolve("procedures/.dn-ctcp.md.swp"), "an editor's\n");
        assertThat(read().problems()).isEmpty();
        assertThat(read().unread()).extracting(Problem::file).containsExactly(name);
    }

    @Test
    void reports_what_has_not_come_on_the_day() throws IOException {
        change(SUSPENSION, "valid_from: ", "valid_from: 2030-01-01 # ");
        change("procedures/dn-ctcp.md", "approved_by:", "approved_by: An #");
        change("procedures/dn-ctcp.md", "approved_at:", "approved_at: 2030-02-01 #");
        assertThat(read().problems()).isEmpty();
        assertThat(read().expired(LocalDate.of(2026, 11, 24))).extracting(Problem::toString).containsExactly(
                "procedures/dn-ctcp.md:%d: approved_at 2030-02-01 has not come"
                        .formatted(lineOf(folder.resolve("procedures/dn-ctcp.md"), "approved_at: 2030")),
                SUSPENSION + ":%d: valid_from 2030-01-01 has not come, yet it is answered from"
                        .formatted(lineOf(folder.resolve(SUSPENSION), "valid_from:")));
        assertThat(read().expired(LocalDate.of(2030, 2, 1))).extracting(Problem::message)
                .noneMatch(message -> message.contains("has not come"));
    }
}
