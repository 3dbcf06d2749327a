package vn.motcua.connectors.media;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.connectors.Download;
import vn.motcua.connectors.Download.Reason;

import static org.assertj.core.api.Assertions.assertThat;

/// Addresses that would lead somewhere else, and servers that would give more than a file. A server of the house listens for
/// what must not reach it.
class MediaDownloadsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int MOST = 1_000;

    private final Map<String, Answer> pages = new ConcurrentHashMap<>();
    private final AtomicInteger visitors = new AtomicInteger();
    private final AtomicInteger asked = new AtomicInteger();
    private ServerSocket provider;
    private ServerSocket house;
    private MediaHosts hosts;

    @FunctionalInterface
    private interface Answer {
        void write(OutputStream out) throws IOException;
    }

    @BeforeEach
    void listen() throws IOException {
        provider = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        house = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Thread.startVirtualThread(() -> serve(provider, asked));
        Thread.startVirtualThread(() -> serve(house, visitors));
        hosts = new MediaHosts(Set.of("zdn.vn"), URI.create("http://127.0.0.1:" + provider.getLocalPort()));
    }

    @AfterEach
    void stop() throws IOException {
        provider.close();
        house.close();
    }

    private void serve(ServerSocket server, AtomicInteger count) {
        while (true) {
            Socket accepted;
            try {
                accepted = server.accept();
            } catch (IOException closed) {
                return;
            }
            count.incrementAndGet();
            Thread.startVirtualThread(() -> {
                try (var socket = accepted) {
                    var head = new StringBuilder();
                    while (head.indexOf("\r\n\r\n") < 0) {
                        head.append((char) socket.getInputStream().read());
                    }
                    var answer = pages.get(head.toString().split(" ")[1]);
                    if (answer != null) {
                        answer.write(socket.getOutputStream());
                    }
                    socket.getOutputStream().flush();
                } catch (IOException gone) {
                    // The other side has heard enough.
                }
            });
        }
    }

    private static Answer text(String answer) {
        return out -> out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
    }

    private MediaDownloads downloads(String... addresses) {
        return new MediaDownloads(hosts, null, _ -> resolved(addresses), PATIENCE);
    }

    private static InetAddress[] resolved(String... addresses) throws UnknownHostException {
        var found = new InetAddress[addresses.length];
        for (int at = 0; at < addresses.length; at++) {
            found[at] = InetAddress.getByName(addresses[at]);
        }
        return found;
    }

    private Download fetch(String path) {
        return new MediaDownloads(hosts, null).fetch(hosts.api() + path, MOST);
    }

    private static Download refused(Reason reason) {
        return new Download.Refused(reason);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://f20.zdn.vn/a.jpg", "https://f20.zdn.vn:8443/a.jpg", "https://f20.zdn.vn:80/a.jpg",
            "https://zdn.vn.evil.example/a.jpg", "https://evilzdn.vn/a.jpg", "https://evil.example/zdn.vn/a.jpg",
            "https://f20.zdn.vn@evil.example/a.jpg", "https://a:b@f20.zdn.vn/a.jpg", "https://@f20.zdn.vn/a.jpg",
            "https://evil.example\\@f20.zdn.vn/a.jpg", "https://evil.example%2f@f20.zdn.vn/a", "https://127.0.0.1/a",
            "https://169.254.169.254/latest/meta-data", "https://[::1]/a", "https://[::ffff:127.0.0.1]/a",
            "https://[::ffff:7f00:1]/a", "https://2130706433/a", "https://0x7f000001/a", "https://0/a",
            "https://127.0.0.1.nip.io/a", "https://zdn.vn./a", "https://zdn。vn/a", "file:///etc/passwd",
            "ftp://f20.zdn.vn/a", "gopher://127.0.0.1:6379/_x", "https:f20.zdn.vn/a", "//f20.zdn.vn/a", "a.jpg", "",
            "https://f20.zdn.vn/a b", "https://f20.zdn.vn/a\r\nHost: evil", "javascript:alert(1)", "data:text/plain,x"})
    void an_address_that_is_not_the_providers_is_not_even_looked_up(String address) {
        var downloads = new MediaDownloads(hosts, null, host -> {
            throw new AssertionError("looked up " + host);
        }, PATIENCE);
        assertThat(downloads.fetch(address, MOST)).isEqualTo(refused(Reason.FOREIGN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.8.8.8", "0.0.0.0", "10.0.0.5", "172.16.3.4", "192.168.1.1",
            "169.254.169.254", "100.64.0.1", "192.0.0.8", "198.18.0.1", "224.0.0.1", "240.0.0.1", "255.255.255.255",
            "::1", "::", "::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "fe80::1", "fc00::1", "fd12::1",
            "fec0::1", "ff02::1", "64:ff9b::7f00:1", "2002:7f00:1::1", "2001::1", "2001:db8::1"})
    void a_name_of_the_provider_that_leads_into_the_house_is_refused(String inside) {
        assertThat(downloads(inside).fetch("https://f20.zdn.vn/a.jpg", MOST)).isEqualTo(refused(Reason.FOREIGN));
        assertThat(downloads("203.119.8.10", inside).fetch("https://f20.zdn.vn/a.jpg", MOST))
                .as("also behind a good one").isEqualTo(refused(Reason.FOREIGN));
    }

    @ParameterizedTest
    @ValueSource(strings = {"8.8.8.8", "203.119.8.10", "2001:4860:4860::8888", "2a03:2880:f1ff::1"})
    void addresses_of_the_internet_are_told_apart(String outside) throws UnknownHostException {
        assertThat(PublicAddress.is(InetAddress.getByName(outside))).isTrue();
    }

    @Test
    void a_name_is_looked_up_once_and_the_connection_goes_to_what_was_found() {
        var looks = new AtomicInteger();
        var named = new MediaHosts(Set.of("zdn.vn"),
                URI.create("http://nobody-else-knows.invalid:" + provider.getLocalPort()));
        pages.put("/a", text("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nanh"));
        var downloads = new MediaDownloads(named, null,
                _ -> resolved(looks.getAndIncrement() == 0 ? "127.0.0.1" : "192.0.2.1"), PATIENCE);
        assertThat(downloads.fetch(named.api() + "/a", MOST)).isInstanceOf(Download.Content.class);
        assertThat(looks).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:HOUSE/", "http://localhost:HOUSE/", "//127.0.0.1:HOUSE/",
            "https://169.254.169.254/", "https://evil.example/", "http://[::1]:HOUSE/", "file:///etc/passwd", "",
            "http://user@127.0.0.1:PROVIDER/end", "\\\\evil.example\\x", "/again"})
    void a_redirect_away_is_not_followed(String to) {
        var target = to.replace("HOUSE", Integer.toString(house.getLocalPort())).replace("PROVIDER",
                Integer.toString(provider.getLocalPort()));
        pages.put("/again", text("HTTP/1.1 302 Found\r\nLocation: " + target + "\r\n\r\n"));
        assertThat(fetch("/again")).isEqualTo(refused(Reason.FOREIGN));
        assertThat(visitors).hasValue(0);
        assertThat(asked.get()).as("not without end either").isLessThanOrEqualTo(4);
    }

    @Test
    void a_redirect_within_the_provider_is_followed() {
        pages.put("/a", text("HTTP/1.1 302 Found\r\nLocation: /b\r\n\r\n"));
        pages.put("/b", text("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nanh"));
        assertThat(fetch("/a")).isInstanceOfSatisfying(Download.Content.class,
                content -> assertThat(content.bytes()).asString().isEqualTo("anh"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"Content-Length: 3\\r\\n\\r\\nanhx", "\\r\\nanh",
            "Transfer-Encoding: chunked\\r\\n\\r\\n2\\r\\nan\\r\\n1;x=y\\r\\nh\\r\\n0\\r\\n\\r\\n"})
    void a_file_is_read_however_its_length_is_told(String rest) {
        pages.put("/a", text("HTTP/1.1 200 OK\r\n" + rest.replace("\\r\\n", "\r\n")));
        assertThat(fetch("/a")).isInstanceOfSatisfying(Download.Content.class,
                content -> assertThat(content.bytes()).asString().isEqualTo("anh"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1001\r\n\r\n", "Content-Length: 999999999999999999\r\n\r\n",
            "Transfer-Encoding: chunked\r\n\r\n7fffffffffff\r\n", "\r\n"})
    void what_is_too_large_is_not_read_to_its_end_also_when_it_has_none(String rest) {
        pages.put("/a", out -> {
            out.write(("HTTP/1.1 200 OK\r\n" + rest).getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write(new byte[1_000]);
            }
        });
        assertThat(fetch("/a")).isEqualTo(refused(Reason.TOO_LARGE));
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\nshort",
            "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
            "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
            "HTTP/1.1 200 OK\r\nno colon\r\n\r\n", "SSH-2.0-x\r\n\r\n", "", "HTTP/1.1 503 Busy\r\n\r\n",
            "HTTP/1.1 429 Slow\r\n\r\n"})
    void an_answer_that_is_none_is_asked_for_again_later(String answer) {
        pages.put("/a", text(answer));
        assertThat(fetch("/a")).isInstanceOf(Download.TryLater.class);
    }

    @Test
    void a_head_without_end_is_left() {
        pages.put("/a", out -> {
            out.write("HTTP/1.1 200 OK\r\n".getBytes(StandardCharsets.ISO_8859_1));
            while (true) {
                out.write("X: ".getBytes(StandardCharsets.ISO_8859_1));
                out.write("x".repeat(1_000).getBytes(StandardCharsets.ISO_8859_1));
                out.write("\r\n".getBytes(StandardCharsets.ISO_8859_1));
            }
        });
        assertThat(fetch("/a")).isInstanceOf(Download.TryLater.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"HTTP/1.1 404 Not Found\r\n\r\n", "HTTP/1.1 403 Forbidden\r\n\r\n",
            "HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc"})
    void what_is_not_given_as_it_is_is_gone(String answer) {
        pages.put("/a", text(answer));
        assertThat(fetch("/a")).isEqualTo(refused(Reason.GONE));
    }

    @Test
    void a_server_that_drips_is_left_when_the_time_is_up() {
        pages.put("/a", out -> {
            out.write("HTTP/1.1 200 OK\r\nContent-Length: 900\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            try {
                while (true) {
                    out.write('x');
                    out.flush();
                    Thread.sleep(5);
                }
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        });
        var hasty = new MediaDownloads(hosts, null, InetAddress::getAllByName, Duration.ofMillis(300));
        assertThat(hasty.fetch(hosts.api() + "/a", MOST)).isInstanceOf(Download.TryLater.class);
    }

    @Test
    void a_name_server_that_is_silent_is_left_when_the_time_is_up() {
        var hasty = new MediaDownloads(hosts, null, _ -> {
            try {
                Thread.sleep(Duration.ofMinutes(5));
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
            return resolved("203.119.8.10");
        }, Duration.ofMillis(100));
        assertThat(hasty.fetch("https://f20.zdn.vn/a", MOST)).isInstanceOf(Download.TryLater.class);
    }

    @Test
    void what_the_api_gives_goes_through_the_proxy_and_nothing_else_does() {
        var proxied = new MediaHosts(Set.of("zdn.vn"), URI.create("http://telegram.example"));
        pages.put("http://telegram.example/a", text("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nanh"));
        var downloads = new MediaDownloads(proxied, URI.create("http://127.0.0.1:" + provider.getLocalPort()),
                _ -> resolved("10.0.0.1"), PATIENCE);
        assertThat(downloads.fetch("http://telegram.example/a", MOST)).isInstanceOf(Download.Content.class);
        assertThat(downloads.fetch("https://f20.zdn.vn/a", MOST)).isEqualTo(refused(Reason.FOREIGN));
        assertThat(asked).hasValue(1);
    }
}
