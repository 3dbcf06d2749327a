package vn.motcua.bot.web;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;

/// The system's own browser: `/usr/bin/chromium`, or what the environment variable `CHROMIUM` names.
final class Chromium implements AutoCloseable {
    private static final List<String> FLAGS = List.of("--no-sandbox", "--disable-gpu", "--disable-quic",
            "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync");

    private final Playwright playwright;
    final Browser browser;

    Chromium(String... flags) {
        playwright = Playwright.create(new Playwright.CreateOptions()
                .setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        browser = playwright.chromium().launch(new LaunchOptions()
                .setExecutablePath(Path.of(System.getenv().getOrDefault("CHROMIUM", "/usr/bin/chromium")))
                .setArgs(Stream.concat(FLAGS.stream(), Stream.of(flags)).toList()));
    }

    /// A browser that keeps what a frame stores apart for each site around it, as browsers do by themselves. The driver
    /// turns that off, and then a frame of another site may store nothing at all.
    static Chromium withStorageApart() {
        return new Chromium("--disable-features=Translate");
    }

    /// What on a page keeps people out who do not see, hear or point well.
    static List<String> violations(Page page) {
        // short entrances end first, so that contrast is measured on what stays
        page.locator("body").evaluate("node => Promise.all(node.getAnimations({subtree: true})"
                + ".filter(a => a.effect.getTiming().iterations !== Infinity).map(a => a.finished))");
        return new AxeBuilder(page).withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa")).analyze()
                .getViolations().stream()
                .filter(violation -> List.of("serious", "critical").contains(violation.getImpact()))
                .map(violation -> violation.getId() + ": " + violation.getNodes().stream()
                        .map(node -> String.valueOf(node.getTarget())).toList())
                .toList();
    }

    @Override
    public void close() {
        playwright.close();
    }
}
