package vn.motcua.connectors.zalo;

import java.util.Map;

/// A message by a template that Zalo approved: the only kind that reaches people who have not written lately.
///
/// @param data     the template's parameters
/// @param tracking our name for it, which comes back with the receipt and the rating; Zalo does not refuse it twice
public record ZaloNotice(Recipient to, String template, Map<String, String> data, String tracking) {
    public ZaloNotice {
        data = Map.copyOf(data);
    }

    /// Whom it is for.
    public sealed interface Recipient {
    }

    /// Whoever has this number, with or without a conversation.
    ///
    /// @param number as people write it
    public record Phone(String number) implements Recipient {
        /// As Zalo wants it: `84…`.
        String international() {
            var digits = number.replaceAll("\\D", "");
            return digits.startsWith("0") ? "84" + digits.substring(1) : digits;
        }
    }

    /// Somebody who has written to the account before; cheaper.
    public record User(String id) implements Recipient {
    }
}
