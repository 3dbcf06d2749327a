package vn.motcua.bot.turn;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.motcua.bot.Scenario;
import vn.motcua.bot.configuration.Configuration.Contacts;
import vn.motcua.bot.conversation.DialogueState;
import vn.motcua.bot.dialogue.Circumstances;
import vn.motcua.bot.messages.Messages;
import vn.motcua.knowledge.content.InvalidContentException;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class CurrentBrainTest {
    private static final String FEE = "lệ phí thành lập công ty cổ phần là bao nhiêu";

    @TempDir
    private Path folder;

    @TempDir
    private Path data;

    @BeforeEach
    void copy_the_content() throws IOException {
        try (var files = Files.walk(Scenario.CONTENT)) {
            files.filter(Files::isRegularFile).forEach(file -> {
                var copy = folder.resolve(Scenario.CONTENT.relativize(file).toString());
                try {
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                } catch (IOException failed) {
                    throw new UncheckedIOException(failed);
                }
            });
        }
    }

    private void change(String from, String to) throws IOException {
        var file = folder.resolve("procedures/dn-ctcp.md");
        var text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    /// The id in all files, and the name of its file.
    private void rename(String id, String other) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : (Iterable<Path>) files.filter(Files::isRegularFile)::iterator) {
                Files.writeString(file, Files.readString(file).replace(id, other));
            }
        }
        Files.move(folder.resolve("procedures/" + id + ".md"), folder.resolve("procedures/" + other + ".md"));
    }

    @Test
    void content_without_what_the_program_leads_to_is_refused_at_once() throws IOException {
        rename("tt-hoso", "tt-tracuu");
        assertThatExceptionOfType(InvalidContentException.class)
                .isThrownBy(() -> new CurrentBrain(folder, data, Messages.load(Scenario.CONFIG), Contacts.NONE,
                        Circumstances.Costs.USUAL))
                .withMessage(
                        "procedures/tt-hoso.md: is missing, but the program leads citizens to \"tt-hoso\"; keep it,"
                                + " or change the program");
    }

    private static String answer(CurrentBrain brain) {
        return brain.get().hear(DialogueState.fresh(), FEE, Instant.EPOCH).reply().text();
    }

    @Test
    void a_changed_fee_is_answered_after_a_refresh_and_content_with_mistakes_is_left_aside() throws IOException {
        var brain = new CurrentBrain(folder, data, Messages.load(Scenario.CONFIG), Contacts.NONE,
                Circumstances.Costs.USUAL);
        assertThat(brain.refresh()).isFalse();

        change("amount_vnd: 50000", "amount_vnd: 51234");
        assertThat(answer(brain)).contains("50.000 đồng");
        assertThat(brain.refresh()).isTrue();
        assertThat(answer(brain)).contains("51.234 đồng");
        var version = brain.get().knowledge().content().version();

        change("amount_vnd: 51234", "amount_vnd: about fifty");
        assertThat(brain.refresh()).isFalse();
        assertThat(answer(brain)).contains("51.234 đồng");
        assertThat(brain.get().knowledge().content().version()).isEqualTo(version);
    }
}
