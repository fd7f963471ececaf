package io.korrigo.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.ReducedMotion;
import com.microsoft.playwright.options.WaitForSelectorState;
import io.korrigo.rest.SignIn;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The system's Chromium, one for all tests, and what went wrong on the pages that it showed. Confined to one thread. */
final class Browser {
    /** Kept where somebody wants pictures of all pages, for the documents. */
    private static final @Nullable String PICTURES = System.getProperty("korrigo.pictures");

    private static final String AXE = axe();

    /** What keeps somebody out, with its first place; what doesn't is not collected, which takes most of the time. */
    private static final String BARRIERS = "() => axe.run(document, { resultTypes: ['violations'] })"
            + ".then(({ violations }) => violations.map(({ id, nodes }) => id + ': ' + nodes[0].html))";

    /** What a telephone on a bad line loads in a second. */
    private static final int MOST_BYTES = 40 * 1024;

    private static final List<String> PLACES = List.of("/usr/bin/chromium", "/usr/bin/chromium-browser");

    /** Started by the first test that needs it. */
    private static @Nullable Browser shared;

    private final com.microsoft.playwright.Browser chromium;
    private final List<String> faults = new CopyOnWriteArrayList<>();
    private final List<BrowserContext> open = new ArrayList<>();

    private Browser(Path executable) {
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        // When no test is left that another thread could disturb.
        Runtime.getRuntime().addShutdownHook(new Thread(playwright::close));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable)
                        .setArgs(List.of("--no-sandbox")));
    }

    /** Starts it, unless a test before has; where the machine has none, the test is skipped. */
    static Browser start() {
        Path executable = Stream.of(PLACES)
                .flatMap(List::stream)
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElse(null);
        assumeTrue(executable != null, "This machine has no Chromium");
        if (shared == null) {
            shared = new Browser(executable);
        }
        return shared;
    }

    /** A new person's window, in a language and as wide as that; what breaks the content security policy is kept. */
    Page window(String language, int width, int height) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setLocale(language)
                .setViewportSize(width, height)
                .setReducedMotion(ReducedMotion.REDUCE));
        open.add(context);
        context.addInitScript("document.addEventListener('securitypolicyviolation',"
                + " event => console.error('policy: ' + event.violatedDirective + ' ' + event.blockedURI))");
        Page page = context.newPage();
        page.onConsoleMessage(message -> {
            // A refused call is also told by the browser itself, whatever the page makes of it.
            if (message.type().equals("error") && !message.text().startsWith("Failed to load resource")) {
                faults.add(message.text());
            }
        });
        page.onPageError(faults::add);
        page.setDefaultTimeout(15_000);
        return page;
    }

    private static String axe() {
        try (InputStream script = AxeBuilder.class.getResourceAsStream("/axe.min.js")) {
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Opens a page as somebody who is signed in. */
    static void open(Page page, String url, String token) {
        page.context()
                .addCookies(List.of(new Cookie(SignIn.COOKIE, token)
                        .setDomain(URI.create(url).getHost())
                        .setPath("/")));
        page.navigate(url);
    }

    /** Signs in by a token as people do, and waits for the list of exams. */
    static void signIn(Page page, String ui, String token) {
        page.navigate(ui);
        page.locator("input[type=radio]").nth(1).check();
        page.locator("input[type=password]").fill(token);
        page.keyboard().press("Enter");
        page.locator("header .who").waitFor(new Locator.WaitForOptions().setState(WaitForSelectorState.ATTACHED));
    }

    /** That nothing on the page as it is now keeps anybody out. */
    static void checkAccessible(Page page) {
        if (page.evaluate("() => !window.axe") == Boolean.TRUE) {
            page.evaluate(AXE);
        }
        assertThat((List<?>) page.evaluate(BARRIERS)).as(page.url()).isEmpty();
    }

    /** That a browser that knows nothing yet loads little to show the page, and words of its own language only. */
    static void checkLight(Page page, String otherLanguage) {
        @SuppressWarnings("unchecked")
        Map<String, Integer> loaded = (Map<String, Integer>) page.evaluate("() => Object.fromEntries("
                + "performance.getEntriesByType('resource').filter(each => each.name.includes('/ui/assets/'))"
                + ".map(each => [each.name.replace(/.*\\//, ''), each.encodedBodySize]))");
        assertThat(loaded).containsKey("app.js").doesNotContainKey(otherLanguage + ".js");
        assertThat(loaded.values().stream().mapToInt(Integer::intValue).sum())
                .as(page.url() + " " + loaded)
                .isBetween(20_000, MOST_BYTES);
    }

    /** A picture of the page, where somebody asked for pictures. */
    static void picture(Page page, String name) {
        if (PICTURES != null) {
            page.screenshot(new Page.ScreenshotOptions().setPath(Path.of(PICTURES, name + ".png")));
        }
    }

    /** Closes all windows. */
    void leave() {
        open.forEach(BrowserContext::close);
        open.clear();
    }

    /** Violations of the policy, errors of scripts and what they complained of, since somebody asked. */
    List<String> faults() {
        List<String> found = List.copyOf(faults);
        faults.clear();
        return found;
    }
}
