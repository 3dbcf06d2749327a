package vn.motcua.bot.web;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import org.jspecify.annotations.Nullable;

import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.turn.TurnEvent;
import vn.motcua.bot.wire.Json;

/// A message as it was sent: `{"client_id","text"}` or `{"client_id","choice"}`. Other fields are ignored.
///
/// @param clientId the sender's own id of the message
/// @param text     what was typed, or null
/// @param choice   value of the choice that was picked, or null
record IncomingMessage(String clientId, @Nullable String text, @Nullable String choice) {
    private static final int LONGEST = 4_000;
    private static final Pattern CLIENT_ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    /// Reads a message.
    ///
    /// @throws RejectedRequest naming the first thing that is wrong
    static IncomingMessage parse(byte[] body) {
        try (var json = Json.reader().createParser(decoded(body))) {
            return parse(json);
        } catch (IOException notJson) {
            throw new RejectedRequest(HttpProblem.MALFORMED_JSON);
        }
    }

    /// Jackson would also take UTF-16 and some malformed UTF-8.
    private static String decoded(byte[] body) throws CharacterCodingException {
        return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString();
    }

    private static IncomingMessage parse(JsonParser json) throws IOException {
        if (json.nextToken() != JsonToken.START_OBJECT) {
            throw new RejectedRequest(HttpProblem.MALFORMED_JSON);
        }
        String clientId = null;
        String text = null;
        String choice = null;
        RejectedRequest wrongType = null;
        while (json.nextToken() == JsonToken.FIELD_NAME) {
            var name = json.currentName();
            var value = json.nextToken();
            var known = name.equals("client_id") || name.equals("text") || name.equals("choice");
            if (!known || value == JsonToken.VALUE_NULL) {
                json.skipChildren();
            } else if (value != JsonToken.VALUE_STRING) {
                wrongType = new RejectedRequest(HttpProblem.WRONG_TYPE);
                json.skipChildren();
            } else if (name.equals("client_id")) {
                wrongType = clientId == null ? wrongType : new RejectedRequest(HttpProblem.WRONG_TYPE);
                clientId = json.getText();
            } else if (name.equals("text")) {
                wrongType = text == null ? wrongType : new RejectedRequest(HttpProblem.WRONG_TYPE);
                text = json.getText();
            } else {
                wrongType = choice == null ? wrongType : new RejectedRequest(HttpProblem.WRONG_TYPE);
                choice = json.getText();
            }
        }
        if (json.currentToken() != JsonToken.END_OBJECT || json.nextToken() != null) {
            throw new RejectedRequest(HttpProblem.MALFORMED_JSON);
        }
        if (wrongType != null) {
            throw wrongType;
        }
        return checked(clientId, text, choice);
    }

    /// A sender's own id of a message or file.
    ///
    /// @throws RejectedRequest when it is none
    static String clientId(@Nullable String sent) {
        if (sent == null || !CLIENT_ID.matcher(sent).matches()) {
            throw new RejectedRequest(HttpProblem.INVALID_CLIENT_ID);
        }
        return sent;
    }

    private static IncomingMessage checked(@Nullable String clientId, @Nullable String text,
            @Nullable String choice) {
        var id = clientId(clientId);
        if (text != null && choice != null) {
            throw new RejectedRequest(HttpProblem.TEXT_AND_CHOICE);
        }
        var said = text != null ? text : choice;
        if (said == null || isBlank(said)) {
            throw new RejectedRequest(HttpProblem.MISSING_TEXT);
        }
        if (said.length() > LONGEST) {
            throw new RejectedRequest(HttpProblem.TEXT_TOO_LONG);
        }
        if (!isSound(said)) {
            throw new RejectedRequest(HttpProblem.INVALID_TEXT);
        }
        return new IncomingMessage(id, text, choice);
    }

    /// Nothing but spaces and characters that show nothing.
    private static boolean isBlank(String text) {
        return text.codePoints().allMatch(sign -> Character.isWhitespace(sign) || Character.isSpaceChar(sign)
                || (sign != 0 && Character.isISOControl(sign)) || Character.getType(sign) == Character.FORMAT);
    }

    /// No NUL, which PostgreSQL cannot store, and no half of a surrogate pair, which UTF-8 cannot write.
    private static boolean isSound(String text) {
        for (int at = 0; at < text.length(); at++) {
            char sign = text.charAt(at);
            if (sign == 0 || Character.isLowSurrogate(sign)) {
                return false;
            }
            if (Character.isHighSurrogate(sign)) {
                at++;
                if (at == text.length() || !Character.isLowSurrogate(text.charAt(at))) {
                    return false;
                }
            }
        }
        return true;
    }

    /// The turn this message begins.
    TurnEvent event(ConversationId conversation) {
        return text != null
                ? new TurnEvent.Said(conversation, clientId, text)
                : new TurnEvent.Picked(conversation, clientId, choice == null ? "" : choice);
    }
}
