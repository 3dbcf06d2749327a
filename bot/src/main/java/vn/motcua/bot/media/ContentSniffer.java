package vn.motcua.bot.media;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Tells what a file is by its content; name and declared type are never asked.
final class ContentSniffer {
    private static final int EOF_WITHIN = 2_048;

    private ContentSniffer() {
    }

    /// The type; empty for whatever is not taken.
    static Optional<MediaType> sniff(byte[] file) {
        if (has(file, 0, 0xff, 0xd8, 0xff)) {
            return Optional.of(MediaType.JPEG);
        }
        if (has(file, 0, 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n')) {
            return Optional.of(MediaType.PNG);
        }
        if (has(file, 0, 'R', 'I', 'F', 'F') && has(file, 8, 'W', 'E', 'B', 'P')) {
            return Optional.of(MediaType.WEBP);
        }
        if (has(file, 0, '%', 'P', 'D', 'F', '-')) {
            return hasEnd(file) ? Optional.of(MediaType.PDF) : Optional.empty();
        }
        if (has(file, 0, 'P', 'K', 3, 4)) {
            return office(file);
        }
        return audio(file);
    }

    private static Optional<MediaType> audio(byte[] file) {
        if (has(file, 0, 'O', 'g', 'g', 'S', 0)) {
            return Optional.of(MediaType.OGG);
        }
        if (has(file, 0, 'I', 'D', '3') || has(file, 0, 0xff, 0xfb)) {
            return Optional.of(MediaType.MP3);
        }
        if (has(file, 0, 0xff, 0xf1) || has(file, 0, 0xff, 0xf9)) {
            return Optional.of(MediaType.AAC);
        }
        if (has(file, 4, 'f', 't', 'y', 'p', 'M', '4', 'A', ' ')
                || has(file, 4, 'f', 't', 'y', 'p') && isSoundAlone(file)) {
            return Optional.of(MediaType.M4A);
        }
        return has(file, 0, '#', '!', 'A', 'M', 'R') ? Optional.of(MediaType.AMR) : Optional.empty();
    }

    /// Messengers put voice notes into the container of videos: every track says what it is.
    private static boolean isSoundAlone(byte[] file) {
        boolean sound = false;
        for (int at = 8; at + 16 <= file.length; at++) {
            if (has(file, at, 'h', 'd', 'l', 'r')) {
                if (has(file, at + 12, 'v', 'i', 'd', 'e')) {
                    return false;
                }
                sound |= has(file, at + 12, 's', 'o', 'u', 'n');
            }
        }
        return sound;
    }

    /// A document or a sheet by the parts it must have; nothing with a macro or a program in it.
    private static Optional<MediaType> office(byte[] file) {
        var parts = ZipDirectory.names(file);
        if (!parts.contains("[content_types].xml") || parts.stream().anyMatch(ContentSniffer::runs)) {
            return Optional.empty();
        }
        if (parts.contains("word/document.xml")) {
            return Optional.of(MediaType.DOCX);
        }
        return parts.contains("xl/workbook.xml") ? Optional.of(MediaType.XLSX) : Optional.empty();
    }

    private static boolean runs(String part) {
        return part.contains("vbaproject") || part.contains("activex/") || part.contains("macrosheets/")
                || part.matches(".*embeddings/.*(?<!\\.xlsx|\\.docx)") // charts bring their sheet along
                || part.matches(".*\\.(exe|dll|js|vbs|bat|cmd|ps1|jar|html?|svg)");
    }

    /// A PDF that was cut off cannot be opened by the officer either.
    private static boolean hasEnd(byte[] file) {
        int from = Math.max(0, file.length - EOF_WITHIN);
        return new String(file, from, file.length - from, StandardCharsets.ISO_8859_1).contains("%%EOF");
    }

    private static boolean has(byte[] file, int at, int... signs) {
        if (file.length < at + signs.length) {
            return false;
        }
        for (int i = 0; i < signs.length; i++) {
            if ((file[at + i] & 0xff) != signs[i]) {
                return false;
            }
        }
        return true;
    }
}
