package vn.motcua.bot.media;

import java.awt.Color;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.imageio.ImageIO;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.bot.Scenario;
import vn.motcua.bot.conversation.ConversationId;
import vn.motcua.bot.conversation.SharedFile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

/// What is kept of what people send, and what is not.
class MediaStoreTest {
    private static final byte[] WEBP = Base64.getDecoder().decode("UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==");

    @TempDir
    private Path data;
    private Scenario scenario;
    private ConversationId conversation;

    @BeforeEach
    void open() {
        scenario = new Scenario(data);
        conversation = scenario.conversations.open().id();
    }

    @AfterEach
    void close() {
        scenario.close();
    }

    static Stream<Arguments> taken() {
        return Stream.of(arguments("application/pdf", Specimens.pdf("a")), arguments("image/jpeg",
                Specimens.image("jpg", 8, 8)), arguments("image/png", Specimens.image("png", 8, 8)),
                arguments("image/png", WEBP),
                arguments("application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                        Specimens.zip("[Content_Types].xml", "word/document.xml")),
                arguments("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
                        Specimens.zip("[Content_Types].xml", "xl/workbook.xml")),
                arguments("application/vnd.openxmlformats-officedocument.wordprocessingml.document",
                        Specimens.zip("[Content_Types].xml", "word/document.xml", "word/embeddings/chart1.xlsx")),
                arguments("audio/ogg", text("OggS\0 voice")), arguments("audio/amr", text("#!AMR\n")),
                arguments("audio/mp4", text("\0\0\0\u0018ftypM4A \0\0\0\0")));
    }

    @ParameterizedTest
    @MethodSource("taken")
    void a_file_is_known_by_its_content(String mediaType, byte[] content) {
        var file = keep("whatever.exe", content);
        assertThat(file.mediaType()).isEqualTo(mediaType);
        assertThat(file.name()).startsWith("whatever.").doesNotEndWith(".exe");
        assertThat(open(file)).hasSize((int) file.size());
    }

    static Stream<Arguments> refused() {
        var html = "<html><script>alert(1)</script></html>";
        return Stream.of(arguments(Keeping.Reason.TYPE, text("<svg xmlns='http://www.w3.org/2000/svg' onload='x()'/>")),
                arguments(Keeping.Reason.TYPE, text(html)),
                arguments(Keeping.Reason.TYPE, text("GIF89a/*" + html + "*/")),
                arguments(Keeping.Reason.UNREADABLE, text("\u0089PNG\r\n\u001a\n" + html)),
                arguments(Keeping.Reason.TYPE, text("%PDF-1.7 " + html)),
                arguments(Keeping.Reason.TYPE, text("MZ\u0090")),
                arguments(Keeping.Reason.TYPE, text("\u007fELF")), arguments(Keeping.Reason.TYPE, text("#!/bin/sh")),
                arguments(Keeping.Reason.TYPE, new byte[0]), arguments(Keeping.Reason.TYPE, Specimens.zip("a.exe")),
                arguments(Keeping.Reason.TYPE,
                        Specimens.zip("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin")),
                arguments(Keeping.Reason.TYPE,
                        Specimens.zip("[Content_Types].xml", "xl/workbook.xml", "xl/macrosheets/1.xml")),
                arguments(Keeping.Reason.TYPE,
                        Specimens.zip("[Content_Types].xml", "word/document.xml", "word/embeddings/oleObject1.bin")),
                arguments(Keeping.Reason.UNREADABLE, Specimens.hugePng(20_000, 20_000)),
                arguments(Keeping.Reason.UNREADABLE, Specimens.hugePng(1_000_000, 1)),
                arguments(Keeping.Reason.UNREADABLE, cut(Specimens.image("jpg", 64, 64), 40)),
                arguments(Keeping.Reason.TYPE, text("X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR")),
                arguments(Keeping.Reason.TOO_LARGE, new byte[(10 << 20) + 1]));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void what_could_do_harm_is_not_kept(Keeping.Reason reason, byte[] content) throws IOException {
        assertThat(scenario.media.keep(conversation, "a.png", content)).isEqualTo(new Keeping.Refused(reason));
        assertThat(papers()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void damaged_files_are_refused_or_kept_but_never_break_anything(long seed) {
        var random = new Random(seed);
        var whole = List.of(Specimens.photo(6, 40, 20), Specimens.image("png", 9, 9), WEBP,
                Specimens.zip("[Content_Types].xml", "word/document.xml"));
        for (int round = 0; round < 100; round++) {
            var file = whole.get(round % whole.size()).clone();
            for (int flip = 0; flip < 3; flip++) {
                file[random.nextInt(file.length)] = (byte) random.nextInt();
            }
            assertThat(scenario.media.keep(scenario.conversations.open().id(), "x",
                    cut(file, random.nextInt(file.length))))
                    .isNotNull();
        }
    }

    @Test
    void a_photo_loses_the_place_and_stands_upright() throws IOException {
        for (int orientation = 1; orientation <= 8; orientation++) {
            var kept = open(keep("a.jpg", Specimens.photo(orientation, 80, 40)));
            assertThat(new String(kept, StandardCharsets.ISO_8859_1)).doesNotContain("GPS", "Exif");
            var image = ImageIO.read(new ByteArrayInputStream(kept));
            boolean turned = orientation > 4;
            assertThat(image.getWidth()).as("%d", orientation).isEqualTo(turned ? 40 : 80);
            // where the red left half of what the camera stored comes to stand
            var red = switch (orientation) {
                case 1, 4 -> new int[]{10, 20};
                case 2, 3 -> new int[]{70, 20};
                case 5, 6 -> new int[]{20, 10};
                default -> new int[]{20, 70};
            };
            assertThat(new Color(image.getRGB(red[0], red[1])).getRed()).as("%d", orientation).isGreaterThan(200);
        }
    }

    @Test
    void a_large_photo_is_kept_smaller() throws IOException {
        var image = ImageIO.read(new ByteArrayInputStream(open(keep("a.jpg", Specimens.image("jpg", 6_000, 4_000)))));
        assertThat((long) image.getWidth() * image.getHeight()).isBetween(3_000_000L, 12_600_000L);
    }

    @ParameterizedTest
    @CsvSource({"../../x.pdf,x.pdf", "C:\\Users\\An\\Điều lệ.PDF,Điều lệ.pdf", "'',tai-lieu.pdf", ".pdf,tai-lieu.pdf",
            "CCCD 079199012345.pdf,CCCD [số giấy tờ].pdf", "gpj.\u202efdp.exe,gpj. fdp.pdf", "a\"b<c>.html,a b c.pdf",
            "chị Hoa quầy 3 đòi thêm 500k mới làm.pdf,tai-lieu.pdf"})
    void a_name_has_no_path_no_tricks_and_no_personal_data(String given, String kept) {
        assertThat(keep(given, Specimens.pdf("a")).name()).isEqualTo(kept);
    }

    @Test
    void a_long_name_is_cut() {
        assertThat(keep("ă".repeat(300), Specimens.pdf("a")).name()).hasSize(104);
    }

    @Test
    void the_same_file_has_one_address_in_a_conversation_and_another_elsewhere() throws IOException {
        var first = keep("a.pdf", Specimens.pdf("a"));
        var again = keep("b.pdf", Specimens.pdf("a"));
        assertThat(again).isEqualTo(new SharedFile(first.id(), "b.pdf", first.mediaType(), first.size(), first.kind()));
        assertThat(papers()).hasSize(1);

        var stranger = scenario.conversations.open().id();
        assertThat(scenario.media.open(stranger, first.id())).isEmpty();
        assertThat(scenario.media.keep(stranger, "a.pdf", Specimens.pdf("a")))
                .isNotEqualTo(new Keeping.Kept(first));
        assertThat(papers()).hasSize(2);
    }

    @Test
    void nothing_is_readable_on_disk_and_what_was_changed_does_not_open() throws IOException {
        var file = keep("a.pdf", Specimens.pdf("Nguyễn Văn An"));
        var paper = papers().getFirst();
        var bytes = Files.readAllBytes(paper);
        assertThat(new String(bytes, StandardCharsets.UTF_8)).doesNotContain("An", "PDF");

        bytes[bytes.length / 2] ^= 1;
        Files.write(paper, bytes);
        assertThatThrownBy(() -> scenario.media.open(conversation, file.id()))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_conversation_keeps_fifty_files_at_most() throws IOException {
        IntStream.range(0, 50).forEach(number -> keep("a.pdf", Specimens.pdf("number " + number)));
        assertThat(scenario.media.keep(conversation, "a.pdf", Specimens.pdf("one more")))
                .isEqualTo(new Keeping.Refused(Keeping.Reason.TOO_MANY));
        assertThat(papers()).hasSize(50);
    }

    private SharedFile keep(String name, byte[] content) {
        var keeping = scenario.media.keep(conversation, name, content);
        assertThat(keeping).isInstanceOf(Keeping.Kept.class);
        return ((Keeping.Kept) keeping).file();
    }

    private byte[] open(SharedFile file) {
        return scenario.media.open(conversation, file.id()).orElseThrow().content();
    }

    private List<Path> papers() throws IOException {
        if (!Files.exists(data.resolve("papers"))) {
            return List.of();
        }
        try (var files = Files.walk(data.resolve("papers"))) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] cut(byte[] file, int length) {
        return java.util.Arrays.copyOf(file, length);
    }
}
