package vn.motcua.bot.media;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/// The names in a ZIP file's directory. Nothing is unpacked, so that no bomb can go off.
final class ZipDirectory {
    private static final int END = 0x06054b50;
    private static final int END_BYTES = 22;
    private static final int LONGEST_COMMENT = 0xffff;
    private static final int ENTRY = 0x02014b50;
    private static final int ENTRY_BYTES = 46;
    private static final int MOST = 10_000;

    private ZipDirectory() {
    }

    /// The names of all entries in lower case; none when the directory is not sound.
    static Set<String> names(byte[] file) {
        var zip = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN);
        int end = end(zip);
        if (end < 0) {
            return Set.of();
        }
        int count = zip.getShort(end + 10) & 0xffff;
        int at = zip.getInt(end + 16);
        var names = new HashSet<String>();
        for (int entry = 0; entry < Math.min(count, MOST); entry++) {
            if (at < 0 || at > end - ENTRY_BYTES || zip.getInt(at) != ENTRY) {
                return Set.of();
            }
            int length = zip.getShort(at + 28) & 0xffff;
            int next = at + ENTRY_BYTES + length + (zip.getShort(at + 30) & 0xffff) + (zip.getShort(at + 32) & 0xffff);
            if (next > end) {
                return Set.of();
            }
            names.add(new String(file, at + ENTRY_BYTES, length, StandardCharsets.UTF_8).replace('\\', '/')
                    .toLowerCase(Locale.ROOT));
            at = next;
        }
        return names;
    }

    private static int end(ByteBuffer zip) {
        int first = Math.max(0, zip.limit() - END_BYTES - LONGEST_COMMENT);
        for (int at = zip.limit() - END_BYTES; at >= first; at--) {
            if (zip.getInt(at) == END) {
                return at;
            }
        }
        return -1;
    }
}
