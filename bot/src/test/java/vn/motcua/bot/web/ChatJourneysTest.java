package vn.motcua.bot.web;

import java.io.IOException;
import java.nio.file.Files;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.FilePayload;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import vn.motcua.bot.media.Specimens;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/// What citizens do besides asking: send papers, lose the network, go on on their phone.
class ChatJourneysTest {
    private static final String QUESTION = "Tạm ngừng kinh doanh thế nào?";
    private static final FilePayload PAPER = new FilePayload("Giấy đề nghị.pdf", "application/pdf",
            Specimens.pdf("giấy đề nghị"));

    private static TestService service;
    private static Chromium chromium;

    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() {
        service = TestService.start();
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        service.close();
    }

    @BeforeEach
    void open() {
        open(new NewContextOptions().setViewportSize(1280, 900));
    }

    @AfterEach
    void close() {
        context.close();
    }

    @Test
    void sends_a_file_and_gets_it_back() throws IOException {
        page.locator("#file").setInputFiles(PAPER);
        assertThat(page.locator(".msg.you .state")).containsText("đã gửi");
        assertThat(page.locator(".msg.bot .words")).containsText("«Giấy đề nghị.pdf»");

        page.reload();
        assertThat(page.locator(".msg.bot")).hasCount(1);
        assertThat(page.locator(".msg.you .paper-name")).hasText("Giấy đề nghị.pdf");
        var saved = page.waitForDownload(() -> page.locator(".msg.you button.paper").click());
        assertThat(saved.suggestedFilename()).isEqualTo("Giấy đề nghị.pdf");
        assertThat(Files.readAllBytes(saved.path())).isEqualTo(PAPER.buffer);
    }

    @Test
    void tells_that_a_file_is_on_its_way() {
        var held = new AtomicReference<Route>();
        page.route("**/files", held::set);
        page.locator("#file").setInputFiles(PAPER);
        page.waitForCondition(() -> held.get() != null);
        assertThat(page.locator(".msg.you .state")).containsText("đang gửi");
        held.get().resume();
        assertThat(page.locator(".msg.you .state")).containsText("đã gửi");
    }

    @ParameterizedTest
    @ValueSource(strings = {"drop", "paste"})
    void takes_what_is_dropped_or_pasted(String way) {
        page.evaluate("""
                ([way, image]) => {
                  const data = new DataTransfer();
                  const bytes = Uint8Array.from(atob(image), (c) => c.charCodeAt(0));
                  data.items.add(new File([bytes], 'image.png', { type: 'image/png' }));
                  const event = way === 'drop'
                    ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
                    : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
                  document.getElementById('input').dispatchEvent(event);
                }""", List.of(way, Base64.getEncoder().encodeToString(Specimens.image("png", 20, 20))));
        assertThat(page.locator(".msg.you .state")).containsText("đã gửi");
        assertThat(page.locator(".msg.you .paper-name")).hasText("image.png");
    }

    @Test
    void says_in_plain_words_why_a_file_is_not_taken() {
        page.locator("#file")
                .setInputFiles(new FilePayload("game.exe", "application/octet-stream", new byte[]{'M', 'Z'}));
        assertThat(page.locator("#notice")).containsText("Chỉ gửi được ảnh");
        assertThat(page.locator(".msg")).hasCount(0);

        page.locator("#file").setInputFiles(new FilePayload("a.pdf", "application/pdf", new byte[(10 << 20) + 1]));
        assertThat(page.locator("#notice")).containsText("Tệp lớn quá 10 MB");

        page.locator("#file").setInputFiles(new FilePayload("game.pdf", "application/pdf", new byte[]{'M', 'Z'}));
        assertThat(page.locator(".msg.you .state")).containsText("Chưa gửi được. Chỉ nhận ảnh JPEG");
        page.locator(".msg.you .again").click();
        assertThat(page.locator(".msg")).hasCount(0);
        assertThat(page.locator("#input")).isFocused();
    }

    @Test
    void a_large_photo_is_made_smaller_before_it_is_sent() {
        // noise, so that it is large
        page.evaluate("""
                async () => {
                  const canvas = document.createElement('canvas');
                  canvas.width = 3600; canvas.height = 1200;
                  const pen = canvas.getContext('2d');
                  const noise = pen.createImageData(3600, 1200);
                  for (let i = 0, x = 1; i < noise.data.length; i++) noise.data[i] = i % 4 === 3 ? 255 : (x = (x * 16807) % 2147483647) & 255;
                  pen.putImageData(noise, 0, 0);
                  const data = new DataTransfer();
                  const blob = await new Promise((done) => canvas.toBlob(done, 'image/png'));
                  data.items.add(new File([blob], 'anh.png', { type: 'image/png' }));
                  document.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
                }""");
        assertThat(page.locator(".msg.you .state")).containsText("đã gửi");
        assertThat(page.locator(".msg.you .paper-name")).hasText("anh.jpg");
    }

    @Test
    void sends_once_and_in_order_what_was_sent_while_offline() {
        ask(QUESTION);
        context.setOffline(true);
        assertThat(page.locator("#notice")).containsText("mất mạng");
        page.locator("#file").setInputFiles(PAPER);
        write("Đổi tên công ty cần giấy tờ gì?");
        assertThat(page.locator(".msg.you").nth(1).locator(".state")).containsText("Chưa gửi được");
        context.setOffline(false);

        assertThat(page.locator(".msg.bot")).hasCount(3);
        page.reload();
        assertThat(page.locator(".msg.bot")).hasCount(3);
        assertThat(page.locator(".msg.you")).hasCount(3);
        assertThat(page.locator(".msg.you").nth(1)).containsText("Giấy đề nghị.pdf");
    }

    @Test
    void a_file_is_kept_once_when_the_answer_is_lost_on_its_way() {
        page.route("**/files", route -> {
            route.fetch();
            route.abort();
        }, new Page.RouteOptions().setTimes(1));
        page.locator("#file").setInputFiles(PAPER);
        assertThat(page.locator(".msg.you .state")).containsText("đã gửi");
        page.reload();
        assertThat(page.locator(".msg.bot")).hasCount(1);
        assertThat(page.locator(".msg.you")).hasCount(1);
    }

    @Test
    void says_that_a_file_is_lost_when_the_page_is_reloaded_before_it_was_sent() {
        ask(QUESTION);
        page.route("**/files", Route::abort);
        page.locator("#file").setInputFiles(PAPER);
        assertThat(page.locator(".msg.you").last().locator(".state")).containsText("Chưa gửi được");
        page.reload();
        assertThat(page.locator(".msg.you").last().locator(".state")).containsText("chọn lại tệp");
    }

    @Test
    void goes_on_on_the_phone() {
        ask(QUESTION);
        page.locator("#menu-open").click();
        page.locator("#phone").click();
        assertThat(page.locator("#qr svg")).isVisible();
        var link = page.locator("#phone-url").inputValue();
        page.keyboard().press("Escape");
        assertThat(page.locator("#menu-open")).isFocused();

        try (var phone = chromium.browser.newContext(
                new NewContextOptions().setViewportSize(360, 740).setIsMobile(true).setHasTouch(true)
                        .setLocale("vi-VN"))) {
            var screen = phone.newPage();
            screen.navigate(link);
            assertThat(screen.locator(".msg.you .typed")).hasText(QUESTION);
            assertThat(screen.locator("#notice")).containsText("tiếp tục trên máy này");
            assertThat(screen.url()).isEqualTo(service.url() + "/chat");
            assertThat(phone.cookies()).isEmpty();

            screen.locator("#input").fill("Phí bao nhiêu?");
            screen.locator("#send").click();
            assertThat(screen.locator(".msg.bot")).hasCount(2);
            assertThat(page.locator(".msg.you").last()).containsText("Phí bao nhiêu?");
            assertThat(page.locator(".msg.bot")).hasCount(2);

            var late = phone.newPage();
            assertThat(late.navigate(link).status()).isEqualTo(410);
            assertThat(late.locator("body")).containsText("Mã chỉ mở được một lần");
        }
    }

    @Test
    void counts_new_messages_in_the_title_while_nobody_looks() {
        ask(QUESTION);
        page.evaluate("""
                () => {
                  Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
                  document.dispatchEvent(new Event('visibilitychange'));
                }""");
        ask("Phí bao nhiêu?");
        assertThat(page.title()).isEqualTo("(1) Tin mới – Hỗ trợ trực tuyến");
        page.evaluate("""
                () => {
                  Object.defineProperty(document, 'hidden', { configurable: true, get: () => false });
                  document.dispatchEvent(new Event('visibilitychange'));
                }""");
        assertThat(page.title()).startsWith("Hỗ trợ trực tuyến");
    }

    @Test
    void a_phone_offers_its_camera() {
        context.close();
        // tall, so that the menu covers no suggestion
        open(new NewContextOptions().setViewportSize(360, 1400).setIsMobile(true).setHasTouch(true));
        page.locator("#attach").click();
        assertThat(page.locator("#camera-open")).isVisible();
        assertThat(Chromium.violations(page)).isEmpty();
        var chooser = page.waitForFileChooser(() -> page.locator("#camera-open").click());
        chooser.setFiles(new FilePayload("IMG_1.jpg", "image/jpeg", Specimens.photo(6, 80, 40)));
        assertThat(page.locator(".msg.you .state")).containsText("đã gửi");
    }

    @ParameterizedTest
    @EnumSource(value = ColorScheme.class, names = {"LIGHT", "DARK"})
    void files_and_the_code_can_be_used_by_everybody(ColorScheme scheme) {
        context.close();
        open(new NewContextOptions().setViewportSize(1280, 1600).setColorScheme(scheme));
        page.locator("#file").setInputFiles(PAPER);
        assertThat(page.locator(".msg.bot")).hasCount(1);
        page.locator("#file").setInputFiles(new FilePayload("x.pdf", "application/pdf", new byte[]{'M', 'Z'}));
        assertThat(page.locator(".msg.you.bad")).hasCount(1);
        assertThat(Chromium.violations(page)).isEmpty();
        page.locator("#menu-open").click();
        page.locator("#phone").click();
        assertThat(page.locator("#qr svg")).isVisible();
        assertThat(Chromium.violations(page)).isEmpty();
    }

    private void open(NewContextOptions options) {
        context = chromium.browser.newContext(options.setLocale("vi-VN"));
        page = context.newPage();
        page.navigate(service.url() + "/chat");
        assertThat(page.locator("html.ready")).isAttached();
    }

    private void write(String text) {
        page.locator("#input").fill(text);
        page.locator("#input").press("Enter");
    }

    private void ask(String text) {
        int answers = page.locator(".msg.bot").count();
        write(text);
        assertThat(page.locator(".msg.bot")).hasCount(answers + 1);
    }
}
