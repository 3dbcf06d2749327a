package vn.motcua.bot.configuration;

import java.net.InetAddress;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({"10.0.0.0/8, 10.255.0.1, true", "10.0.0.0/8, 11.0.0.1, false", "192.0.2.7, 192.0.2.7, true",
            "192.0.2.7, 192.0.2.8, false", "172.16.0.0/12, 172.31.255.255, true", "172.16.0.0/12, 172.32.0.0, false",
            "2001:db8::/32, 2001:db8:1::1, true", "2001:db8::/32, 2001:db9::1, false", "0.0.0.0/0, 8.8.8.8, true",
            "0.0.0.0/0, ::1, false", "127.0.0.1, ::ffff:127.0.0.1, true", "::1, ::1, true"})
    void contains(String range, String address, boolean expected) {
        assertThat(AddressRange.find(range).orElseThrow().contains(InetAddress.ofLiteral(address))).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "10.0.0.0/33", "::/129", "localhost", "10.0.0", "10.0.0.0/", "10.0.0.0/-1", "a.b.c.d",
            "*"})
    void refuses(String text) {
        assertThat(AddressRange.find(text)).isEmpty();
    }

    @Test
    void origins_are_compared_like_browsers_do() {
        assertThat(Origin.find("https://Good.vn:443")).isEqualTo(Origin.find("https://good.vn"));
        assertThat(Origin.find("http://good.vn")).isNotEqualTo(Origin.find("https://good.vn"));
        for (var wrong : new String[]{"null", "", "*", "https://good.vn/", "https://a@good.vn", "ftp://good.vn",
                "https://good.vn?x", "https://good.vn#x", "https://", "good.vn", "https://good.vn\\@evil"}) {
            assertThat(Origin.find(wrong)).as(wrong).isEmpty();
        }
    }
}
