package vn.motcua.bot.live;

import java.util.stream.Stream;

import org.junit.jupiter.api.Test;

import vn.motcua.bot.conversation.ConversationId;

import static org.assertj.core.api.Assertions.assertThat;

class LocalLiveTest implements LiveContract {
    private final LocalLive live = new LocalLive();

    @Override
    public Live node() {
        return live;
    }

    @Override
    public Live otherNode() {
        return live;
    }

    @Test
    void after_enough_calls_everybody_has_looked_and_nobody_twice_before_that() {
        var ears = Stream.generate(Ear::new).limit(7).toList();
        ears.forEach(ear -> live.watch(ConversationId.next(), ear));
        for (int at = 0; at < 3; at++) {
            live.wakeNext(3);
        }
        assertThat(ears).allSatisfy(ear -> assertThat(ear.heard).hasSizeBetween(1, 2));
        assertThat(ears.stream().mapToInt(ear -> ear.heard.size()).sum()).isEqualTo(9);
        live.wakeNext(1_000);
        assertThat(ears.stream().mapToInt(ear -> ear.heard.size()).sum()).isEqualTo(16);
    }
}
