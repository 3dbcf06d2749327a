package vn.motcua.bot.privacy;

import java.util.Random;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PersonalDataTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        căn cước của tôi 020095001234 bị sai | căn cước của tôi [số giấy tờ] bị sai
        cccd 020 095 001 234 | cccd [số giấy tờ]
        CMND số 081234567 nộp ở đâu | CMND số [số giấy tờ] nộp ở đâu
        gọi cho tôi 0912345678 nhé | gọi cho tôi [điện thoại] nhé
        goi 0912.345.678 | goi [điện thoại]
        số +84 912 345 678 | số [điện thoại]
        gửi về an.nguyen@vidu.vn giúp | gửi về [email] giúp
        thẻ 4111 1111 1111 1111 đây | thẻ [số thẻ] đây
        mã OTP là 482913 | mã OTP là [mã bí mật]
        mật khẩu: Abc12345 ạ | mật khẩu: [mã bí mật] ạ
        UltraViewer id 45 123 678 | UltraViewer id [mã bí mật]
        ultraview của tôi id 45123678 pass 4821 nhé | ultraview của tôi id [mã bí mật] pass [mã bí mật] nhé
        em mở teamviewer rồi, id là 1 234 567 890 mk k7m2x | em mở teamviewer rồi, id là [mã bí mật] mk [mã bí mật]
        anydesk: 123-456-789 | anydesk: [mã bí mật]
        số tài khoản 19034567890123 | số tài khoản [số tài khoản]
        stk vietcombank 1903 4567 8901 chuyển lại giúp | stk vietcombank [số tài khoản] chuyển lại giúp
        tai khoan ngan hang cua toi la 2345678901 | tai khoan ngan hang cua toi la [số tài khoản]
        my bank account is 88 1234 5678 | my bank account is [số tài khoản]
        """)
    void masks_what_is_personal(String typed, String stored) {
        assertThat(PersonalData.mask(typed).text()).isEqualTo(stored);
        assertThat(PersonalData.mask(typed).kinds()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"hồ sơ H37.13-260915-0042 đến đâu", "000.00.13.H37-260915-0042",
            "vốn điều lệ 500000000 đồng",
            "vốn 100.000.000.000 đồng", "mã số thuế 4900123456", "Nghị định 168/2025/NĐ-CP",
            "từ 01/07/2025 đến 31/12/2026",
            "quên mật khẩu vneid thì sao", "mật khẩu của tôi không dùng được", "mã 2.002043", "otp là gì",
            "ultraviewer là gì", "cài teamviewer 15 thế nào",
            "anydesk ngày 15-07-2026 có hỗ trợ không", "tài khoản có 500000000 đồng thì góp vốn thế nào",
            "chứng minh tài khoản 1.500.000.000 đồng", "tài khoản của công ty mã số thuế 4900123456",
            "nộp lệ phí 50000000 vào tài khoản nào", "pass 12 điều kiện"})
    void leaves_everything_else_alone(String typed) {
        assertThat(PersonalData.mask(typed).text()).isEqualTo(typed);
        assertThat(PersonalData.mask(typed).kinds()).isEmpty();
    }

    @Test
    void leaves_no_identity_number_anywhere_and_masks_only_once() {
        var random = new Random(11);
        for (int n = 0; n < 20_000; n++) {
            var id = "0%02d%d%02d%06d".formatted(1 + random.nextInt(96), random.nextInt(4), random.nextInt(100),
                    random.nextInt(1_000_000));
            var text = "xin hỏi " + (random.nextBoolean() ? "số " : "") + id
                    + (random.nextBoolean() ? "" : " của tôi ạ");
            var masked = PersonalData.mask(text).text();
            assertThat(masked).doesNotContain(id);
            assertThat(PersonalData.mask(masked).text()).isEqualTo(masked);
        }
    }
}
