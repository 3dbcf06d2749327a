package vn.motcua.bot.cli;

import java.nio.file.Files;
import java.nio.file.Path;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.motcua.bot.Scenario;

import static org.assertj.core.api.Assertions.assertThat;

class ImportCatalogueCommandTest {
    private static final String FERRY = "{\"code\":\"9.900001\",\"name\":\"Cấp giấy phép bến phà cho lạc đà\",\"agencies\":[\"Sở nuôi lạc đà\"]}\n";

    @TempDir
    Path folder;

    private TypedCommand kb(String... arguments) throws Exception {
        return TypedCommand.run(folder, arguments);
    }

    private String question() throws Exception {
        return kb("ask", "--json", "--data", data(), "giấy phép bến phà cho lạc đà ở đâu").out();
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    @Test
    void what_is_imported_is_answered_until_it_is_removed() throws Exception {
        var file = folder.resolve("names.jsonl");
        var ours = Scenario.BRAIN.knowledge().content().procedure("dn-ctcp").code().value();
        Files.writeString(file, FERRY + FERRY + "{\"code\":\"" + ours + "\",\"name\":\"Đăng ký công ty\"}\n");

        var imported = kb("kb", "import-catalogue", file.toString(), "--data", data());
        assertThat(imported.exit()).as(imported.complaints()).isZero();
        assertThat(imported.out()).startsWith("1 entries taken, 1 skipped because their code is one of ours, 1 skipped"
                + " as duplicates");
        assertThat(question()).contains("\"decision\":\"out_of_scope\"", "9.900001", "Sở nuôi lạc đà");
        assertThat(kb("kb", "search", "--data", data(), "giấy phép bến phà cho lạc đà").out())
                .contains("catalogue 9.900001");

        assertThat(kb("kb", "import-catalogue", "--remove", "--data", data()).out()).isEqualTo("removed\n");
        assertThat(question()).doesNotContain("9.900001");
    }

    @Test
    void a_file_with_a_bad_line_changes_nothing_and_names_it() throws Exception {
        var file = folder.resolve("names.jsonl");
        Files.writeString(file, FERRY + "{}\n");

        var refused = kb("kb", "import-catalogue", file.toString(), "--data", data());

        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.out()).isEmpty();
        assertThat(refused.complaints()).contains(file + ":2: \"code\" is needed");
        assertThat(Path.of(data())).doesNotExist();
        assertThat(kb("kb", "import-catalogue", "--data", data()).exit()).isEqualTo(2);
    }
}
