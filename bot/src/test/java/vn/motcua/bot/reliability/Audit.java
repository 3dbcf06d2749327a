package vn.motcua.bot.reliability;

import java.io.IOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

import com.fasterxml.jackson.databind.JsonNode;

import vn.motcua.bot.reliability.ChatClient.Answer;
import vn.motcua.bot.reliability.ChatClient.Talk;

import static org.assertj.core.api.Assertions.assertThat;

/// Compares what citizens were told before the service died with what the service knows after it came back.
final class Audit {
    private final ChatClient client;

    Audit(ChatClient client) {
        this.client = client;
    }

    /// Each acknowledged message is there once, with the reply and the number that were acknowledged; each other one at
    /// most once. Sent again, the former get the same answer byte for byte, and the latter a 200. Then all of them are
    /// there once, where they were.
    void check(Collection<Message> messages) throws IOException {
        var talks = messages.stream().collect(Collectors.groupingBy(Message::talk));
        for (var talk : talks.entrySet()) {
            check(talk.getKey(), talk.getValue());
        }
    }

    private void check(Talk talk, List<Message> messages) throws IOException {
        var before = effects(talk);
        for (var message : messages) {
            var acknowledgement = message.acknowledgement();
            if (acknowledgement.isPresent()) {
                assertThat(before.keySet()).as("lost").contains(message.text());
                assertThat(before.get(message.text())).isEqualTo(acknowledged(acknowledgement.get()));
            }
        }
        for (var message : messages) {
            var again = client.say(message);
            assertThat(again.status()).as(again.body()).isEqualTo(200);
            message.acknowledged(again.body());
        }
        var after = effects(talk);
        assertThat(after.keySet()).containsExactlyInAnyOrderElementsOf(messages.stream().map(Message::text).toList());
        before.forEach((text, effect) -> assertThat(after.get(text)).isEqualTo(effect));
        for (var message : messages) {
            assertThat(after.get(message.text())).isEqualTo(acknowledged(message.acknowledgement().orElseThrow()));
        }
    }

    /// What a message led to.
    ///
    /// @param seq number of the reply
    private record Effect(long seq, JsonNode reply) {
    }

    private static Effect acknowledged(String body) {
        var json = new Answer(200, body).json();
        assertThat(json.required("replies")).as(body).hasSize(1);
        return new Effect(json.required("seq").longValue(), json.required("replies").required(0));
    }

    /// The effects in a conversation by the text that had them. Numbers have no gaps, each text stands there once, and
    /// exactly one reply follows it.
    private Map<String, Effect> effects(Talk talk) throws IOException {
        var events = client.transcript(talk);
        assertThat(events.size()).as("half a turn").isEven();
        var effects = new HashMap<String, Effect>();
        for (int at = 0; at < events.size(); at++) {
            assertThat(events.get(at).required("seq").longValue()).isEqualTo(at + 1L);
            assertThat(events.get(at).required("type").textValue()).isEqualTo(at % 2 == 0 ? "said" : "replied");
            if (at % 2 == 1) {
                var text = events.get(at - 1).required("text").textValue();
                var twice = effects.put(text, new Effect(at + 1L, events.get(at).required("reply")));
                assertThat(twice).as("there twice: " + text).isNull();
            }
        }
        return effects;
    }
}
