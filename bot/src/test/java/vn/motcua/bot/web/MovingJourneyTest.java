package vn.motcua.bot.web;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

import com.microsoft.playwright.Browser.NewContextOptions;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import vn.motcua.bot.Await;
import vn.motcua.bot.ChildProgram;
import vn.motcua.connectors.WebhookRequest;
import vn.motcua.connectors.zalo.simulator.ZaloSimulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

/// A citizen takes a conversation from a Zalo that runs here to the chat page in a browser, and back.
class MovingJourneyTest {
    private static final Pattern CODE = Pattern.compile("\\b[2-9A-Z]{3}-[2-9A-Z]{3}\\b");

    @TempDir
    private static Path data;
    private static ZaloSimulator zalo;
    private static Chromium chromium;
    private static ChildProgram program;
    private static String url;
    private final HttpClient client = HttpClient.newHttpClient();
    private BrowserContext context;
    private Page page;

    @BeforeAll
    static void start() {
        zalo = ZaloSimulator.start(new ZaloSimulator.Settings("41", "zalo-app-secret", "24", "zalo-oa-secret"),
                InstantSource.system(), 0);
        program = ChildProgram.serve(data, Map.ofEntries(Map.entry("MOTCUA_CHANNELS_ZALO_APP_ID", "41"),
                Map.entry("MOTCUA_CHANNELS_ZALO_APP_SECRET", "zalo-app-secret"),
                Map.entry("MOTCUA_CHANNELS_ZALO_OA_ID", "24"),
                Map.entry("MOTCUA_CHANNELS_ZALO_OA_SECRET", "zalo-oa-secret"),
                Map.entry("MOTCUA_CHANNELS_ZALO_REFRESH_TOKEN", "rt-0"),
                Map.entry("MOTCUA_SERVER_PUBLIC_URL", "https://motcua.example.vn"),
                Map.entry("MOTCUA_CHANNELS_ZALO_API", zalo.api().toString()),
                Map.entry("MOTCUA_CHANNELS_ZALO_OAUTH", zalo.api().toString()),
                Map.entry("MOTCUA_CHANNELS_ZALO_BUSINESS", zalo.api().toString())), List.of());
        chromium = new Chromium();
        url = "http://127.0.0.1:" + program.awaitPort();
    }

    @AfterAll
    static void stop() {
        if (chromium != null) {
            chromium.close();
        }
        program.close();
        zalo.close();
    }

    @BeforeEach
    void begin() {
        context = chromium.browser.newContext();
        page = context.newPage();
    }

    @AfterEach
    void close() {
        context.close();
        client.shutdownNow();
    }

    private void open(NewContextOptions options, String fragment) {
        context.close();
        context = chromium.browser.newContext(options.setLocale("vi-VN"));
        page = context.newPage();
        page.navigate(url + "/chat" + fragment);
    }

    private static NewContextOptions desktop() {
        return new NewContextOptions().setViewportSize(1280, 900);
    }

    private static NewContextOptions phone() {
        return new NewContextOptions().setViewportSize(360, 740).setIsMobile(true).setHasTouch(true);
    }

    private void sendsInZalo(String person, String text) throws Exception {
        deliver(zalo.says(person, text));
    }

    private void deliver(WebhookRequest request) throws Exception {
        var http = HttpRequest.newBuilder(URI.create(url + "/webhooks/zalo"));
        request.headers().forEach(http::header);
        assertThat(client.send(http.POST(BodyPublishers.ofByteArray(request.body())).build(),
                BodyHandlers.ofString()).statusCode()).isEqualTo(200);
    }

    /// The newest text for this person, once there are so many.
    private static String heardInZalo(String person, int count) {
        Await.until(count + " messages", () -> to(person).size() >= count);
        assertThat(to(person)).hasSize(count);
        return to(person).getLast();
    }

    private static List<String> to(String person) {
        return zalo.received().stream().filter(one -> one.to().equals(person)).map(ZaloSimulator.Received::text)
                .toList();
    }

    private static String code(String text) {
        var found = CODE.matcher(text);
        assertThat(found.find()).as(text).isTrue();
        return found.group();
    }

    private void look(String name) {
        var folder = System.getProperty("motcua.screenshots");
        if (folder != null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(folder, name + ".png")));
        }
    }

    @Test
    void a_code_typed_on_the_page_continues_the_conversation_of_zalo_and_one_sent_there_takes_it_back()
            throws Exception {
        sendsInZalo("83", "phí thành lập công ty cổ phần");
        heardInZalo("83", 1);
        sendsInZalo("83", "cho tôi chuyển sang web");
        var offer = heardInZalo("83", 2);
        assertThat(offer).contains("https://motcua.example.vn/chat#code=" + code(offer));

        open(desktop(), "");
        page.locator("#menu-open").click();
        assertThat(page.locator("[data-go=zalo]")).isVisible();
        assertThat(page.locator("[data-go=telegram]")).isHidden();
        look("menu");
        page.locator("#code-open").press("Enter");
        assertThat(page.locator("#code")).isFocused();
        page.keyboard().type("abc");
        page.keyboard().press("Enter");
        assertThat(page.locator("#code-wrong")).containsText("6 chữ và số");
        page.locator("#code").fill("ABC-D23");
        page.keyboard().press("Enter");
        assertThat(page.locator("#code-wrong")).containsText("không đúng");
        assertThat(Chromium.violations(page)).isEmpty();
        look("code-wrong");
        page.locator("#code").fill(code(offer).toLowerCase(Locale.ROOT));
        page.keyboard().press("Enter");
        assertThat(page.locator(".msg.you .typed").first()).hasText("phí thành lập công ty cổ phần");
        assertThat(page.locator(".msg.bot .words").last()).containsText("từ Zalo tiếp tục tại đây");
        assertThat(page.locator("#notice")).containsText("tiếp tục trên máy này");
        assertThat(page.locator("#input")).isFocused();
        assertThat(heardInZalo("83", 3)).contains("đã chuyển sang website");
        look("arrived");
        ask("thế còn thời hạn?");
        assertThat(page.locator(".msg.bot .words").last()).containsText("ngày");

        page.locator("#menu-open").click();
        page.locator("[data-go=zalo]").click();
        assertThat(page.locator("#go-code")).isVisible();
        assertThat(Chromium.violations(page)).isEmpty();
        look("go");
        sendsInZalo("83", page.locator("#go-code").textContent());
        assertThat(heardInZalo("83", 4)).contains("từ website tiếp tục tại đây");
        assertThat(page.locator("#go-box")).isHidden();
        assertThat(page.locator("#notice")).containsText("đã chuyển sang Zalo");
        assertThat(page.locator("#log .line").last()).hasText("Cuộc trò chuyện tiếp tục trên Zalo.");
        assertThat(Chromium.violations(page)).isEmpty();
        look("away");
        sendsInZalo("83", "còn hồ sơ thì sao");
        heardInZalo("83", 5);
        page.locator("#input").fill("tôi nhắn tiếp ở đây");
        page.locator("#send").click();
        assertThat(page.locator("#notice .again").first()).isFocused();
        page.reload();
        assertThat(page.locator("#notice")).containsText("đã chuyển sang Zalo");
        assertThat(page.locator("#log")).not().containsText("còn hồ sơ thì sao");

        sendsInZalo("83", "mã chuyển");
        var again = code(heardInZalo("83", 6));
        page.locator("#notice .again").first().click();
        page.locator("#code").fill(again);
        page.locator("#code-yes").click();
        assertThat(page.locator("#log")).containsText("còn hồ sơ thì sao");
        assertThat(page.locator("#notice")).containsText("tiếp tục trên máy này");
    }

    @Test
    void the_link_sent_in_zalo_asks_first_and_leaves_the_address_bar() throws Exception {
        deliver(zalo.sends("84", "file", "{\"url\":\"https://f.example.vn/1\",\"name\":\"Giấy đề nghị.pdf\"}"));
        heardInZalo("84", 1);
        sendsInZalo("84", "tôi muốn tiếp tục trên máy tính");
        open(phone(), "#code=" + code(heardInZalo("84", 2)));
        assertThat(page.locator("#code-yes")).isFocused();
        assertThat(page.url()).doesNotContain("#");
        look("link-phone");
        page.locator("#code-yes").click();
        assertThat(page.locator(".msg.bot .words").last()).containsText("từ Zalo tiếp tục tại đây");
        assertThat(page.locator(".msg.you .typed").first()).containsText("gửi qua kênh khác");
        look("arrived-phone");
    }

    @Test
    void a_code_typed_as_a_message_and_a_channel_asked_for_in_words_do_the_same() throws Exception {
        sendsInZalo("85", "giải thể công ty cần gì");
        heardInZalo("85", 1);
        sendsInZalo("85", "continue on the website");
        var offer = heardInZalo("85", 2);
        open(phone(), "?lang=en");
        ask("hello");
        ask("code " + code(offer));
        assertThat(page.locator(".msg.you .typed").first()).hasText("giải thể công ty cần gì");
        heardInZalo("85", 3);
        ask("move this chat to zalo");
        page.locator(".choices button").filter(new Locator.FilterOptions()
                .setHasText("Zalo")).click();
        assertThat(page.locator("#go-code")).isVisible();
        look("go-phone");
        sendsInZalo("85", page.locator("#go-code").textContent());
        assertThat(page.locator("#notice")).containsText("moved to Zalo");
        look("away-phone");
    }

    private void ask(String text) {
        page.locator("#input").fill(text);
        page.locator("#send").click();
        assertThat(page.locator("#typing")).isHidden();
        assertThat(page.locator(".msg.you .state").last()).not().containsText("đang gửi");
    }
}
