package vn.motcua.bot.wire;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

import org.junit.jupiter.api.Test;

import vn.motcua.bot.conversation.Choice;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.conversation.Speaker;
import vn.motcua.bot.conversation.TranscriptEvent;
import vn.motcua.knowledge.content.Citation;

import static org.assertj.core.api.Assertions.assertThat;

class WireJsonTest {
    private static final Instant AT = Instant.parse("2026-11-24T01:02:03.004567Z");

    @Test
    void a_reply_has_every_field_with_null_where_there_is_nothing() {
        var citation = new Citation("Thông tư 47/2019/TT-BTC", null, LocalDate.of(2019, 9, 20), null);
        var reply = new Reply("answer", "dn-ctcp", List.of("fee"), 0.9700000001, "Lệ phí\n50.000 đồng \"\u0001",
                List.of(new Choice("Hồ sơ?", "documents", "dn-ctcp", null)),
                List.of(new Reply.Part("dn-ctcp", List.of("fee"), "Lệ phí", List.of(citation))), List.of(citation),
                null,
                new Reply.GuideProgress("lap-ctcp", "ten", null, 1, 9), "abc");
        assertThat(json(writing -> ReplyJson.write(writing, reply))).isEqualTo(
                """
                {"decision":"answer","procedure":"dn-ctcp","facets":["fee"],"confidence":0.97,\
                "text":"Lệ phí\\n50.000 đồng \\"\\u0001",\
                "choices":[{"label":"Hồ sơ?","value":"documents","procedure":"dn-ctcp","facet":null}],\
                "parts":[{"procedure":"dn-ctcp","facets":["fee"],"text":"Lệ phí",\
                "citations":[{"document":"Thông tư 47/2019/TT-BTC","article":null,"valid_from":"2019-09-20","note":null}]}],\
                "citations":[{"document":"Thông tư 47/2019/TT-BTC","article":null,"valid_from":"2019-09-20","note":null}],\
                "article":null,"guide":{"id":"lap-ctcp","step":"ten","asks":null,"done":1,"of":9},"content_version":"abc"}""");
    }

    @Test
    void an_event_has_vietnamese_time_and_says_who_did_what() {
        assertThat(json(writing -> EventJson.write(writing, new TranscriptEvent.Said(1, AT, "chào", null)))).isEqualTo(
                "{\"seq\":1,\"at\":\"2026-11-24T08:02:03.004+07:00\",\"type\":\"said\",\"by\":\"citizen\",\"text\":\"chào\","
                        + "\"choice\":null}");
        assertThat(json(writing -> EventJson.write(writing,
                new TranscriptEvent.SpeakerChanged(2, AT, Speaker.OFFICER)))).isEqualTo(
                        "{\"seq\":2,\"at\":\"2026-11-24T08:02:03.004+07:00\",\"type\":\"speaker\",\"by\":\"system\","
                                + "\"speaker\":\"officer\"}");
    }

    private static String json(Json.Writing writing) {
        return new String(Json.bytes(writing), StandardCharsets.UTF_8);
    }
}
