package io.korrigo.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.Response;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The frame around all screens, the list of exams and an exam's page. */
@Tag("native")
class FrameTest {
    private static Browser browser;
    private DeskHost host;

    @BeforeAll
    static void open() {
        browser = Browser.start();
    }

    @BeforeEach
    void start(@TempDir Path temporary) throws Exception {
        host = new DeskHost(temporary, "/a/b");
    }

    @AfterEach
    void stop() throws Exception {
        browser.leave();
        host.close();
        assertThat(browser.faults()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"fr, 1280, Examens, Créer", "en, 640, Exams, Make", "fr, 390, Examens, Créer"})
    void teachesWhereThereIsNothingYet(String language, int width, String title, String make) {
        Page page = browser.window(language, width, 800);
        page.navigate(host.ui());
        page.locator("form").waitFor();
        Browser.checkAccessible(page);
        Browser.picture(page, "sign-in-" + language + "-" + width);

        Browser.signIn(page, host.ui(), "prof");
        page.locator("ol li").first().waitFor();
        Browser.checkAccessible(page);
        Browser.picture(page, "empty-" + language + "-" + width);
        assertThat(page.locator("h1").textContent()).isEqualTo(title);

        page.locator("form input").first().fill("Bac blanc");
        page.locator("form button:has-text('" + make + "')").click();
        page.locator("h1:has-text('Bac blanc')").waitFor();
        assertThat(page.url()).startsWith(host.ui() + "exams/");
        page.locator(".notice").first().waitFor();
        Browser.checkAccessible(page);
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .isEqualTo(true);

        page.goBack();
        page.locator("h1:has-text('" + title + "')").waitFor();
        page.goForward();
        page.reload();
        page.locator("h1:has-text('Bac blanc')").waitFor();
        Browser.checkLight(page, language.equals("fr") ? "en" : "fr");
    }

    @Test
    void changesItsLanguageAndKeepsIt() {
        host.exam();
        Page page = browser.window("fr", 1280, 800);
        Browser.signIn(page, host.ui() + "exams/" + DeskHost.EXAM + "/", "prof");
        page.locator("text=12/02/2026").waitFor();

        page.locator("header button[lang=en]").click();

        page.locator("text=This exam has no copies yet").waitFor();
        page.reload();
        page.locator("text=This exam has no copies yet").waitFor();
        assertThat(page.locator("html").getAttribute("lang")).isEqualTo("en");
    }

    @Test
    void tellsWhatIsNotThereAndWhoMayNotSeeIt() {
        Page page = browser.window("fr", 1280, 800);
        Browser.signIn(page, host.ui(), "prof");

        page.navigate(host.ui() + "exams/none/");
        page.locator("[role=alert]").waitFor();
        Browser.checkAccessible(page);
        page.navigate(host.ui() + "none/");
        page.locator("h1:has-text('n’existe pas')").waitFor();
        Browser.checkAccessible(page);
    }

    @Test
    void asksForAPasswordOfOnesOwn() {
        Page page = browser.window("fr", 1280, 800);
        Browser.signIn(page, host.ui(), "new");
        page.locator("input[name=own]").waitFor();
        Browser.checkAccessible(page);

        page.locator("input[name=given]").fill("given-by-another");
        page.locator("input[name=own]").fill("chosen by myself");
        page.keyboard().press("Enter");

        page.locator("h1:has-text('Examens')").waitFor();
    }

    @Test
    void comesFromTheRootAndLeavesBySigningOut() {
        Page page = browser.window("fr", 1280, 800);
        Browser.signIn(page, host.ui().replace("/ui/", "/"), "prof");
        assertThat(page.url()).isEqualTo(host.ui());

        page.locator("button:has-text('Déconnexion')").click();

        page.locator("input[type=password]").waitFor();
    }

    @Test
    void takesNothingFromElsewhereAndIsAskedForAnew() {
        Page page = browser.window("fr", 1280, 800);
        Response document = page.navigate(host.ui() + "exams/x/");

        assertThat(document.headerValue("Cache-Control")).isEqualTo("no-store");
        assertThat(document.headerValue("Content-Security-Policy"))
                .isEqualTo("default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; connect-src"
                        + " 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none';"
                        + " require-trusted-types-for 'script'");
        assertThat(document.headerValue("X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(document.headerValue("Referrer-Policy")).isEqualTo("no-referrer");
        assertThat(document.headerValue("Cross-Origin-Opener-Policy")).isEqualTo("same-origin");
    }
}
