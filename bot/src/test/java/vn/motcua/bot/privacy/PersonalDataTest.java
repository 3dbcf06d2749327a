package vn.motcua.bot.privacy;

import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.UnaryOperator;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.bot.privacy.PersonalData.Kind;

import static org.assertj.core.api.Assertions.assertThat;

class PersonalDataTest {
    private static final int ROUNDS = 2_000;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        căn cước của tôi 020095001234 bị sai | căn cước của tôi [số giấy tờ] bị sai
        cccd 020 095 001 234 | cccd [số giấy tờ]
        CCCD020095001234 | CCCD[số giấy tờ]
        O2OO95OO1234 nhé | [số giấy tờ] nhé
        CMND số 081234567 nộp ở đâu | CMND số [số giấy tờ] nộp ở đâu
        CMND của vợ tôi là 081 234 567 | CMND của vợ tôi là [số giấy tờ]
        chứng minh thư số 123.456.789 | chứng minh thư số [số giấy tờ]
        cmnd 123456789 | cmnd [số giấy tờ]
        hộ chiếu B1234567 | hộ chiếu [số giấy tờ]
        passport no. C 1234567 | passport no. [số giấy tờ]
        gọi cho tôi 0912345678 nhé | gọi cho tôi [điện thoại] nhé
        goi 0912.345.678 | goi [điện thoại]
        số +84 912 345 678 | số [điện thoại]
        số (+84) 912-345-678 | số [điện thoại]
        số 0084 912345678 | số [điện thoại]
        sđt0912345678 | sđt[điện thoại]
        ٠٩١٢٣٤٥٦٧٨ | [điện thoại]
        o9l2345678 nha | [điện thoại] nha
        nhà tôi 0205 3812 345 | nhà tôi [điện thoại]
        0912 345 678/0987654321 | [điện thoại]/[điện thoại]
        gửi về an.nguyen@vidu.vn giúp | gửi về [email] giúp
        an.nguyen＠gmail.com | [email]
        an.nguyen (at) gmail (dot) com | [email]
        thẻ 4111 1111 1111 1111 đây | thẻ [số thẻ] đây
        thẻ visa 4222222222222 | thẻ visa [số thẻ]
        378282246310005 | [số thẻ]
        mã OTP là 482913 | mã OTP là [mã bí mật]
        mã otp của em gửi về là 48 29 13 | mã otp của em gửi về là [mã bí mật]
        482913 là mã otp | [mã bí mật] là mã otp
        otp: ４８２９１３ | otp: [mã bí mật]
        mã pin chữ ký số của em 12345678 | mã pin chữ ký số của em [mã bí mật]
        mật khẩu: Abc12345 ạ | mật khẩu: [mã bí mật] ạ
        mật khẩu của tôi là hoanglong | mật khẩu của tôi là [mã bí mật]
        mk vneid: abcd@123 | mk vneid: [mã bí mật]
        my password is Secret99 | my password is [mã bí mật]
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
    @ValueSource(strings = {"hồ sơ H37.13-260915-0042 đến đâu", "làm hộ chiếu ở đâu (r2-12-10-115)",
            "000.00.13.H37-260915-0042", "PAKN.20200812.0012",
            "vốn điều lệ 500000000 đồng", "vốn 100.000.000.000 đồng", "vốn 4.111.111.111.111.111 đồng",
            "tăng từ 1.000.000.000 lên 2.500.000.000", "mã số thuế 4900123456", "mã số thuế 0312345678",
            "mst 0312345678-001", "4900123456-001", "mst: 4900123456001", "mã số doanh nghiệp là 0900123456",
            "Nghị định 168/2025/NĐ-CP", "luật 59/2020/QH14", "từ 01/07/2025 đến 31/12/2026", "01.07.2025 31.12.2026",
            "ngành 0111, 0112, 0119 và 0311", "mã 0111 0112 0119", "căn cước 2 mặt và lệ phí 100.000 đồng",
            "căn cước nộp vốn 500000000 đồng", "quên mật khẩu vneid thì sao", "mật khẩu của tôi không dùng được",
            "mat khau la bat buoc khong", "mật khẩu từ năm 2025 phải đổi", "otp không về trong 5 phút",
            "không nhận được mã OTP 2 lần", "mã pin có 6 số", "mã 2.002043", "otp là gì", "password is required",
            "từ 8h đến 17h ngày 2/9/2026", "lệ phí 50.000 hoặc 100.000 đồng",
            "ultraviewer là gì", "cài teamviewer 15 thế nào", "anydesk ngày 15-07-2026 có hỗ trợ không",
            "tài khoản có 500000000 đồng thì góp vốn thế nào", "chứng minh tài khoản 1.500.000.000 đồng",
            "tài khoản của công ty mã số thuế 4900123456", "nộp lệ phí 50000000 vào tài khoản nào",
            "pass 12 điều kiện"})
    void leaves_everything_else_alone(String typed) {
        assertThat(PersonalData.mask(typed).text()).isEqualTo(typed);
        assertThat(PersonalData.mask(typed).kinds()).isEmpty();
    }

    /// How a number may be written so that a machine misses it and a person does not.
    enum Disguise {
        PLAIN(digits -> digits), SPACES(digits -> every(digits, 3, " ")), DOTS(digits -> every(digits, 4, ".")), DASHES(
                digits -> every(digits, 2, "-")), LONG_GAPS(digits -> every(digits, 3, " - ")), ONE_BY_ONE(
                        digits -> every(digits, 1, " ")), FULL_WIDTH(digits -> shifted(digits, '０')), ARABIC(
                                digits -> shifted(digits, '٠')), NOTHING_SHOWN(
                                        digits -> every(digits, 1, "\u200b")), SOFT_HYPHENS(
                                                digits -> every(digits, 2, "\u00ad")), HARD_SPACES(
                                                        digits -> every(digits, 3, "\u00a0")), LONG_DASHES(
                                                                digits -> every(digits, 4, "–")), LETTER_O(
                                                                        digits -> digits.replace('0', 'O')), LETTER_L(
                                                                                digits -> digits.replace('1', 'l'));

        private final UnaryOperator<String> writing;

        Disguise(UnaryOperator<String> writing) {
            this.writing = writing;
        }

        private static String every(String digits, int size, String gap) {
            return digits.replaceAll("(.{" + size + "})(?=.)", "$1" + gap);
        }

        private static String shifted(String digits, char zero) {
            var shifted = new StringBuilder();
            digits.chars().forEach(digit -> shifted.append((char) (zero + digit - '0')));
            return shifted.toString();
        }
    }

    @ParameterizedTest
    @EnumSource
    void no_identity_number_phone_or_card_passes_in_any_disguise(Disguise disguise) {
        var random = new Random(disguise.ordinal());
        for (int n = 0; n < ROUNDS; n++) {
            check(disguise, citizenId(random), Kind.ID_NUMBER, random);
            check(disguise, phone(random), Kind.PHONE, random);
            if (disguise != Disguise.LETTER_L && disguise != Disguise.LETTER_O) {
                check(disguise, card(random), Kind.CARD, random);
            }
        }
    }

    private static void check(Disguise disguise, String digits, Kind kind, Random random) {
        var written = disguise.writing.apply(digits);
        var before = List.of("", "số của tôi ", "xin hỏi: ", "(").get(random.nextInt(4));
        var behind = List.of("", " ạ", ", cảm ơn", " thì làm sao?", ".").get(random.nextInt(5));
        var masked = PersonalData.mask(before + written + behind);
        if (looksLikeSomethingElse(disguise, digits)) {
            return;
        }
        assertThat(masked.kinds()).as(before + written + behind).isEqualTo(Set.of(kind));
        assertThat(masked.text()).as(written).startsWith(before).endsWith(behind).doesNotContainPattern("\\p{Nd}{2}");
        assertThat(PersonalData.mask(masked.text()).text()).as("masked twice").isEqualTo(masked.text());
    }

    /// Codes of business lines have four digits, the first a zero; money is grouped in threes.
    private static boolean looksLikeSomethingElse(Disguise disguise, String digits) {
        return (disguise == Disguise.DOTS || disguise == Disguise.LONG_DASHES) && digits.matches("(0\\d{3}){2,}.*")
                || disguise == Disguise.LETTER_O && digits.chars().filter(digit -> digit != '0').count() < 6;
    }

    private static String citizenId(Random random) {
        return "0%02d%d%02d%06d".formatted(1 + random.nextInt(96), random.nextInt(4), random.nextInt(100),
                random.nextInt(1_000_000));
    }

    private static String phone(Random random) {
        var prefix = List.of("0", "84", "0084").get(random.nextInt(3));
        return prefix + List.of("3", "5", "7", "8", "9").get(random.nextInt(5))
                + "%08d".formatted(random.nextInt(100_000_000));
    }

    /// Sixteen digits with a right check digit.
    private static String card(Random random) {
        var digits = List.of("4", "52", "9704").get(random.nextInt(3));
        while (digits.length() < 15) {
            digits += random.nextInt(10);
        }
        int sum = 0;
        for (int i = 0; i < 15; i++) {
            int digit = digits.charAt(14 - i) - '0';
            sum += i % 2 == 0 ? digit * 2 > 9 ? digit * 2 - 9 : digit * 2 : digit;
        }
        return digits + (10 - sum % 10) % 10;
    }

    @Test
    void amounts_codes_laws_and_dates_stay_whatever_their_digits() {
        var random = new Random(3);
        for (int n = 0; n < 5 * ROUNDS; n++) {
            long amount = 1 + Math.abs(random.nextLong()) % 10_000_000_000_000L;
            stays("vốn " + amount + " đồng");
            stays("vốn %,d đồng".formatted(amount));
            stays(("từ %,d lên %,d").formatted(amount, 2 * amount).replace(',', '.'));
            var tax = "%010d".formatted(Math.abs(random.nextLong()) % 10_000_000_000L);
            stays("mã số thuế " + tax);
            stays("mst: " + tax + "%03d".formatted(random.nextInt(1000)));
            stays("chi nhánh " + tax + "-%03d".formatted(random.nextInt(1000)) + " đổi địa chỉ");
            stays("hồ sơ H%02d.%02d-%02d%02d%02d-%04d đâu".formatted(random.nextInt(64), random.nextInt(64),
                    25 + random.nextInt(5), 1 + random.nextInt(12), 1 + random.nextInt(28), random.nextInt(10_000)));
            stays("nghị định %d/%d/NĐ-CP".formatted(1 + random.nextInt(400), 1990 + random.nextInt(40)));
            stays("từ %02d/%02d/%d đến %02d-%02d-%d".formatted(1 + random.nextInt(28), 1 + random.nextInt(12),
                    2000 + random.nextInt(30), 1 + random.nextInt(28), 1 + random.nextInt(12),
                    2000 + random.nextInt(30)));
        }
    }

    private static void stays(String text) {
        assertThat(PersonalData.mask(text).text()).isEqualTo(text);
    }

    @Test
    void any_text_at_all_is_masked_once_and_for_all() {
        var random = new Random(7);
        var signs = "0123456789 .-/@Oo+()đ​０٩,:\nabotp mật khẩu";
        for (int n = 0; n < 5 * ROUNDS; n++) {
            var text = new StringBuilder();
            for (int i = random.nextInt(60); i > 0; i--) {
                text.append(signs.charAt(random.nextInt(signs.length())));
            }
            var masked = PersonalData.mask(text.toString()).text();
            assertThat(PersonalData.mask(masked).text()).as(text.toString()).isEqualTo(masked);
        }
    }
}
