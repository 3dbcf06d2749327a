package vn.motcua.bot.outbox;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

import vn.motcua.bot.conversation.Choice;
import vn.motcua.bot.conversation.PickedValue;
import vn.motcua.bot.conversation.Reply;
import vn.motcua.bot.messages.Messages;
import vn.motcua.bot.store.OutboxMessage;
import vn.motcua.connectors.OutboundMessage;
import vn.motcua.connectors.OutboundMessage.Button;
import vn.motcua.connectors.Outgoing.Author;
import vn.motcua.connectors.Traits;
import vn.motcua.knowledge.content.Language;

/// Words replies as messages of a channel: long texts cut, choices as buttons where it has such, else as a numbered list,
/// which may be answered with the number. Immutable.
public final class Rendering {
    private static final String ELLIPSIS = "…";

    private final Map<String, Traits> channels;
    private final Messages messages;

    /// @param channels the channels that are pushed to, with what they can carry
    public Rendering(Map<String, Traits> channels, Messages messages) {
        this.channels = Map.copyOf(channels);
        this.messages = messages;
    }

    /// Whether replies of this channel are pushed; otherwise they are fetched.
    public boolean pushes(String channel) {
        return channels.containsKey(channel);
    }

    /// Names of the channels that are pushed to.
    public Set<String> channels() {
        return channels.keySet();
    }

    /// The messages for some replies, in order; none when the channel fetches.
    public List<OutboxMessage> render(String channel, List<Reply> replies, Language language) {
        var traits = channels.get(channel);
        if (traits == null) {
            return List.of();
        }
        return replies.stream().flatMap(reply -> messages(reply, traits, language).stream())
                .map(message -> new OutboxMessage(message, Author.BOT)).toList();
    }

    private List<OutboundMessage> messages(Reply reply, Traits traits, Language language) {
        var choices = fitting(reply.choices(), traits.mostChoices());
        boolean buttons = !choices.isEmpty() && choices.size() <= traits.mostChoices()
                && choices.stream().allMatch(choice -> bytes(choice.value()) <= traits.longestValue());
        boolean spelledOut = !choices.isEmpty()
                && (!buttons || choices.stream().anyMatch(choice -> choice.label().length() > traits.longestLabel()));
        var text = spelledOut ? reply.text() + "\n\n" + list(choices, buttons, language) : reply.text();
        var sent = new ArrayList<OutboundMessage>();
        for (var piece : TextCut.pieces(text, traits.longestText())) {
            sent.add(new OutboundMessage.Text(piece));
        }
        if (buttons) {
            var last = (OutboundMessage.Text) sent.removeLast();
            sent.add(new OutboundMessage.Choices(last.text(), buttons(choices, spelledOut, traits)));
        }
        return sent;
    }

    /// Whether the answer was right is asked last, and only where there is room for it: without it the rest may be buttons.
    private static List<Choice> fitting(List<Choice> choices, int most) {
        int kept = choices.size();
        while (choices.size() > most && kept > 0 && isFeedback(choices.get(kept - 1))) {
            kept--;
        }
        return choices.subList(0, kept);
    }

    private static boolean isFeedback(Choice choice) {
        return PickedValue.read(choice.value()).filter(PickedValue.Feedback.class::isInstance).isPresent();
    }

    private String list(List<Choice> choices, boolean buttons, Language language) {
        var lines = new ArrayList<String>();
        for (int at = 0; at < choices.size(); at++) {
            lines.add((at + 1) + ". " + choices.get(at).label());
        }
        if (!buttons) {
            lines.add(messages.text(language, "choices.numbered"));
        }
        return String.join("\n", lines);
    }

    private static List<Button> buttons(List<Choice> choices, boolean numbered, Traits traits) {
        var buttons = new ArrayList<Button>();
        for (int at = 0; at < choices.size(); at++) {
            var label = (numbered ? (at + 1) + ". " : "") + choices.get(at).label();
            buttons.add(new Button(shortened(label, traits.longestLabel()), choices.get(at).value()));
        }
        return buttons;
    }

    private static String shortened(String label, int longest) {
        return label.length() <= longest ? label : TextCut.pieces(label, longest - 1).getFirst() + ELLIPSIS;
    }

    private static int bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8).length;
    }
}
