package vn.motcua.connectors.media;

import java.net.Inet4Address;
import java.net.InetAddress;

/// Tells addresses of the internet from those inside the house.
final class PublicAddress {
    private PublicAddress() {
    }

    /// Whether an address is one that anybody on the internet may have.
    static boolean is(InetAddress address) {
        if (address.isAnyLocalAddress() || address.isLoopbackAddress() || address.isLinkLocalAddress()
                || address.isSiteLocalAddress() || address.isMulticastAddress()) {
            return false;
        }
        var bytes = address.getAddress();
        return address instanceof Inet4Address ? isPublic4(bytes) : isPublic6(bytes);
    }

    /// Without what is set aside for carriers, protocols, tests and the future.
    private static boolean isPublic4(byte[] bytes) {
        int a = bytes[0] & 0xff;
        int b = bytes[1] & 0xff;
        int c = bytes[2] & 0xff;
        return a != 0 && a < 240 && !(a == 100 && b >= 64 && b < 128) && !(a == 192 && b == 0 && (c == 0 || c == 2))
                && !(a == 198 && (b == 18 || b == 19)) && !(a == 198 && b == 51 && c == 100)
                && !(a == 203 && b == 0 && c == 113) && !(a == 192 && b == 88 && c == 99);
    }

    /// Only what is given out, 2000::/3, and of that nothing that carries another address inside: 6to4, Teredo.
    private static boolean isPublic6(byte[] bytes) {
        int first = (bytes[0] & 0xff) << 8 | bytes[1] & 0xff;
        int second = (bytes[2] & 0xff) << 8 | bytes[3] & 0xff;
        return (first & 0xe000) == 0x2000 && first != 0x2002
                && !(first == 0x2001 && (second < 0x200 || second == 0xdb8))
                && (first & 0xfff0) != 0x3ff0;
    }
}
