package vn.motcua.bot.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import java.util.regex.Pattern;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/// One citizen on one kept-alive connection: opens a conversation, asks twenty questions in it, opens the next. Says
/// nothing before the last answer is complete. For one thread.
final class Citizen {
    private static final int QUESTIONS_PER_CONVERSATION = 20;
    private static final Pattern OPENED = Pattern.compile("\\{\"conversation\":\"([^\"]+)\",\"token\":\"([^\"]+)\"}");
    private static final byte[] REPLIES = "\"replies\":[{\"decision\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LENGTH = "content-length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] BLANK_LINE = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OK = "HTTP/1.1 200 ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] CREATED = "HTTP/1.1 201 ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] OPEN = """
            POST /api/v1/conversations HTTP/1.1\r
            Host: localhost\r
            Content-Length: 0\r
            \r
            """.getBytes(StandardCharsets.US_ASCII);

    private final SocketChannel channel;
    private final Supplier<String> questions;
    private final boolean opensConversations;
    private final ByteBuffer received = ByteBuffer.allocate(256 << 10);
    private String head = head("bare", "bare");
    private int left;
    private int asked;
    private boolean opening;
    private long sentAt;

    /// @param opensConversations false against a service that knows no conversations
    Citizen(int port, Supplier<String> questions, boolean opensConversations) throws IOException {
        this.questions = questions;
        this.opensConversations = opensConversations;
        channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
    }

    private static String head(String conversation, String token) {
        return """
                POST /api/v1/conversations/%s/messages HTTP/1.1\r
                Host: localhost\r
                Authorization: Bearer %s\r
                Content-Type: application/json\r
                Content-Length:\s""".formatted(conversation, token);
    }

    SocketChannel channel() {
        return channel;
    }

    /// Sends the next request: a question, or a new conversation when it is time.
    void send() throws IOException {
        opening = opensConversations && left == 0;
        var request = ByteBuffer.wrap(opening ? OPEN : question());
        sentAt = System.nanoTime();
        while (request.hasRemaining()) { // So little always fits into the socket at once.
            channel.write(request);
        }
    }

    private byte[] question() {
        left--;
        var text = JsonStringEncoder.getInstance().quoteAsString(questions.get());
        var body = "{\"client_id\":\"c" + asked++ + "\",\"text\":\"" + new String(text) + "\"}";
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        var start = (head + bytes.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        var request = new byte[start.length + bytes.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(bytes, 0, request, start.length, bytes.length);
        return request;
    }

    /// Takes what has arrived.
    ///
    /// @return whether the answer is complete
    /// @throws IllegalStateException when it is not the one hoped for
    boolean receive() throws IOException {
        if (channel.read(received) < 0) {
            throw new IllegalStateException("the service hung up");
        }
        var bytes = received.array();
        int end = received.position();
        int body = find(bytes, 0, end, BLANK_LINE);
        if (body < 0) {
            return false;
        }
        int length = length(bytes, body);
        if (end < body + length) {
            return false;
        }
        check(bytes, body, end);
        received.clear();
        return true;
    }

    private void check(byte[] bytes, int body, int end) {
        if (opening && starts(bytes, CREATED)) {
            var opened = OPENED.matcher(new String(bytes, body, end - body, StandardCharsets.US_ASCII));
            if (opened.matches()) {
                head = head(opened.group(1), opened.group(2));
                left = QUESTIONS_PER_CONVERSATION;
                return;
            }
        } else if (starts(bytes, OK) && find(bytes, body, Math.min(end, body + 64), REPLIES) >= 0) {
            return;
        }
        throw new IllegalStateException("answered with\n" + new String(bytes, 0, end, StandardCharsets.UTF_8));
    }

    private static int length(byte[] bytes, int headEnd) {
        int at = find(bytes, 0, headEnd, LENGTH);
        if (at < 0) {
            throw new IllegalStateException("an answer without length");
        }
        int length = 0;
        for (; bytes[at] != '\r'; at++) {
            length = length * 10 + bytes[at] - '0';
        }
        return length;
    }

    /// Where what is looked for ends, or -1.
    private static int find(byte[] bytes, int from, int end, byte[] sought) {
        for (int at = from; at <= end - sought.length; at++) {
            int same = 0;
            while (same < sought.length && bytes[at + same] == sought[same]) {
                same++;
            }
            if (same == sought.length) {
                return at + same;
            }
        }
        return -1;
    }

    private static boolean starts(byte[] bytes, byte[] start) {
        return find(bytes, 0, start.length, start) >= 0;
    }

    /// Whether what was answered last was a question.
    boolean asked() {
        return !opening;
    }

    long nanosSinceSent() {
        return System.nanoTime() - sentAt;
    }
}
