package vn.motcua.bot.store;

import java.util.List;

import org.junit.jupiter.api.Test;

import vn.motcua.bot.conversation.Speaker;
import vn.motcua.bot.conversation.TranscriptEvent.Said;

import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static vn.motcua.bot.store.Samples.NOON;
import static vn.motcua.bot.store.Samples.hash;
import static vn.motcua.bot.store.Samples.stranger;
import static vn.motcua.bot.store.Samples.turn;

class TurnTest {

    @Test
    void numbers_its_events_without_gaps() {
        assertThatIllegalArgumentException().isThrownBy(
                () -> turn(stranger(), "1", List.of(new Said(2, NOON, "hai", null))));
    }

    @Test
    void counts_its_events() {
        var before = stranger();
        var after = before.after(1, Speaker.BOT, before.dialogue());
        assertThatIllegalArgumentException().isThrownBy(
                () -> new Turn("web", "1", hash(1), "answered", before, after, List.of(), NOON));
    }

    @Test
    void leads_to_the_next_revision_of_the_same_conversation() {
        var before = stranger();
        var other = stranger().after(0, Speaker.BOT, before.dialogue());
        for (var after : List.of(before, other)) {
            assertThatIllegalArgumentException().isThrownBy(
                    () -> new Turn("web", "1", hash(1), "answered", before, after, List.of(), NOON));
        }
    }
}
