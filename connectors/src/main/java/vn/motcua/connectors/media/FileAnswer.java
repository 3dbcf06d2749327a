package vn.motcua.connectors.media;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

import vn.motcua.connectors.Download;
import vn.motcua.connectors.Download.Reason;

/// What a server answered to one request for a file: as much of HTTP/1.1 as that takes.
sealed interface FileAnswer {
    int LONGEST_HEAD = 16 << 10;
    int PIECE = 16 << 10;
    Pattern STATUS = Pattern.compile("HTTP/1\\.[01] (\\d{3})(?: .*)?");

    record Redirect(String to) implements FileAnswer {
    }

    record Ended(Download fetched) implements FileAnswer {
    }

    /// Reads the head up to its end and returns the status.
    static int status(InputStream in) throws IOException {
        return Head.read(in).status();
    }

    /// Reads an answer, and of its body no more than is taken.
    static FileAnswer read(InputStream in, int most) throws IOException {
        var head = Head.read(in);
        return switch (head.status()) {
            case 200 -> new Ended(body(in, head.headers(), most));
            case 301, 302, 303, 307, 308 -> new Redirect(head.headers().getOrDefault("location", ""));
            case 429, 500, 502, 503, 504 -> new Ended(new Download.TryLater("status " + head.status()));
            default -> new Ended(new Download.Refused(Reason.GONE));
        };
    }

    private static Download body(InputStream in, Map<String, String> headers, int most) throws IOException {
        // We asked for the file as it is; what comes packed may be anything once it is unpacked.
        if (!headers.getOrDefault("content-encoding", "identity").equalsIgnoreCase("identity")) {
            return new Download.Refused(Reason.GONE);
        }
        var file = new ByteArrayOutputStream();
        if (headers.getOrDefault("transfer-encoding", "").toLowerCase(Locale.ROOT).endsWith("chunked")) {
            for (long length = chunk(in); length > 0; length = chunk(in)) {
                if (length > most - file.size()) {
                    return new Download.Refused(Reason.TOO_LARGE);
                }
                copy(in, length, file);
                line(in, 2);
            }
            return new Download.Content(file.toByteArray());
        }
        var declared = headers.get("content-length");
        if (declared == null) {
            copy(in, most + 1L, file, false);
            return file.size() > most
                    ? new Download.Refused(Reason.TOO_LARGE)
                    : new Download.Content(file.toByteArray());
        }
        if (!declared.matches("\\d{1,18}")) {
            throw new IOException("a length that is no number");
        }
        if (Long.parseLong(declared) > most) {
            return new Download.Refused(Reason.TOO_LARGE);
        }
        copy(in, Long.parseLong(declared), file);
        return new Download.Content(file.toByteArray());
    }

    private static long chunk(InputStream in) throws IOException {
        var length = line(in, 256).replaceFirst(";.*", "").strip();
        if (!length.matches("[0-9a-fA-F]{1,12}")) {
            throw new IOException("a chunk without length");
        }
        return Long.parseLong(length, 16);
    }

    private static void copy(InputStream in, long length, ByteArrayOutputStream file) throws IOException {
        copy(in, length, file, true);
    }

    private static void copy(InputStream in, long length, ByteArrayOutputStream file, boolean all)
            throws IOException {
        var piece = new byte[PIECE];
        for (long left = length; left > 0;) {
            int read = in.read(piece, 0, (int) Math.min(left, piece.length));
            if (read < 0) {
                if (all) {
                    throw new EOFException();
                }
                return;
            }
            file.write(piece, 0, read);
            left -= read;
        }
    }

    private static String line(InputStream in, int longest) throws IOException {
        var line = new StringBuilder();
        for (int sign = in.read(); sign != '\n'; sign = in.read()) {
            if (sign < 0) {
                throw new EOFException();
            }
            if (line.length() >= longest) {
                throw new IOException("a line that does not end");
            }
            line.append((char) sign);
        }
        return line.toString().replaceFirst("\r$", "");
    }

    /// Status and headers, the first of each name.
    record Head(int status, Map<String, String> headers) {
        private static Head read(InputStream in) throws IOException {
            var status = STATUS.matcher(line(in, 1_000));
            if (!status.matches()) {
                throw new IOException("not HTTP");
            }
            var headers = new TreeMap<String, String>();
            int length = 0;
            for (var line = line(in, LONGEST_HEAD); !line.isEmpty(); line = line(in, LONGEST_HEAD)) {
                length += line.length();
                int colon = line.indexOf(':');
                if (length > LONGEST_HEAD || colon < 1) {
                    throw new IOException("a head that does not end");
                }
                headers.putIfAbsent(line.substring(0, colon).toLowerCase(Locale.ROOT),
                        line.substring(colon + 1).strip());
            }
            return new Head(Integer.parseInt(status.group(1)), headers);
        }
    }
}
