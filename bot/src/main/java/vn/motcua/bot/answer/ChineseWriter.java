package vn.motcua.bot.answer;

import java.util.ArrayList;
import java.util.List;

import org.jspecify.annotations.Nullable;

import vn.motcua.bot.configuration.Configuration.Contacts;
import vn.motcua.bot.conversation.Choice;
import vn.motcua.bot.conversation.PickedValue;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.dialogue.Decision;
import vn.motcua.bot.messages.Messages;
import vn.motcua.knowledge.content.Content;

/// The few fixed replies to people who write Chinese: what this is, whom to turn to, where investors read on.
final class ChineseWriter {
    /// Where enterprises are looked up and registered.
    private static final String PORTAL = "dkkd";

    private final Content content;
    private final Messages messages;
    private final ContactWriter contacts;

    ChineseWriter(Content content, Messages messages, Contacts contacts) {
        this.content = content;
        this.messages = messages;
        this.contacts = new ContactWriter(contacts, messages::chinese);
    }

    /// The reply to a decision about a message in Chinese. Whatever could be answered in another language only gets the
    /// message about this service.
    Reply write(Decision decision) {
        return switch (decision) {
            case Decision.HandOff handOff -> reply("handoff", null, handOff.confidence(),
                    paragraphs(messages.chinese("handoff"), contacts.office()), List.of());
            case Decision.Complaint complaint -> reply("complaint", complaint.procedure().id(), complaint.confidence(),
                    paragraphs(messages.chinese("complaint"), contacts.protectedWays()), List.of(officer()));
            case Decision.Answer _,Decision.AnswerArticle _,Decision.AnswerCommune _,Decision.ClarifyCommune _,Decision.Clarify _,Decision.Status _,Decision.OutOfScope _,Decision.Catalogued _,Decision.SmallTalk _ ->
                reply("smalltalk", null, decision.confidence(), paragraphs(messages.chinese("service"), portal(),
                        contacts.investment(), contacts.office()), List.of(officer()));
        };
    }

    private String portal() {
        var portal = content.portals().get(PORTAL);
        return portal == null || portal.url() == null ? "" : messages.chinese("portal", portal.url());
    }

    private Choice officer() {
        return new Choice(messages.chinese("choice.handoff"), PickedValue.HANDOFF, null, null);
    }

    private static String paragraphs(String... texts) {
        var paragraphs = new ArrayList<String>();
        for (var text : texts) {
            if (!text.isEmpty()) {
                paragraphs.add(text);
            }
        }
        return String.join("\n", paragraphs);
    }

    private Reply reply(String decision, @Nullable String procedure, double confidence, String text,
            List<Choice> choices) {
        return new Reply(decision, procedure, List.of(), confidence, text, choices,
                List.of(new Reply.Part(procedure, List.of(), text, List.of())), List.of(), null, null,
                content.version());
    }
}
