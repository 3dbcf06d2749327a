package vn.motcua.bot.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.zip.GZIPOutputStream;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/// The chat on another website, in a real browser that keeps third parties apart.
class WidgetTest {
    private static final String QUESTION = "Tạm ngừng kinh doanh thế nào?";
    private static final String ANOTHER = "Đổi tên công ty cần giấy tờ gì?";
    /// A browser in which a frame of another site may store nothing at all.
    private static final String NO_STORAGE = """
            if (self !== top) for (const kind of ['localStorage', 'sessionStorage', 'indexedDB'])
              Object.defineProperty(window, kind, { get() { throw new DOMException('blocked', 'SecurityError'); } });""";
    /// Notes what the site gets to hear.
    private static final String LISTENING = """
            if (self === top) { window.heard = []; addEventListener('message', (e) => heard.push(e.data)); }""";

    private static HostSite site;
    private static TestService service;
    private static Chromium chromium;

    private final List<String> complaints = new ArrayList<>();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() {
        site = new HostSite();
        service = TestService.start(Map.of("MOTCUA_LIMITS_EXEMPT", "127.0.0.1",
                "MOTCUA_CHANNELS_WEB_ALLOWED_ORIGINS", site.origin()), Timing.STANDARD);
        site.embeds(service);
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        service.close();
        site.close();
    }

    @BeforeEach
    void arrive() {
        visit(new NewContextOptions().setViewportSize(1280, 900));
    }

    @AfterEach
    void leave() {
        context.close();
        assertThat(complaints).isEmpty();
    }

    @Test
    void opens_answers_and_closes_by_keyboard_under_a_strict_policy_and_without_any_storage() {
        context.addInitScript(NO_STORAGE);
        page.reload();
        assertThat(button()).hasAccessibleName("Mở hỗ trợ trực tuyến");
        button().focus();
        page.keyboard().press("Enter");
        assertThat(chat().locator("#input")).isFocused();
        page.keyboard().type(QUESTION);
        page.keyboard().press("Enter");
        assertThat(chat().locator(".msg.bot")).hasCount(1);

        page.keyboard().press("Escape");
        assertThat(page.locator("motcua-chat iframe")).isHidden();
        assertThat(button()).isFocused();
        assertThat(button()).hasAttribute("aria-expanded", "false");

        page.keyboard().press("Enter");
        assertThat(chat().locator(".msg.bot")).hasCount(1);
        chat().locator("#minimise").click();
        assertThat(button()).isFocused();
    }

    @Test
    void counts_what_came_while_it_was_closed() {
        var held = new AtomicReference<Route>();
        context.route("**/messages", held::set);
        button().click();
        write(QUESTION);
        page.waitForCondition(() -> held.get() != null);
        chat().locator("#input").press("Escape");
        assertThat(badge()).isHidden();

        held.get().resume();
        assertThat(badge()).hasText("1");
        assertThat(button()).hasAccessibleName("Mở hỗ trợ trực tuyến, 1 tin mới");

        button().click();
        assertThat(chat().locator(".msg.bot")).hasCount(1);
        chat().locator("#input").press("Escape");
        assertThat(badge()).isHidden();
    }

    @Test
    void goes_on_from_page_to_page_where_a_frame_may_store() {
        leave();
        try (var usual = Chromium.withStorageApart()) {
            context = usual.browser.newContext();
            page = visit(context);
            button().click();
            write(QUESTION);
            assertThat(chat().locator(".msg.bot")).hasCount(1);

            page.locator("a").click();
            button().click();
            assertThat(chat().locator(".msg.bot")).hasCount(1);
            write(ANOTHER);
            assertThat(chat().locator(".msg.bot")).hasCount(2);
            leave();
        }
    }

    @Test
    void the_site_hears_counts_and_nothing_else_and_cannot_pretend() {
        button().click();
        write(QUESTION);
        assertThat(chat().locator(".msg.bot")).hasCount(1);
        var frame = page.locator("motcua-chat iframe").evaluate("frame => frame.contentDocument");
        assertThat(frame).isNull();

        page.evaluate("() => postMessage({ motcua: 'unread', count: 7 }, '*')");
        page.evaluate("() => postMessage({ motcua: 'close' }, '*')");
        write(ANOTHER);
        assertThat(chat().locator(".msg.bot")).hasCount(2);
        assertThat(page.locator("motcua-chat iframe")).isVisible();
        chat().locator("#input").press("Escape");
        assertThat(badge()).isHidden();
        assertThat((List<?>) page.evaluate("() => heard")).extracting(Object::toString)
                .allMatch(message -> message.matches("\\{motcua=(unread, count=\\d+|close)}"));
    }

    @Test
    void fills_a_phone_and_speaks_the_language_of_the_site() {
        leave();
        visit(new NewContextOptions().setViewportSize(360, 740).setIsMobile(true).setHasTouch(true));
        page.navigate(site.origin() + "/en");
        assertThat(button()).hasAccessibleName("Open online support");
        button().click();
        var box = page.locator("motcua-chat iframe").boundingBox();
        assertThat(List.of(box.x, box.y, box.width, box.height)).containsExactly(0.0, 0.0, 360.0, 740.0);
        assertThat(chat().locator("html")).hasAttribute("lang", "en");
        chat().locator("#minimise").click();
        assertThat(button()).isFocused();
        assertThat(Chromium.violations(page)).isEmpty();
    }

    @Test
    void only_allowed_sites_may_show_the_chat_and_nothing_else_may_be_shown() {
        assertThat(service.get("/chat").headers().firstValue("Content-Security-Policy")).hasValueSatisfying(
                policy -> assertThat(policy).endsWith("frame-ancestors 'self' " + site.origin()));
        for (var path : List.of("/procedures", "/widget.js", "/web/chat/index.html", "/api/v1/openapi.yaml")) {
            assertThat(service.get(path).headers().firstValue("Content-Security-Policy")).hasValueSatisfying(
                    policy -> assertThat(policy).endsWith("frame-ancestors 'none'"));
        }
        try (var stranger = new HostSite()) {
            stranger.embeds(service);
            page.navigate(stranger.origin());
            button().click();
            assertThat(chat().locator("#input")).hasCount(0);
            assertThat(complaints).anyMatch(text -> text.contains("frame-ancestors") || text.contains("refused"));
            complaints.clear();
        }
    }

    @Test
    void is_small() throws IOException {
        var packed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(packed)) {
            gzip.write(service.get("/widget.js").body().getBytes());
        }
        assertThat(packed.size()).isLessThan(30 << 10);
    }

    private void visit(NewContextOptions options) {
        context = chromium.browser.newContext(options.setLocale("vi-VN"));
        page = visit(context);
    }

    private Page visit(BrowserContext visitor) {
        visitor.addInitScript(LISTENING);
        var visited = visitor.newPage();
        visited.onConsoleMessage(message -> {
            if (message.type().equals("error")) {
                complaints.add(message.text());
            }
        });
        visited.onPageError(complaints::add);
        visited.navigate(site.origin() + "/vi");
        assertThat(visited.locator("motcua-chat button")).isVisible();
        return visited;
    }

    private Locator button() {
        return page.locator("motcua-chat button");
    }

    private Locator badge() {
        return page.locator("motcua-chat .badge");
    }

    private FrameLocator chat() {
        return page.frameLocator("motcua-chat iframe");
    }

    private void write(String text) {
        assertThat(chat().locator("html.widget.ready")).isAttached();
        chat().locator("#input").fill(text);
        chat().locator("#input").press("Enter");
    }
}
