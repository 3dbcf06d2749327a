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

import static org.assertj.core.api.Assertions.assertThat;

class CurrentBrainTest {
    private static final String FEE = "lệ phí thành lập công ty cổ phần là bao nhiêu";

    @TempDir
    private Path folder;

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

    private static String answer(CurrentBrain brain) {
        return brain.get().hear(DialogueState.fresh(), FEE, Instant.EPOCH).reply().text();
    }

    @Test
    void a_changed_fee_is_answered_after_a_refresh_and_content_with_mistakes_is_left_aside() throws IOException {
        var brain = new CurrentBrain(folder, Messages.load(Scenario.CONFIG), Contacts.NONE,
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
