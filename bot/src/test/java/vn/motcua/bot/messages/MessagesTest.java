package vn.motcua.bot.messages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.motcua.knowledge.content.Language;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

class MessagesTest {
    private static final Messages SHIPPED = Messages.load(Path.of("..", "config"));

    @Test
    void both_languages_have_the_same_keys_and_places_to_fill() {
        assertThat(SHIPPED.keys(Language.EN)).isEqualTo(SHIPPED.keys(Language.VI)).isNotEmpty();
        for (var key : SHIPPED.keys(Language.VI)) {
            assertThat(places(Language.EN, key)).as(key).isEqualTo(places(Language.VI, key));
        }
    }

    @Test
    void a_folder_without_texts_has_those_shipped_and_one_with_some_overrides_them(@TempDir Path folder)
            throws IOException {
        assertThat(Messages.load(folder).text(Language.VI, "page.fee")).isEqualTo("Phí, lệ phí");
        Files.writeString(folder.resolve("messages_vi.properties"), "page.fee=Lệ phí\n");
        assertThat(Messages.load(folder).text(Language.VI, "page.fee")).isEqualTo("Lệ phí");
        assertThat(Messages.load(folder).text(Language.VI, "page.time")).isEqualTo("Thời hạn giải quyết");
    }

    @Test
    void arguments_are_put_in_as_they_are() {
        assertThat(SHIPPED.text(Language.EN, "obligation.within", "{1}", "it's")).isEqualTo("within {1} from it's");
    }

    @Test
    void an_unknown_key_is_a_mistake() {
        assertThatIllegalArgumentException().isThrownBy(() -> SHIPPED.text(Language.VI, "no.such.key"));
    }

    private static String places(Language language, String key) {
        return Pattern.compile("\\{\\d}").matcher(SHIPPED.text(language, key)).results().map(found -> found.group())
                .sorted().toList().toString();
    }
}
