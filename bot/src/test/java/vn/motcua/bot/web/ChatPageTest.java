package vn.motcua.bot.web;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.assertions.LocatorAssertions.HasCountOptions;
import com.microsoft.playwright.options.ColorScheme;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/// The chat page in a real browser against the real server, as a citizen goes through it.
class ChatPageTest {
    private static final String QUESTION = "Thành lập công ty TNHH một thành viên do cá nhân làm chủ cần giấy tờ gì?";
    private static final String UNCLEAR = "Tôi muốn đăng ký hộ kinh doanh";

    private static TestService service;
    private static Chromium chromium;

    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() throws Exception {
        service = TestService.start();
        chromium = new Chromium();
    }

    @AfterAll
    static void stop() throws Exception {
        if (chromium != null) {
            chromium.close();
        }
        if (service != null) {
            service.close();
        }
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
    void showsTheShortAnswerAndTheRestBehindOnePress() {
        ask(QUESTION);
        var answer = page.locator(".msg.bot .words").first();
        assertThat(answer).containsText("gồm 6 loại giấy tờ");
        assertThat(answer.locator("> ol > li").first()).isVisible();
        var rest = answer.locator("details.more");
        assertThat(rest.locator("li").last()).isHidden();

        rest.locator("summary").click();
        assertThat(rest.locator("li").last()).isVisible();
        assertThat(rest.locator("li").last()).containsText("Văn bản ủy quyền");
        assertThat(answer).containsText("trợ lý tự động");
        assertThat(rest).not().containsText("trợ lý tự động");
    }

    @Test
    void answersAndShowsWhatTheAnswerRestsOn() {
        ask(QUESTION);
        assertThat(page.locator(".msg.you .typed")).hasText(QUESTION);
        assertThat(page.locator(".msg.you .state")).containsText("đã gửi");

        var basis = page.locator(".msg.bot details.basis").first();
        assertThat(basis.locator("summary")).containsText("Căn cứ:");
        assertThat(basis.locator("dl").first()).isHidden();
        basis.locator("summary").click();
        assertThat(basis.locator("dl").first()).isVisible();
        assertThat(basis.locator("dd").first()).not().isEmpty();
    }

    @Test
    void picksAChoiceByANumberThatIsSent() {
        ask(UNCLEAR);
        var second = page.locator(".choices button").nth(1).locator("span").textContent();
        var before = page.locator(".msg.bot .words").last().textContent();

        ask("2");

        var byNumber = page.locator(".msg.bot .words").last().textContent();
        assertThat(byNumber).isNotEqualTo(before);

        page.locator("#menu-open").click();
        page.locator("#anew").click();
        page.locator("#ask-yes").click();
        assertThat(page.locator(".msg")).hasCount(0);
        ask(UNCLEAR);
        page.locator(".choices button").filter(new Locator.FilterOptions().setHasText(second)).first().click();
        assertThat(page.locator(".msg.bot")).hasCount(2);
        assertThat(page.locator(".msg.bot .words").last()).hasText(byNumber);
    }

    /// Two people found a company, or a dossier is 10 days old: such questions begin with a digit and pick nothing.
    @ParameterizedTest
    @ValueSource(strings = {"2 người mở công ty", "50 triệu vốn có mở công ty được không", "3 cổ đông"})
    void writesAQuestionThatBeginsWithADigit(String question) {
        ask(UNCLEAR);
        assertThat(page.locator(".choices button").first()).isVisible();
        assertThat(page.locator("#input")).isFocused();

        page.keyboard().type(question);

        assertThat(page.locator("#input")).hasValue(question);
        assertThat(page.locator(".msg.you .typed")).hasCount(1);
        page.keyboard().press("Enter");
        assertThat(page.locator(".msg.you .typed").last()).hasText(question);
    }

    @Test
    void saysByHowMuchAMessageIsTooLong() {
        page.locator("#input").fill("a".repeat(4_100));
        assertThat(page.locator("#count")).containsText("tối đa 4.000 ký tự, tin này thừa 100.");
    }

    @Test
    void keepsTheConversationOverAReload() {
        ask(QUESTION);
        var answer = page.locator(".msg.bot .words").first().textContent();

        page.reload();

        assertThat(page.locator(".msg.you .typed")).hasText(QUESTION);
        assertThat(page.locator(".msg.bot .words")).hasText(answer);
        assertThat(page.locator("#welcome")).isHidden();
    }

    @Test
    void showsNothingOfWhatTellsOfMisconduct() {
        ask("Chị ở quầy 3 bảo đưa thêm 500k mới làm");
        assertThat(page.locator(".msg.you .typed")).hasText("[Nội dung phản ánh không được lưu]");
        assertThat(page.locator(".msg.bot .words")).containsText("không phải nơi tiếp nhận tố cáo");

        page.reload();

        assertThat(page.locator(".msg.you .typed")).hasText("[Nội dung phản ánh không được lưu]");
        assertThat(page.locator("#log")).not().containsText("500k");
    }

    @Test
    void sendsOnceWhatWasWrittenOffline() {
        ask(QUESTION);
        context.setOffline(true);
        assertThat(page.locator("#notice")).containsText("mất mạng");

        write("Tạm ngừng kinh doanh thế nào?");
        assertThat(page.locator(".msg.you").last().locator(".state")).containsText("Chưa gửi được");
        context.setOffline(false);

        assertThat(page.locator(".msg.you").last().locator(".state")).containsText("đã gửi");
        assertThat(page.locator(".msg.bot")).hasCount(2);
        assertThat(page.locator("#notice")).isEmpty();

        page.reload();
        assertThat(page.locator(".msg.bot")).hasCount(2);
        assertThat(page.locator(".msg.you")).hasCount(2);
    }

    @Test
    void sendsOnceWhenTheAnswerIsLostOnItsWay() {
        page.route("**/messages", route -> {
            route.fetch();
            route.abort();
        }, new Page.RouteOptions().setTimes(1));

        ask(QUESTION);

        assertThat(page.locator(".msg.you .state")).containsText("đã gửi");
        page.reload();
        assertThat(page.locator(".msg.bot")).hasCount(1);
        assertThat(page.locator(".msg.you")).hasCount(1);
    }

    @Test
    void doesNotSendNothing() {
        write("   ");
        assertThat(page.locator(".msg")).hasCount(0);
        assertThat(page.locator("#welcome")).isVisible();
    }

    @Test
    void speaksEnglish() {
        page.locator("#language").click();
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        assertThat(page.locator("h1")).hasText("Online support");
    }

    @ParameterizedTest
    @EnumSource(value = ColorScheme.class, names = {"LIGHT", "DARK"})
    void hasNoSeriousAccessibilityViolation(ColorScheme scheme) {
        context.close();
        // As tall as the whole talk: a button scrolled half under the writing bar would be measured as half a button.
        open(new NewContextOptions().setViewportSize(1280, 2400).setColorScheme(scheme));
        assertThat(Chromium.violations(page)).isEmpty();

        ask(QUESTION);
        page.locator(".basis summary").first().click();
        assertThat(Chromium.violations(page)).isEmpty();

        page.locator("#menu-open").click();
        assertThat(Chromium.violations(page)).isEmpty();

        page.locator("#anew").click();
        assertThat(page.locator("#ask")).isVisible();
        assertThat(Chromium.violations(page)).isEmpty();
    }

    @Test
    void fitsASmallPhone() {
        context.close();
        open(new NewContextOptions().setViewportSize(360, 640).setHasTouch(true).setIsMobile(true));
        assertThat(overflow()).isZero();

        ask(QUESTION);
        page.locator(".basis summary").first().click();
        assertThat(overflow()).isZero();
    }

    private void open(NewContextOptions options) {
        context = chromium.browser.newContext(options);
        page = context.newPage();
        page.navigate(service.url().replaceFirst("/+$", "") + "/chat");
        assertThat(page.locator("html.ready")).isAttached();
    }

    private void write(String text) {
        page.locator("#input").fill(text);
        page.locator("#input").press("Enter");
    }

    private void ask(String text) {
        int answers = page.locator(".msg.bot").count();
        write(text);
        assertThat(page.locator(".msg.bot")).hasCount(answers + 1, new HasCountOptions().setTimeout(15_000));
    }

    /// How many pixels the page is wider than its window.
    private int overflow() {
        return (int) page.evaluate("() => document.documentElement.scrollWidth - document.documentElement.clientWidth");
    }
}
