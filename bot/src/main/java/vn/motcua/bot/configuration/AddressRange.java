package vn.motcua.bot.configuration;

import java.net.InetAddress;
import java.util.Optional;
import java.util.regex.Pattern;

import org.jspecify.annotations.Nullable;

/// A range of internet addresses in CIDR form, such as `10.0.0.0/8`, `2001:db8::/32` or a single `192.0.2.7`.
///
/// @param base   an address of the range
/// @param prefix how many leading bits all its addresses share
public record AddressRange(InetAddress base, int prefix) {
    private static final Pattern SHAPE = Pattern.compile("([0-9a-fA-F:.]+)(?:/(\\d{1,3}))?");
    private static final Pattern IPV4 = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    /// Reads a range; empty when the text is none. Never looks up a name.
    public static Optional<AddressRange> find(String text) {
        var parts = SHAPE.matcher(text);
        return parts.matches()
                ? findAddress(parts.group(1)).flatMap(base -> of(base, parts.group(2)))
                : Optional.empty();
    }

    /// Reads one IPv4 or IPv6 address; empty when the text is none. Never looks up a name.
    public static Optional<InetAddress> findAddress(String text) {
        if (text.indexOf(':') < 0 && !IPV4.matcher(text).matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(InetAddress.ofLiteral(text));
        } catch (IllegalArgumentException notAnAddress) {
            return Optional.empty();
        }
    }

    private static Optional<AddressRange> of(InetAddress base, @Nullable String prefix) {
        int bits = base.getAddress().length * 8;
        int length = prefix == null ? bits : Integer.parseInt(prefix);
        return length <= bits ? Optional.of(new AddressRange(base, length)) : Optional.empty();
    }

    /// Whether the address lies in this range. IPv4 and IPv6 never match each other.
    public boolean contains(InetAddress address) {
        var mine = base.getAddress();
        var other = address.getAddress();
        if (mine.length != other.length) {
            return false;
        }
        int whole = prefix / 8;
        for (int at = 0; at < whole; at++) {
            if (mine[at] != other[at]) {
                return false;
            }
        }
        int rest = prefix % 8;
        return rest == 0 || ((mine[whole] ^ other[whole]) & 0xff) >> (8 - rest) == 0;
    }

    @Override
    public String toString() {
        return base.getHostAddress() + "/" + prefix;
    }
}
