package vn.motcua.bot.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;

import vn.motcua.knowledge.content.CatalogueEntry;

/// A catalogue as large as the national one, made up of the words such names are made of, those of our own matters among
/// them. The same seed gives the same entries.
final class GeneratedCatalogue {
    private static final List<String> ACTS = List.of("Cấp", "Cấp lại", "Cấp đổi", "Gia hạn", "Thu hồi",
            "Sửa đổi, bổ sung",
            "Điều chỉnh", "Đăng ký", "Đăng ký thay đổi", "Thông báo", "Chấp thuận", "Công nhận", "Thẩm định",
            "Phê duyệt",
            "Xác nhận", "Chấm dứt", "Tạm ngừng", "Hỗ trợ", "Miễn, giảm", "Kiểm tra", "Công bố", "Chuyển đổi",
            "Khai báo");
    private static final List<String> PAPERS = List.of("giấy phép", "giấy chứng nhận", "giấy chứng nhận đủ điều kiện",
            "chứng chỉ hành nghề", "quyết định", "văn bản chấp thuận", "thẻ", "phù hiệu", "hồ sơ", "kết quả",
            "kế hoạch",
            "phương án", "dự án", "nội dung đăng ký", "điều lệ", "danh mục", "kinh phí", "chế độ trợ cấp");
    private static final List<String> MATTERS = List.of("hoạt động bến thủy nội địa", "kinh doanh vận tải bằng xe ô tô",
            "khai thác khoáng sản", "sử dụng tài nguyên nước", "nuôi trồng thủy sản lồng bè", "buôn bán thuốc thú y",
            "sản xuất giống cây trồng", "hành nghề luật sư", "văn phòng công chứng", "đấu giá tài sản",
            "dịch vụ viễn thông cố định mặt đất", "sử dụng tần số vô tuyến điện", "công việc bức xạ",
            "nhập khẩu thiết bị y tế", "khám bệnh, chữa bệnh", "kinh doanh thuốc lá", "bán lẻ rượu", "bán lẻ xăng dầu",
            "an toàn thực phẩm", "hóa chất có điều kiện", "vật liệu nổ công nghiệp", "phòng cháy, chữa cháy",
            "kinh doanh dịch vụ lữ hành", "hướng dẫn viên du lịch", "biểu diễn nghệ thuật", "tu bổ di tích",
            "trường mầm non tư thục", "trung tâm ngoại ngữ", "văn bằng tốt nghiệp", "người có công với cách mạng",
            "bảo hiểm thất nghiệp", "lao động nước ngoài", "nuôi con nuôi", "khai sinh có yếu tố nước ngoài",
            "quyền sử dụng đất", "tài sản gắn liền với đất", "xây dựng nhà ở riêng lẻ", "quy hoạch đô thị",
            "môi trường của dự án", "rừng sản xuất", "động vật hoang dã", "thành lập doanh nghiệp",
            "hộ kinh doanh", "hợp tác xã", "công ty trách nhiệm hữu hạn", "công ty cổ phần", "chi nhánh",
            "văn phòng đại diện của thương nhân nước ngoài", "vốn điều lệ", "người đại diện theo pháp luật",
            "nhà đầu tư nước ngoài", "dự án đầu tư có sử dụng đất", "thuế thu nhập cá nhân", "hóa đơn điện tử",
            "chứng khoán ra công chúng", "tổ chức tín dụng", "bảo hiểm phi nhân thọ", "thủ tục hải quan");
    private static final List<String> CASES = List.of("", "đối với tổ chức", "đối với cá nhân", "đối với hộ gia đình",
            "đối với tổ chức nước ngoài", "thuộc thẩm quyền của Ủy ban nhân dân cấp tỉnh",
            "thuộc thẩm quyền của Ủy ban nhân dân cấp xã", "trên địa bàn tỉnh", "tại khu kinh tế", "do bị mất, hư hỏng",
            "do thay đổi tên", "khi hết thời hạn", "lần đầu", "theo yêu cầu", "có yếu tố nước ngoài",
            "đối với trường hợp chuyển nhượng", "đối với trường hợp sáp nhập, hợp nhất");
    private static final List<String> AGENCIES = List.of("Ủy ban nhân dân cấp tỉnh", "Ủy ban nhân dân cấp xã",
            "Sở Y tế",
            "Sở Nông nghiệp và Môi trường", "Sở Xây dựng", "Bộ Công Thương", "Cục Thuế", "Công an cấp tỉnh");

    private GeneratedCatalogue() {
    }

    static List<CatalogueEntry> of(int count, long seed) {
        var random = new Random(seed);
        var names = new LinkedHashSet<String>();
        while (names.size() < count) {
            names.add("%s %s %s %s %s".formatted(any(ACTS, random), any(PAPERS, random), any(MATTERS, random),
                    any(CASES, random), any(CASES, random)).replaceAll("\\s+", " ").strip());
        }
        var entries = new ArrayList<CatalogueEntry>();
        for (var name : names) {
            entries.add(new CatalogueEntry("9.%06d".formatted(entries.size()), name, List.of(any(AGENCIES, random)),
                    "Bộ Nội vụ"));
        }
        return entries;
    }

    private static String any(List<String> words, Random random) {
        return words.get(random.nextInt(words.size()));
    }
}
