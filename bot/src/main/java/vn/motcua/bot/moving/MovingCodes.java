package vn.motcua.bot.moving;

import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.SecretKey;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.keys.KeyedHash;
import vn.motcua.bot.keys.RootKey;
import vn.motcua.connectors.OutboundMessage;
import vn.motcua.connectors.Outgoing;

/// Makes codes and the keyed hashes they are kept as. A code follows from the conversation, the turn that gave it out and a
/// key, so that it need not be stored anywhere: what waits to be sent holds a place for it, filled at the last moment.
/// Immutable.
public final class MovingCodes {
    /// Stands for the code in what is stored to be sent.
    public static final String PLACE = "{{code}}";
    /// What a Vietnamese keyboard would make other letters of: Telex writes tones with S, F, R, X, J, and Ư, Đ, Â, Ê.
    private static final Pattern RETYPED = Pattern.compile(".*(?:[AEUY][A-Z]*[SFRXJ]|AA|EE|DD|W).*");
    /// The largest multiple of the alphabet's size in a byte; from there on signs would not be equally frequent.
    private static final int FAIR = 256 - 256 % MovingCode.ALPHABET.length();

    private final SecretKey codes;
    private final SecretKey hashes;
    private final SecretKey traces;

    public MovingCodes(RootKey root) {
        codes = root.derive(KeyedHash.ALGORITHM, "codes to move conversations");
        hashes = root.derive(KeyedHash.ALGORITHM, "hashes of codes to move conversations");
        traces = root.derive(KeyedHash.ALGORITHM, "who tried codes to move conversations");
    }

    /// The code that a conversation gives out in a turn; the same each time.
    ///
    /// @param turn the revision that the turn leads to
    public MovingCode code(ConversationId conversation, long turn) {
        for (int number = 0;; number++) {
            var code = drawn(KeyedHash.of(codes, conversation + "/" + turn + "/" + number));
            if (code.isPresent()) {
                return code.get();
            }
        }
    }

    private static Optional<MovingCode> drawn(byte[] bytes) {
        var signs = new StringBuilder();
        for (int at = 0; at < bytes.length && signs.length() < MovingCode.LENGTH; at++) {
            int value = bytes[at] & 0xff;
            if (value < FAIR) {
                signs.append(MovingCode.ALPHABET.charAt(value % MovingCode.ALPHABET.length()));
            }
        }
        var drawn = signs.toString();
        return MovingCode.isOne(drawn) && !RETYPED.matcher(drawn).matches()
                ? Optional.of(new MovingCode(drawn))
                : Optional.empty();
    }

    /// What is stored of a code.
    public byte[] hash(MovingCode code) {
        return KeyedHash.of(hashes, code.signs());
    }

    /// What is stored of somebody who typed a code that is none.
    public byte[] trace(String who) {
        return KeyedHash.of(traces, who);
    }

    /// The message with the code in its place, if it has one; it is that of the turn in the message's id.
    public Outgoing filled(Outgoing outgoing) {
        return switch (outgoing.message()) {
            case OutboundMessage.Text(var text) when text.contains(PLACE) ->
                with(outgoing, new OutboundMessage.Text(filled(text, outgoing.id())));
            case OutboundMessage.Choices(var text, var buttons) when text.contains(PLACE) ->
                with(outgoing, new OutboundMessage.Choices(filled(text, outgoing.id()), buttons));
            case OutboundMessage.Text _,OutboundMessage.Choices _,OutboundMessage.Link _,OutboundMessage.Document _,OutboundMessage.Typing _ ->
                outgoing;
        };
    }

    private static Outgoing with(Outgoing outgoing, OutboundMessage message) {
        return new Outgoing(outgoing.id(), outgoing.to(), message, outgoing.author(), outgoing.again(),
                outgoing.lastHeard());
    }

    /// @param id `conversation/turn/part`
    private String filled(String text, String id) {
        var parts = id.split("/");
        return text.replace(PLACE, code(new ConversationId(parts[0]), Long.parseLong(parts[1])).shown());
    }
}
